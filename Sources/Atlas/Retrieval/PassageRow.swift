import AtlasKernel
import GraphQLPostgres

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
    guard let kind = EntityKind(rawValue: row[Self.kind].lowercased()) else { return nil }
    return Passage(
      id: 0, item: GlobalID(kind, row[Self.id]), title: row[Self.title], text: row[Self.body],
      score: min(1, max(0, row[Self.score])), isSubject: row[Self.isSubject])
  }
}
