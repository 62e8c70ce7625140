import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A diagram as statements answer it.
struct DiagramRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let slug = RowColumn<String>("slug")
  static let title = RowColumn<String>("title")
  static let description = RowColumn<String?>("description")
  static let category = RowColumn<String>("category")
  static let tags = RowColumn<[String]>("tags")
  static let difficulty = RowColumn<API.Difficulty>("difficulty")
  static let estimatedTime = RowColumn<ISODuration?>("estimated_time")
  static let mermaidSource = RowColumn<String>("mermaid_source")
  static let audioURL = RowColumn<String?>("audio_url")
  static let imageURL = RowColumn<String?>("image_url")
  static let status = RowColumn<API.PublishStatus>("status")
  static let authorID = RowColumn<Int64?>("author_id")

  let row: Row

  init(row: Row) { self.row = row }
}
