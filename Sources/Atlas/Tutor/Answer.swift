import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `answers`.
struct AnswerRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let conversationID = RowColumn<Int64>("conversation_id")
  static let question = RowColumn<String>("question")
  static let state = RowColumn<API.AnswerState>("state")
  static let text = RowColumn<String>("text")
  static let citations = RowColumn<String>("citations")
  static let hints = RowColumn<[String]>("hints")
  static let followUps = RowColumn<[String]>("follow_ups")
  static let cached = RowColumn<Bool>("cached")
  static let ungrounded = RowColumn<Bool>("ungrounded")
  static let model = RowColumn<String>("model")
  static let promptTokens = RowColumn<Int>("prompt_tokens")
  static let completionTokens = RowColumn<Int>("completion_tokens")
  static let responseTime = RowColumn<ISODuration>("response_time")

  var usage: TokenUsage {
    TokenUsage(promptTokens: row[Self.promptTokens], completionTokens: row[Self.completionTokens])
  }
}
