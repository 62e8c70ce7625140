import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A lab as statements answer it.
struct LabRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let slug = RowColumn<String>("slug")
  static let title = RowColumn<String>("title")
  static let summary = RowColumn<String?>("summary")
  static let difficulty = RowColumn<API.Difficulty>("difficulty")
  static let category = RowColumn<String?>("category")
  static let tags = RowColumn<[String]>("tags")
  static let instructions = RowColumn<String>("instructions")
  static let estimatedTime = RowColumn<ISODuration?>("estimated_time")
  static let timeLimit = RowColumn<ISODuration?>("time_limit")
  static let status = RowColumn<API.PublishStatus>("status")
  static let authorID = RowColumn<Int64?>("author_id")

  let row: Row

  init(row: Row) { self.row = row }

  var id: Int64 { row[Self.id] }
}
