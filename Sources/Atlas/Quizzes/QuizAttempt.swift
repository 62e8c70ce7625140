import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Retrieval

/// A quiz that somebody handed in.
struct QuizAttemptRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let quizID = RowColumn<Int64>("quiz_id")
  static let score = RowColumn<Double>("score")
  static let passed = RowColumn<Bool>("passed")
  static let submittedAt = RowColumn<DateTime>("submitted_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// The viewer's own attempts at quizzes that they may still read.
  static let loader = RowLoader<QuizAttemptRow>(key: id) { keys, context in
    QuizAttemptStatements.byID(
      keys, taker: taker(context)?.userID, reader: PassageReader(context.viewer(within: .catalogRead)))
  }

  /// Whose attempts an operation may look at: those of whoever may read or move their own progress.
  static func taker(_ context: ExecutionContext) -> Viewer? {
    context.viewer(within: .progressRead) ?? context.viewer(within: .progressWrite)
  }
}

/// What was answered to one question.
struct QuizAnswerRow: RowRecord {
  static let questionID = RowColumn<Int64>("question_id")
  static let optionIDs = RowColumn<[String]>("option_ids")
  static let correct = RowColumn<Bool>("correct")
  static let explanation = RowColumn<String?>("explanation")

  let row: Row

  init(row: Row) { self.row = row }
}
