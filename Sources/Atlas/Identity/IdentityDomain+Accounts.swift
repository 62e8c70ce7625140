public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax

extension IdentityDomain {
  /// Adds the types of profiles, roles, and of what is kept about people.
  func registerAccounts(in map: inout ResolverMap) {
    map.add(PreferencesRow.fields)
    map.add(AuditEventRow.fields)
    map.add(AuditEventRow.connectionFields)
    map.add(AuditEventRow.edgeFields)
    map.add(API.UpdateProfilePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.UpdatePreferencesPayload.Fields<Payload<Int64>>(
        preferences: .batch { payloads, _, _ in .objects(payloads.map { _ in SignedIn?.none }) },
        user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.GrantRolePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(API.RevokeRolePayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.ExportMyDataPayload.Fields<Payload<JSONValue>>(data: .value { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.DeleteMyAccountPayload.Fields<Payload<DateTime>>(
        scheduledFor: .value { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Query.auditLog`.
  public var auditLog: FieldResolver<Root, API.Query.AuditLogArguments, API.AuditEventConnection> {
    .fetch { _, _, _ in throw GraphQLError.pending }
  }

  /// `Mutation.updateProfile`.
  public var updateProfile: FieldResolver<Root, API.Mutation.UpdateProfileArguments, API.UpdateProfilePayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }

  /// `Mutation.updatePreferences`.
  public var updatePreferences: FieldResolver<Root, API.Mutation.UpdatePreferencesArguments, API.UpdatePreferencesPayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }

  /// `Mutation.grantRole`.
  public var grantRole: FieldResolver<Root, API.Mutation.GrantRoleArguments, API.GrantRolePayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }

  /// `Mutation.revokeRole`.
  public var revokeRole: FieldResolver<Root, API.Mutation.RevokeRoleArguments, API.RevokeRolePayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }

  /// `Mutation.exportMyData`.
  public var exportMyData: FieldResolver<Root, NoArguments, API.ExportMyDataPayload> {
    .payload { _, _ -> JSONValue in throw GraphQLError.pending }
  }

  /// `Mutation.deleteMyAccount`.
  public var deleteMyAccount: FieldResolver<Root, API.Mutation.DeleteMyAccountArguments, API.DeleteMyAccountPayload> {
    .payload { _, _ -> DateTime in throw GraphQLError.pending }
  }

}

/// A row of `user_preferences`.
struct PreferencesRow: RowRecord {
  let row: Row

  static let version = RowColumn<Int>("version")
  static let learningStyle = RowColumn<API.LearningStyle?>("learning_style")
  static let detailLevel = RowColumn<API.DetailLevel>("detail_level")
  static let dailyGoal = RowColumn<ISODuration?>("daily_goal")
  static let theme = RowColumn<String?>("theme")
  static let extra = RowColumn<JSONValue?>("extra")

  /// The resolvers of `Preferences`.
  static let fields = API.Preferences.Fields<PreferencesRow>(
    version: .column(version),
    learningStyle: .column(learningStyle),
    detailLevel: .column(detailLevel),
    dailyGoal: .column(dailyGoal),
    theme: .column(theme),
    extra: .column(extra))

  /// `User.preferences`.
  static let ofUsers = FieldResolver<UserRow, NoArguments, API.Preferences?>.batch { users, _, _ in
    .objects(users.map { _ in SignedIn?.none })
  }
}

/// A row of `audit_events`.
struct AuditEventRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let at = RowColumn<DateTime>("at")
  static let actorID = RowColumn<Int64?>("actor_id")
  static let action = RowColumn<String>("action")
  static let subject = RowColumn<String?>("subject")
  static let ipAddress = RowColumn<String?>("ip_address")
  static let userAgent = RowColumn<String?>("user_agent")
  static let requestID = RowColumn<String>("request_id")
  static let details = RowColumn<JSONValue?>("details")

  /// The resolvers of `AuditEvent`.
  static let fields = API.AuditEvent.Fields<AuditEventRow>(
    id: .globalID(.auditEvent, id),
    at: .column(at),
    actor: .reference(actorID),
    action: .column(action),
    subject: FieldResolver { events, _, _ in
      .loading(
        LoadRequest(events.storage.values(subject).map { text in
          text.flatMap { GlobalID($0) }.map { ($0.kind.typeName, $0.key) }
        }))
    },
    ipAddress: .column(ipAddress),
    userAgent: .column(userAgent),
    requestId: .column(requestID),
    details: .column(details))

  static let connectionFields = API.AuditEventConnection.Fields<Page<AuditEventRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo())

  static let edgeFields = API.AuditEventEdge.Fields<Edge<AuditEventRow>>(cursor: .cursor(), node: .node())
}
