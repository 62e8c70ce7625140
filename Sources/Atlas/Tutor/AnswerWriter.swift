import AtlasKernel
import LanguageModels
import Retrieval

/// Everything that an answer may be made of. Nothing in it is there that the learner may not read.
struct Assignment: Sendable {
  let question: TutorQuestion
  /// Those that bear on the question best, best first.
  let passages: [Passage]
  /// What was said before in this conversation, oldest first, within its budget.
  var memory: [ModelRequest.Message] = []
  /// Where the learner stands in what the question is about, in a sentence for the instructions; nil where it is unknown.
  var standing: String?
}

/// What the tutor says.
struct TutorReply: Sendable, Equatable {
  var text: String
  var citations: [Citation] = []
  var hints: [String] = []
  var followUps: [String] = []
  /// Nothing was found that supports an answer.
  var isUngrounded = false
  /// What was read and written.
  var usage = TokenUsage(promptTokens: 0, completionTokens: 0)
  /// The category and the words of a moderation flag.
  var moderation: Moderation?
}

/// Why the tutor did not help as usual.
struct Moderation: Sendable, Equatable {
  /// As in `ModerationFlag.category`.
  let category: String
  let message: String
}

/// Writes answers.
protocol AnswerWriter: Sendable {
  /// What answers are marked with.
  var model: String { get }

  /// Why nothing can be written at this moment, as far as it is known without trying; nil where it may be tried.
  var suspension: ModelFailure? { get }

  /// Writes an answer. The texts told, one behind the other, are the reply's text, safe to be shown.
  ///
  /// - Throws: `ModelFailure`, what `tell` throws, and `CancellationError`.
  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply
}

extension AnswerWriter {
  var suspension: ModelFailure? { nil }
}
