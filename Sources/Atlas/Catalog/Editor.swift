import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// Who edits content: its author, as long as they are a creator, and admins. Content without an author is for admins.
struct Editor: Sendable {
  /// Nil for whoever may edit nothing.
  let userID: Int64?
  let isAdmin: Bool

  /// The viewer, if they may edit anything: as `@auth` on the mutations has it.
  init(_ context: ExecutionContext) {
    let viewer = context.viewer(within: .catalogWrite)
    userID = viewer.flatMap { $0.satisfies(.creator) ? $0.userID : nil }
    isAdmin = viewer?.satisfies(.admin) ?? false
  }

  /// SQL for whether they may edit something with this author.
  func mayEdit(_ author: StaticString) -> Query {
    "(coalesce(\(unsafeRawSQL: author) = \(userID), false) or \(isAdmin))"
  }
}
