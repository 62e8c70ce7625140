import AtlasKernel
import GraphQLPostgres

/// A row of the retrieval.
struct PassageRow: RowBacked {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let kind = RowColumn<String>("kind")
  static let itemID = RowColumn<Int64>("item_id")
  static let version = RowColumn<Int>("version")
  static let title = RowColumn<String>("title")
  static let heading = RowColumn<String?>("heading")
  static let body = RowColumn<String>("body")
  static let url = RowColumn<String?>("url")
  static let score = RowColumn<Double>("score")
  static let similarity = RowColumn<Double>("similarity")
  static let isSubject = RowColumn<Bool>("is_subject")

  var passage: Passage? {
    guard let kind = EntityKind(rawValue: row[Self.kind].lowercased()) else { return nil }
    return Passage(
      id: row[Self.id], item: GlobalID(kind, row[Self.itemID]), version: row[Self.version], title: row[Self.title],
      heading: row[Self.heading], text: row[Self.body], url: row[Self.url], score: min(1, max(0, row[Self.score])),
      similarity: min(1, max(0, row[Self.similarity])), isSubject: row[Self.isSubject])
  }
}
