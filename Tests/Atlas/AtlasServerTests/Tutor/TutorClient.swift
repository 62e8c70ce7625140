import GraphQLJSON
import Testing

@testable import AtlasServer

/// What tests of the tutor do again and again.
extension GroupLearner {
  /// Begins a conversation; answers its id.
  func startConversation(_ title: String? = nil, _ subject: JSONObject? = nil) async throws -> String {
    let payload = try await start(title, subject)
    return try #require(payload.at("conversation.id")?.stringValue, "\(payload)")
  }

  /// The payload of `startConversation`.
  func start(_ title: String? = nil, _ subject: JSONObject? = nil) async throws -> JSONValue {
    var input: JSONObject = [:]
    if let title { input.append(key: "title", value: .string(title)) }
    if let subject { input.append(key: "subject", value: .object(subject)) }
    return try await change(
      "startConversation", input, select: "conversation { id title archivedAt subject { __typename } user { id } }")
  }

  /// The payload of `archiveConversation`.
  func archive(_ conversation: String, _ archived: Bool = true) async throws -> JSONValue {
    try await change(
      "archiveConversation", ["conversationId": .string(conversation), "archived": .boolean(archived)],
      select: "conversation { id updatedAt archivedAt }")
  }

  /// Asks and waits; answers the response.
  func ask(_ question: String, in conversation: String? = nil) async throws -> TestResponse {
    var context: JSONObject = ["mode": "EXPLAIN"]
    if let conversation { context.append(key: "conversationId", value: .string(conversation)) }
    return try await query(
      """
      mutation ($question: String!, $context: ContextInput!) {
        askQuestion(question: $question, context: $context) { id cached conversation { id title } viewerRating }
      }
      """, ["question": .string(question), "context": .object(context)])
  }

  /// Asks; answers the id of the answer.
  func answer(_ question: String, in conversation: String? = nil) async throws -> String {
    let response = try await ask(question, in: conversation)
    return try #require(response.text("data.askQuestion.id"), "\(response)")
  }

  /// The payload of `rateAnswer`.
  func rate(_ answer: String, _ rating: Int, _ comment: String? = nil) async throws -> JSONValue {
    var input: JSONObject = ["answerId": .string(answer), "rating": .integer(rating)]
    if let comment { input.append(key: "comment", value: .string(comment)) }
    return try await change("rateAnswer", input, select: "answer { id viewerRating }")
  }
}
