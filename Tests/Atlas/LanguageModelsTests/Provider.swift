import GraphQLJSON
import LanguageModels
import OutboundHTTP
import Synchronization
import Testing

/// The two protocols, with what is alike in tests of both.
enum Provider: String, CaseIterable, Sendable {
  case anthropic, openAI

  static let key = "sk-test-0123456789"

  func model(
    at base: String = "http://127.0.0.1:1", _ fetcher: any HTTPFetcher, limits: ModelLimits = ModelLimits(),
    clock: ModelClock = TestClock().clock
  ) throws -> any LanguageModel {
    let url = try #require(OutboundURL(base))
    let key = try #require(APIKey(Self.key))
    return switch self {
    case .anthropic:
      try #require(
        AnthropicModel(baseURL: url, key: key, model: "test", fetcher: fetcher, limits: limits, clock: clock))
    case .openAI:
      try #require(OpenAIModel(baseURL: url, key: key, model: "test", fetcher: fetcher, limits: limits, clock: clock))
    }
  }

  /// The events up to the first word.
  var beginning: String {
    switch self {
    case .anthropic:
      event(#"{"type":"message_start","message":{"usage":{"input_tokens":12,"output_tokens":1}}}"#)
        + event(#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#)
        + event(#"{"type": "ping"}"#)
    case .openAI: event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#)
    }
  }

  /// An event with a piece of text.
  func words(_ text: String) -> String {
    let json = String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
    return switch self {
    case .anthropic:
      event(#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":\#(json)}}"#)
    case .openAI: event(#"{"choices":[{"index":0,"delta":{"content":\#(json)},"finish_reason":null}],"usage":null}"#)
    }
  }

  /// The events after the last word; `reason` is that of the protocol.
  func end(_ reason: String? = nil) -> String {
    switch self {
    case .anthropic:
      event(#"{"type":"content_block_stop","index":0}"#)
        + event(
          #"{"type":"message_delta","delta":{"stop_reason":"\#(reason ?? "end_turn")"},"usage":{"output_tokens":7}}"#)
        + mark
    case .openAI:
      event(#"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason ?? "stop")"}]}"#)
        + event(#"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":7}}"#) + mark
    }
  }

  /// The event that ends the stream.
  var mark: String {
    switch self {
    case .anthropic: event(#"{"type":"message_stop"}"#)
    case .openAI: "data: [DONE]\n\n"
    }
  }

  func event(_ data: String) -> String { "data: \(data)\n\n" }

  /// A whole answer.
  func stream(_ words: [String]) -> String { beginning + words.map(self.words).joined() + end() }
}

/// Hands over the pieces of an answer, and does something before each.
final class PieceFetcher: HTTPFetcher {
  private let pieces: [[UInt8]]
  private let status: Int
  private let fields: [(name: String, value: String)]
  private let beforeEach: @Sendable () -> Void
  private let isCut: Bool
  private let asked = Mutex<[OutboundRequest]>([])

  init(
    _ pieces: [[UInt8]], status: Int = 200, type: String = "text/event-stream; charset=utf-8",
    fields: [(name: String, value: String)] = [], isCut: Bool = false,
    beforeEach: @escaping @Sendable () -> Void = {}
  ) {
    self.pieces = pieces
    self.status = status
    self.fields = [("Content-Type", type)] + fields
    self.isCut = isCut
    self.beforeEach = beforeEach
  }

  convenience init(_ text: String, type: String = "text/event-stream", isCut: Bool = false) {
    self.init([Array(text.utf8)], type: type, isCut: isCut)
  }

  var requests: [OutboundRequest] { asked.withLock { $0 } }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse { throw .notAllowed }

  func fetch(
    _ request: OutboundRequest, receiving receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> OutboundResponse {
    asked.withLock { $0.append(request) }
    for piece in pieces {
      beforeEach()
      try await receive(piece)
    }
    if isCut { throw OutboundError.unreachable }
    return OutboundResponse(status: status, body: [], fields: fields)
  }
}

/// What a model has said.
final class Heard: Sendable {
  private let heard = Mutex<[String]>([])

  var pieces: [String] { heard.withLock { $0 } }
  var text: String { pieces.joined() }

  func hear(_ text: String) { heard.withLock { $0.append(text) } }
}

extension LanguageModel {
  /// Asks something, and remembers what was said.
  func ask(_ heard: Heard = Heard(), schema: JSONValue? = nil) async throws -> ModelReply {
    let request = ModelRequest(
      system: "Be short.", messages: [.init(.user, "What is a secret prompt?")], maximumTokens: 100, schema: schema)
    return try await reply(to: request) { heard.hear($0) }
  }
}
