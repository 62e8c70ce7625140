import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `conversation_messages`, with the citations of the answer it is.
struct ConversationMessageRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let conversationID = RowColumn<Int64>("conversation_id")
  static let role = RowColumn<API.MessageRole>("role")
  static let content = RowColumn<String>("content")
  static let citations = RowColumn<String>("citations")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let answerID = RowColumn<Int64?>("answer_id")

  /// In the order they were said.
  static let cursor = CursorKind("conversation-messages", .integer(id))
}
