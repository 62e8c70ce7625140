import AtlasKernel
import GraphQLPostgres

/// A text of the catalogue that may support an answer.
struct Passage: Sendable {
  let item: LearningItemKey
  let title: String
  /// Markdown, as its author wrote it.
  let body: String
  /// How well it fits the question, 0 to 1.
  let score: Double
  /// Whether the question was asked about this very item.
  var isSubject = false
}

/// A row of the retrieval.
struct PassageRow: RowBacked {
  let row: Row

  static let kind = RowColumn<String>("kind")
  static let id = RowColumn<Int64>("id")
  static let title = RowColumn<String>("title")
  static let body = RowColumn<String>("body")
  static let score = RowColumn<Double>("score")
  static let isSubject = RowColumn<Bool>("is_subject")

  var passage: Passage? {
    guard let kind = LearningItemKind(rawValue: row[Self.kind]) else { return nil }
    return Passage(
      item: LearningItemKey(kind, row[Self.id]), title: row[Self.title], body: row[Self.body],
      score: min(1, max(0, row[Self.score])), isSubject: row[Self.isSubject])
  }
}
