// LanguageModels: asking a model for text.
//
// Neighbours: Tutor and Quizzes write requests and read replies; OutboundHTTP carries them; AtlasServer makes the model
// from the configuration. Without one the tutor answers by itself.
// Invariant: what a model says is hostile input, bounded in size and time; keys and prompts stand in no error and no log.

public import GraphQLJSON

/// A model that writes text, such as those behind the Messages API of Anthropic or the chat completions of OpenAI.
public protocol LanguageModel: Sendable {
  /// What answers are marked with: `claude-sonnet-4-5`.
  var name: String { get }

  /// Why the model would not be asked at this moment; by default it would be.
  var suspension: ModelFailure? { get }

  /// Asks the model. Cancelling the task stops the exchange, so that the provider stops writing too.
  ///
  /// - Parameter receive: takes the text piece by piece, each valid Unicode. Its errors end the exchange and are thrown.
  /// - Throws: ``ModelFailure``, and what `receive` throws.
  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply
}

extension LanguageModel {
  public var suspension: ModelFailure? { nil }
}

/// What a model is asked.
public struct ModelRequest: Sendable {
  /// Who speaks.
  public enum Role: String, Sendable { case user, assistant }

  /// Something that was said.
  public struct Message: Sendable, Equatable {
    public let role: Role
    public let text: String

    public init(_ role: Role, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// The instructions. They stand above everything that is said.
  public var system: String
  /// In turns, beginning and ending with the user.
  public var messages: [Message]
  /// How many tokens may be written.
  public var maximumTokens: Int
  /// 0 for the likeliest words, 1 for variety.
  public var temperature: Double
  /// A JSON Schema that the text must fit; the caller checks it all the same.
  public var schema: JSONValue?

  /// A request.
  public init(
    system: String, messages: [Message], maximumTokens: Int = 1024, temperature: Double = 0.2, schema: JSONValue? = nil
  ) {
    self.system = system
    self.messages = messages
    self.maximumTokens = maximumTokens
    self.temperature = temperature
    self.schema = schema
  }
}

/// How a model ended.
public struct ModelReply: Sendable, Equatable {
  /// Why it stopped writing.
  public enum Stop: Sendable, Equatable {
    /// It had said everything.
    case finished
    /// It had written as many tokens as it may.
    case length
    /// It did not want to.
    case refused
  }

  /// The whole text.
  public var text: String
  public var stop: Stop
  /// Tokens as the provider counts them; estimated where it does not say.
  public var promptTokens: Int
  public var completionTokens: Int

  /// A reply.
  public init(text: String, stop: Stop = .finished, promptTokens: Int, completionTokens: Int) {
    self.text = text
    self.stop = stop
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }
}

/// Why a model said nothing, or not everything. Nothing of the request, the answer or the key is in it.
public enum ModelFailure: Error, Sendable, Equatable {
  /// Too late: no first byte, a pause, or too long altogether.
  case timeout
  /// No connection, a broken one, or a fault of the provider. What was received before is not everything.
  case unavailable
  /// The provider has too much to do, or we have used up what it gives us.
  case overloaded(retryAfter: Duration?)
  /// The provider refuses us: a wrong key, model or request. Trying again is of no use.
  case refused(status: Int)
  /// What came is none of the protocol: no UTF-8, no JSON, too large.
  case malformed
  /// It failed so often that it is not asked for a while.
  case suspended(until: ContinuousClock.Instant)
}
