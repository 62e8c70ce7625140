import GraphQLHTTP
import GraphQLJSON
import Testing

@testable import AtlasServer

/// One event of `answerStreamed`, as a test compares it.
enum AnswerNotice: Equatable, CustomStringConvertible {
  case text(Int, String)
  case cited(Int)
  case finished(String)
  case failed(String, isRetryable: Bool)

  init(_ event: JSONValue) throws {
    let value = try #require(event.at("data.answerStreamed"), "\(event)")
    switch value.at("__typename")?.stringValue {
    case "AnswerDelta":
      guard case .number(let sequence)? = value.at("sequence") else { throw TestFailure("no sequence") }
      self = .text(try #require(Int(sequence)), try #require(value.at("text")?.stringValue))
    case "AnswerCitations": self = .cited(value.at("citations")?.arrayValue?.count ?? -1)
    case "AnswerFinished": self = .finished(try #require(value.at("answer.state")?.stringValue))
    case "AnswerFailed":
      self = .failed(
        try #require(value.at("code")?.stringValue), isRetryable: value.at("retryable") == .boolean(true))
    default: throw TestFailure("\(event)")
    }
  }

  var description: String {
    switch self {
    case .text(let sequence, let text): "\(sequence): \(text)"
    case .cited(let count): "\(count) citations"
    case .finished(let state): state
    case .failed(let code, let isRetryable): "\(code) \(isRetryable)"
    }
  }
}

/// Somebody who follows answers; the events come when they are asked for.
final class AnswerFollower {
  private var pieces: AsyncStream<[UInt8]>.Iterator
  private var notices: [(AnswerNotice, String?)] = []
  private let reader: Task<Void, Never>
  /// Where a client resumes that has seen the last event.
  private(set) var position: String?

  /// - Throws: where the subscription is refused.
  init(
    _ instance: TestInstance, _ asked: AskedQuestion, all: Bool = false, after position: String? = nil, token: String
  ) async throws {
    let text = """
      subscription ($conversation: ID!, $answer: ID) {
        answerStreamed(conversationId: $conversation, answerId: $answer) {
          __typename
          ... on AnswerDelta { sequence text }
          ... on AnswerCitations { citations { index title } }
          ... on AnswerFinished { answer { state } }
          ... on AnswerFailed { code message retryable }
        }
      }
      """
    var head = TestInstance.head(token: token, accept: "text/event-stream")
    if let position { head.fields.append("Last-Event-ID", position) }
    let variables: JSONObject = [
      "conversation": .string(asked.conversation), "answer": all ? .null : .string(asked.answer),
    ]
    let answer = await instance.answer(head, TestInstance.body(text, variables))
    if case .complete(let response) = answer { throw TestFailure(String(decoding: response.body, as: UTF8.self)) }
    guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered") }
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    pieces = stream.makeAsyncIterator()
    reader = Task {
      try? await produce(StreamWriter(continuation: continuation))
      continuation.finish()
    }
  }

  /// The next event; nil at the end of the stream.
  func next() async throws -> AnswerNotice? {
    while notices.isEmpty {
      guard let piece = await pieces.next(isolation: #isolation) else { return nil }
      for line in String(decoding: piece, as: UTF8.self).split(separator: "\n") where line.hasPrefix("data: ") {
        let event = try JSONParser.parse(String(line.dropFirst("data: ".count)))
        notices.append((try AnswerNotice(event), event.at("extensions.eventId")?.stringValue))
      }
    }
    let (notice, position) = notices.removeFirst()
    self.position = position ?? self.position
    return notice
  }

  /// All events up to the end of the stream.
  func rest() async throws -> [AnswerNotice] {
    var all: [AnswerNotice] = []
    while let notice = try await next() { all.append(notice) }
    return all
  }

  func close() async {
    reader.cancel()
    await reader.value
  }
}
