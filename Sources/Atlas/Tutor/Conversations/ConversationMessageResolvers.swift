import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Retrieval

extension ConversationMessageRow {
  /// The resolvers of `ConversationMessage`.
  static let fields = API.ConversationMessage.Fields<ConversationMessageRow>(
    id: .globalID(.conversationMessage, id),
    role: .column(role),
    content: .column(content),
    citations: .batch { messages, _, _ in .lists(messages.storage.values(citations).map(Citation.list)) },
    createdAt: .column(createdAt),
    answer: .reference(answerID))

  /// The resolvers of `ConversationMessageConnection`.
  static let connectionFields = API.ConversationMessageConnection.Fields<Page<ConversationMessageRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount { conversations, context in
      ConversationMessageStatements.totals(conversations, ownerID: context.viewer?.userID)
    })

  /// The resolvers of `ConversationMessageEdge`.
  static let edgeFields = API.ConversationMessageEdge.Fields<Edge<ConversationMessageRow>>(
    cursor: .cursor(), node: .node())

  /// The arguments of `Conversation.messages`, checked.
  static func page(
    _ arguments: API.Conversation.MessagesArguments, _ context: ExecutionContext
  ) throws -> PageArguments {
    try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before,
      defaultSize: 50, cursor: cursor, context)
  }
}
