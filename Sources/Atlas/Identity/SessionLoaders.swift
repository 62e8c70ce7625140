import AtlasKernel
import GraphQLPostgres

extension SessionRow {
  /// The viewer's own sessions that are still open; not even administrators see those of others. Who has just signed in
  /// sees the new session, even when it owes a second factor; API keys see none.
  static let loader = RowLoader<SessionRow>(key: id) { keys, context in
    let owner = context.viewer ?? context.request.signedIn
    return SessionStatements.byID(keys, ownerID: owner.flatMap { $0.scopes == nil ? $0.userID : nil })
  }
}
