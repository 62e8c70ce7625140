import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Ends sessions at their owner's wish.
struct SessionEnding: Sendable {
  let revocations: Revocations

  /// Ends the session that asks, or all of its user's.
  ///
  /// - Returns: how many have ended.
  func logOut(allSessions: Bool, _ context: ExecutionContext) async throws -> Int {
    // Whoever still owes the second factor may leave, too, but not send others away.
    let (userID, sessionID) = try SignedInSession.of(context.request.claimant)
    let allSessions = allSessions && context.viewer != nil
    let rows = try await context.write(
      SessionEndingStatements.logOut(
        userID: userID, sessionID: sessionID, allSessions: allSessions, Origin(context.request)))
    let ended = RevocationStatements.endedSessions(rows)
    revocations.apply(.sessions(ended, userID: userID))
    return ended.count
  }

  /// Ends one of the viewer's sessions, which may be the one that asks.
  ///
  /// - Returns: the session as it was.
  /// - Throws: a user error where they have no such open session.
  func revoke(_ id: ID, _ context: ExecutionContext) async throws -> EndedSession {
    let (userID, _) = try SignedInSession.of(context.viewer)
    guard let key = id.key(.session) else { throw Self.missing(id) }
    let rows = try await context.write(
      SessionEndingStatements.revoke(key, userID: userID, Origin(context.request)))
    guard rows.count == 1 else { throw Self.missing(id) }
    revocations.apply(.sessions([key], userID: userID))
    return EndedSession(rows: rows)
  }

  private static func missing(_ id: ID) -> UserErrors {
    UserErrors(.notFound("session", GlobalID(id.value), "input", "sessionId"))
  }
}

/// A session that is no longer there to be read.
struct EndedSession: Sendable {
  /// The one row of it.
  let rows: Rows
}

/// Whose session asks.
enum SignedInSession {
  /// - Throws: `FORBIDDEN` for API keys, whatever their scopes: they have no session.
  static func of(_ viewer: Viewer?) throws(GraphQLError) -> (userID: Int64, sessionID: Int64) {
    guard let viewer else { throw .unauthenticated() }
    guard let sessionID = viewer.sessionID else { throw .forbidden("This takes a session; an API key has none.") }
    return (viewer.userID, sessionID)
  }
}
