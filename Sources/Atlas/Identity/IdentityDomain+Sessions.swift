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
      API.RevokeSessionPayload.Fields<Payload<Int64>>(session: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.ChangePasswordPayload.Fields<Payload<Int64>>(user: .reference { $0.outcome }, userErrors: .userErrors()))
  }

  /// `Mutation.refreshToken`.
  public var refreshToken: FieldResolver<Root, API.Mutation.RefreshTokenArguments, API.RefreshTokenPayload> {
    .payload { _, _ -> SignedIn in throw GraphQLError.pending }
  }

  /// `Mutation.logout`.
  public var logout: FieldResolver<Root, API.Mutation.LogoutArguments, API.LogoutPayload> {
    .payload { _, _ -> Int in throw GraphQLError.pending }
  }

  /// `Mutation.revokeSession`.
  public var revokeSession: FieldResolver<Root, API.Mutation.RevokeSessionArguments, API.RevokeSessionPayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }

  /// `Mutation.changePassword`.
  public var changePassword: FieldResolver<Root, API.Mutation.ChangePasswordArguments, API.ChangePasswordPayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }
}

extension SessionRow {
  /// `User.sessions`.
  static let ofUsers = FieldResolver<UserRow, NoArguments, [API.Session]?>.batch { users, _, _ in
    .lists(users.map { _ in [SignedIn]?.none })
  }
}

extension FieldResolver where Source == Payload<SignedIn>, Output == API.AuthPayload? {
  /// The tokens of a payload.
  static func signedIn() -> Self { .batch { payloads, _, _ in .objects(payloads.map(\.outcome)) } }
}

extension GraphQLError {
  static let pending = GraphQLError("This is not built yet.")
}
