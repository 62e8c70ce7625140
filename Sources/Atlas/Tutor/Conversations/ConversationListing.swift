import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension ConversationRow {
  private static let isOpen = RowColumn<Int64>("is_open")

  /// Those that are not archived first, each latest first.
  private static let cursor = CursorKind("conversations", .integer(isOpen), .moment(updatedAt), .integer(id))

  /// `Query.conversations`: the viewer's own.
  static let list = FieldResolver<Root, API.Query.ConversationsArguments, API.ConversationConnection>(reads: .none) {
    _, arguments, context in
    let page = try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before, cursor: cursor,
      context)
    let owner = try context.requireViewer().userID
    let pending = context.submit(ConversationListStatements.page(page, ownerID: owner))
    return .pending {
      let pages = Page<ConversationRow>.pages(
        try await pending.rows(), parents: [0], parentColumn: RowColumn("parent_id"), arguments: page,
        total: { _ in ConversationListStatements.count(ownerID: owner) })
      return ColumnOf<API.ConversationConnection>.objects(pages).column
    }
  }

  /// The resolvers of `ConversationConnection`.
  static let connectionFields = API.ConversationConnection.Fields<Page<ConversationRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount())

  /// The resolvers of `ConversationEdge`.
  static let edgeFields = API.ConversationEdge.Fields<Edge<ConversationRow>>(cursor: .cursor(), node: .node())
}
