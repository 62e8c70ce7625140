import GraphQLJSON

/// The events of a provider, understood: events in, text out.
protocol ProviderStream: Sendable {
  /// What is known of the end of the answer.
  var ending: StreamEnding { get }

  /// - Throws: ``ModelFailure``: what the provider says went wrong, or `malformed`.
  mutating func read(_ event: ServerSentEvent) throws(ModelFailure) -> StreamPiece
}

/// What an event brought.
enum StreamPiece: Equatable {
  case text(String)
  /// The model works, and nobody reads on what.
  case thought
  /// Nothing that shows that the model works.
  case nothing

  /// Text, unless it is empty.
  init(_ text: String?) {
    self = text.map { $0.isEmpty ? .nothing : .text($0) } ?? .nothing
  }
}

/// How far the end of an answer has come.
struct StreamEnding: Sendable, Equatable {
  /// Whether everything was said: without that, the stream was cut.
  var isWhole = false
  /// Whether nothing comes any more.
  var isOver = false
  var stop = ModelReply.Stop.finished
  /// Nil where the provider does not say.
  var promptTokens: Int?
  var completionTokens: Int?
}

extension ServerSentEvent {
  /// Answers are flat.
  private static let limits = JSONParser.Limits(depth: 16, membersPerObject: 200, elementsPerArray: 1000)

  /// The data as a JSON object.
  func object() throws(ModelFailure) -> JSONObject {
    guard let value = try? JSONParser.parse(data, limits: Self.limits), let object = value.objectValue else {
      throw .malformed
    }
    return object
  }
}

extension JSONObject {
  /// A member that is an object.
  func object(_ key: String) -> JSONObject? { self[key]?.objectValue }

  /// A member that is a string.
  func string(_ key: String) -> String? { self[key]?.stringValue }

  /// A member that is a number of tokens; nil for one that cannot be believed.
  func tokens(_ key: String) -> Int? {
    guard case .number(let text)? = self[key], let count = Int(text) else { return nil }
    return (0...10_000_000).contains(count) ? count : nil
  }
}
