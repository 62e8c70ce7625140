import AtlasKernel
import GraphQLPostgres

extension SessionRow {
  /// The viewer's own sessions that are still open; not even administrators see those of others. Who has just signed in
  /// sees the new session, even when it owes a second factor.
  static let loader = RowLoader<SessionRow>(key: id) { keys, context in
    SessionStatements.byID(keys, ownerID: (context.viewer ?? context.request.signedIn)?.userID)
  }
}
