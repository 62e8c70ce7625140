import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A content as statements answer it.
struct ContentRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let title = RowColumn<String>("title")
  static let description = RowColumn<String?>("description")
  static let kind = RowColumn<API.ContentKind>("kind")
  static let status = RowColumn<API.ContentStatus>("status")
  static let ownerID = RowColumn<Int64?>("owner_id")
  static let fileID = RowColumn<Int64?>("file_id")
  static let jobID = RowColumn<Int64?>("job_id")
  static let author = RowColumn<String?>("author")
  static let subject = RowColumn<String?>("subject")
  static let difficulty = RowColumn<API.Difficulty?>("difficulty")
  static let duration = RowColumn<ISODuration?>("duration")
  static let language = RowColumn<String?>("language")
  static let totalAtoms = RowColumn<Int>("total_atoms")
  static let algorithmVersion = RowColumn<String>("algorithm_version")
  static let qualityScore = RowColumn<Double?>("quality_score")
  static let atomizedAt = RowColumn<DateTime?>("atomized_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// The contents that the viewer may see.
  static let loader = RowLoader<ContentRow>(
    key: id,
    selecting: { keys, selected, context in
      ContentStatements.byID(keys, selected, viewer: context.viewer(within: .catalogRead))
    })
}
