import AtlasAPI
import Retrieval

/// How a quiz is to be.
struct QuizWish: Sendable, Equatable {
  /// How many questions, at most.
  let questions: Int
  let difficulty: API.Difficulty?
}

/// A quiz that was made and is not stored yet.
struct NewQuiz: Sendable, Equatable {
  let questions: [NewQuestion]
  /// The model that wrote it, or our own algorithm.
  let madeBy: String

  /// One without a model. It is written apart from the loops, where statements would wait for it.
  static func ofGaps(in material: QuizMaterial, _ wish: QuizWish, seed: [UInt8]) async -> NewQuiz {
    await withTaskExecutorPreference(globalConcurrentExecutor) {
      NewQuiz(
        questions: ClozeWriter(material: material, wish: wish, seed: seed).questions(), madeBy: ClozeWriter.name)
    }
  }
}

/// A question with its options, as they will be shown.
struct NewQuestion: Sendable, Equatable {
  struct Option: Sendable, Equatable {
    /// Markdown.
    let text: String
    let isCorrect: Bool
  }

  /// Markdown.
  let prompt: String
  let options: [Option]
  /// Markdown: why the right options are right.
  let explanation: String
  let citations: [Citation]

  /// Whether more than one option may be right.
  var isMultiple: Bool { options.count(where: \.isCorrect) > 1 }
}
