import AtlasAPI
import AtlasKernel
import GraphQLJSON
import GraphQLSyntax
import LanguageModels

/// Why there is no answer, in words for the learner; nothing of the question, the prompt or the provider's is in them.
struct AnswerFailure: Error, Sendable, Equatable {
  let code: API.UserErrorCode
  let message: String
  /// Whether asking again may help.
  let isRetryable: Bool
  /// When to ask again, in seconds.
  let retryAfterSeconds: Int

  private init(
    _ message: String, code: API.UserErrorCode = .unavailable, isRetryable: Bool = true, retryAfterSeconds: Int = 5
  ) {
    self.code = code
    self.message = message
    self.isRetryable = isRetryable
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// More is being written than this instance can.
  static let busy = AnswerFailure("The tutor has too much to do at the moment.")
  /// No answer is that long: whatever writes it has lost its way.
  static let tooLong = AnswerFailure("The tutor could not finish its answer.")
  /// This instance is being stopped.
  static let stopped = AnswerFailure("The answer was broken off: the server is being restarted.", retryAfterSeconds: 1)

  /// What became of an attempt that ended with an error.
  init(_ error: any Error) {
    switch error {
    case let failure as AnswerFailure: self = failure
    case let failure as ModelFailure: self.init(failure)
    case let error as GraphQLError where error.code == .notFound:
      self.init("What the question is about is no longer there.", code: .notFound, isRetryable: false)
    case is CancellationError: self = .stopped
    default: self.init("The tutor could not answer. The question took nothing of your quota.")
    }
  }

  private init(_ failure: ModelFailure) {
    switch failure {
    case .timeout: self.init("The tutor took too long to answer.")
    case .unavailable, .malformed: self.init("The tutor could not finish its answer.")
    case .overloaded(let pause): self.init(Self.busy.message, retryAfterSeconds: Self.seconds(pause ?? .seconds(5)))
    case .suspended(let end):
      self.init("The tutor is not available at the moment.", retryAfterSeconds: Self.seconds(end - .now))
    case .refused: self.init("The tutor is not available.", isRetryable: false)
    }
  }

  /// At least a second, at most an hour.
  private static func seconds(_ duration: Duration) -> Int {
    Int(min(3_600, max(1, (duration / .seconds(1)).rounded(.up))))
  }

  /// What a request is told that has waited for the answer.
  var error: GraphQLError {
    if code == .notFound { return GraphQLError(message, code: .notFound) }
    return GraphQLError(
      message, code: .unavailable, extensions: isRetryable ? ["retryAfter": .integer(retryAfterSeconds)] : [:])
  }
}
