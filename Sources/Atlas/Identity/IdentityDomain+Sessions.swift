public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax

extension IdentityDomain {
  /// Adds the types of sessions.
  func registerSessions(in map: inout ResolverMap) {
    map.add(API.RefreshTokenPayload.Fields<Payload<SignedIn>>(auth: .signedIn(), userErrors: .userErrors()))
    map.add(
      API.LogoutPayload.Fields<Payload<Int>>(revokedSessions: .value { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.RevokeSessionPayload.Fields<Payload<EndedSession>>(session: .endedSession(), userErrors: .userErrors()))
    map.add(
      API.ChangePasswordPayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Mutation.refreshToken`.
  public var refreshToken: FieldResolver<Root, API.Mutation.RefreshTokenArguments, API.RefreshTokenPayload> {
    .payload { arguments, context in try await refreshing.refresh(arguments.input.refreshToken, context) }
  }

  /// `Mutation.logout`.
  public var logout: FieldResolver<Root, API.Mutation.LogoutArguments, API.LogoutPayload> {
    .payload { arguments, context in
      try await ending.logOut(allSessions: arguments.input?.allSessions ?? false, context)
    }
  }

  /// `Mutation.revokeSession`.
  public var revokeSession: FieldResolver<Root, API.Mutation.RevokeSessionArguments, API.RevokeSessionPayload> {
    .payload { arguments, context in try await ending.revoke(arguments.input.sessionId, context) }
  }

  /// `Mutation.changePassword`.
  public var changePassword: FieldResolver<Root, API.Mutation.ChangePasswordArguments, API.ChangePasswordPayload> {
    .payload { arguments, context in try await passwordChanging.change(arguments.input, context) }
  }
}

extension FieldResolver where Source == Payload<EndedSession>, Output == API.Session? {
  /// The session of a payload, as it was: there is nothing left to be loaded.
  fileprivate static func endedSession() -> Self {
    .batch { payloads, _, _ in
      // A payload is the only one of its mutation.
      let ended = payloads.map(\.outcome)
      let sessions = ended.first.flatMap { $0 }.map { RowStorage<SessionRow>($0.rows) } ?? RowStorage()
      return .objects(Batch<SessionRow>(sessions), rows: ended.map { $0 == nil ? -1 : 0 })
    }
  }
}

extension FieldResolver where Source == Payload<SignedIn>, Output == API.AuthPayload? {
  /// The tokens of a payload.
  static func signedIn() -> Self { .batch { payloads, _, _ in .objects(payloads.map(\.outcome)) } }
}
