import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// An incident as statements answer it.
struct IncidentRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let company = RowColumn<String>("company")
  static let title = RowColumn<String>("title")
  static let description = RowColumn<String>("description")
  static let occurredOn = RowColumn<LocalDate?>("occurred_on")
  static let severity = RowColumn<API.IncidentSeverity?>("severity")
  static let rootCause = RowColumn<String?>("root_cause")
  static let lessons = RowColumn<String?>("lessons")
  static let sourceURL = RowColumn<String?>("source_url")
  static let tags = RowColumn<[String]>("tags")

  let row: Row

  init(row: Row) { self.row = row }
}
