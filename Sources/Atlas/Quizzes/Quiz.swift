import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Retrieval

/// A quiz as statements answer it.
struct QuizRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let title = RowColumn<String>("title")
  static let generated = RowColumn<Bool>("generated")
  static let passScore = RowColumn<Double>("pass_score")

  let row: Row

  init(row: Row) { self.row = row }

  /// The quizzes whose subjects the viewer may read.
  static let loader = RowLoader<QuizRow>(key: id) { keys, context in
    QuizStatements.byID(keys, reader: PassageReader(context.viewer(within: .catalogRead)))
  }
}

/// A question of a quiz.
struct QuizQuestionRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let prompt = RowColumn<String>("prompt")
  static let multiple = RowColumn<Bool>("multiple")
  static let citations = RowColumn<String>("citations")

  let row: Row

  init(row: Row) { self.row = row }
}

/// An option of a question.
struct QuizOptionRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let text = RowColumn<String>("text")
  static let correct = RowColumn<Bool?>("correct")

  let row: Row

  init(row: Row) { self.row = row }
}
