import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `markNotificationsRead`: what is named, or all. Ids that name nothing of the viewer's change nothing.
struct NotificationMarking: Sendable {
  let input: API.MarkNotificationsReadInput

  /// Marks them; answers how many are unread afterwards.
  func apply(_ context: ExecutionContext) async throws -> Int {
    let viewer = try context.requireViewer()
    let keys = (input.ids ?? []).compactMap { $0.key(.notification) }
    let rows = try await context.write(
      NotificationStatements.markRead(keys, all: input.all ?? false, viewer: viewer.userID))
    return Int(clamping: rows.int(0, 0) ?? 0)
  }
}
