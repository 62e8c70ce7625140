import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension SessionRow {
  /// The resolvers of `Session`.
  static let fields = API.Session.Fields<SessionRow>(
    id: .globalID(.session, id),
    createdAt: .column(createdAt),
    lastSeenAt: .column(lastSeenAt),
    expiresAt: .column(expiresAt),
    userAgent: .column(userAgent),
    ipAddress: .column(ipAddress),
    current: .batch { sessions, _, context in
      .values(sessions.storage.values(id).map { $0 == context.request.claimant?.sessionID })
    })
}

extension SignedIn {
  /// The resolvers of `AuthPayload`. The sign-in made its user the viewer, so both objects are theirs to see; the private
  /// fields of a user who still owes the second factor stay closed.
  static let fields = API.AuthPayload.Fields<SignedIn>(
    accessToken: .value { $0.accessToken },
    refreshToken: .value { $0.refreshToken },
    expiresIn: .value { $0.accessLifetimeSeconds },
    refreshExpiresIn: .value { $0.refreshLifetimeSeconds },
    tokenType: .value { _ in "Bearer" },
    user: .reference { $0.viewer.userID },
    session: .reference { $0.sessionID },
    mfaRequired: .value { $0.viewer.owesSecondFactor })
}
