public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
public import Jobs
public import Postgres

extension IdentityDomain {
  /// Adds the types of profiles, roles, and of what is kept about people.
  func registerAccounts(in map: inout ResolverMap) {
    map.add(PreferencesRow.fields)
    map.add(AuditEventRow.fields)
    map.add(AuditEventRow.connectionFields)
    map.add(AuditEventRow.edgeFields)
    map.add(entity: API.AuditEvent.typeName, AuditEventRow.loader)
    // No client can name preferences; the entry lets payloads and users refer to them.
    map.add(entity: API.Preferences.typeName, PreferencesRow.loader)
    map.add(API.UpdateProfilePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.UpdatePreferencesPayload.Fields<Payload<Int64>>(
        preferences: .reference { $0.outcome },
        user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.GrantRolePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.RevokeRolePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.ExportMyDataPayload.Fields<Payload<Int64>>(job: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.DeleteMyAccountPayload.Fields<Payload<DateTime>>(
        scheduledFor: .value { $0.outcome }, userErrors: .userErrors()))
  }

  /// Erases one closed account whose time has come; false where there is none.
  public func eraseNext(_ database: Database) async throws -> Bool {
    try await closing.eraseNext(database)
  }

  /// `Query.auditLog`.
  public var auditLog: FieldResolver<Root, API.Query.AuditLogArguments, API.AuditEventConnection> {
    AuditLog.auditLog
  }

  /// `Mutation.updateProfile`.
  public var updateProfile: FieldResolver<Root, API.Mutation.UpdateProfileArguments, API.UpdateProfilePayload> {
    .payload { [files] arguments, context in try await ProfileChange(arguments.input).apply(files, context) }
  }

  /// `Mutation.updatePreferences`.
  public var updatePreferences:
    FieldResolver<Root, API.Mutation.UpdatePreferencesArguments, API.UpdatePreferencesPayload>
  {
    .payload { arguments, context in try await PreferencesChange(arguments.input).apply(context) }
  }

  /// `Mutation.grantRole`.
  public var grantRole: FieldResolver<Root, API.Mutation.GrantRoleArguments, API.GrantRolePayload> {
    .payload { arguments, context in
      let change = RoleChange(
        role: arguments.input.role, userID: arguments.input.userId, revocations: revocations)
      let user = try await change.grant(context)
      apiKeyKeeping.forgetKeys(of: user)
      return user
    }
  }

  /// `Mutation.revokeRole`.
  public var revokeRole: FieldResolver<Root, API.Mutation.RevokeRoleArguments, API.RevokeRolePayload> {
    .payload { arguments, context in
      let change = RoleChange(
        role: arguments.input.role, userID: arguments.input.userId, revocations: revocations)
      let user = try await change.revoke(context)
      apiKeyKeeping.forgetKeys(of: user)
      return user
    }
  }

  /// `Mutation.exportMyData`.
  public var exportMyData: FieldResolver<Root, NoArguments, API.ExportMyDataPayload> {
    .payload { _, context in try await dataExport.request(context) }
  }

  /// What does the jobs of this domain.
  public var jobHandlers: [JobHandler] { [dataExport.handler] }

  private var dataExport: DataExport { DataExport(parts: personalData, files: files) }

  /// `Mutation.deleteMyAccount`.
  public var deleteMyAccount: FieldResolver<Root, API.Mutation.DeleteMyAccountArguments, API.DeleteMyAccountPayload> {
    .payload { arguments, context in
      let eraseAt = try await closing.close(arguments.input, context)
      try apiKeyKeeping.forgetKeys(of: context.requireViewer().userID)
      return eraseAt
    }
  }

  private var closing: AccountClosing {
    AccountClosing(passwords: passwords, parts: personalData, revocations: revocations)
  }
}
