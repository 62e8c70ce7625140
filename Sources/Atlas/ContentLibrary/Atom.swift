import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// An atom as statements answer it.
struct AtomRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let contentID = RowColumn<Int64?>("content_id")
  static let sequence = RowColumn<Int>("sequence")
  static let title = RowColumn<String>("title")
  static let body = RowColumn<String>("body")
  static let kind = RowColumn<API.AtomKind>("kind")
  static let mediaFileID = RowColumn<Int64?>("media_file_id")
  static let concepts = RowColumn<[String]>("concepts")
  static let difficulty = RowColumn<Double>("difficulty")
  static let estimatedTime = RowColumn<ISODuration>("estimated_time")
  static let qualityScore = RowColumn<Double?>("quality_score")

  let row: Row

  init(row: Row) { self.row = row }

  /// The atoms that the viewer may see.
  static let loader = RowLoader<AtomRow>(
    key: id,
    selecting: { keys, selected, context in
      AtomStatements.byID(keys, selected, viewer: context.viewer(within: .catalogRead))
    })
}
