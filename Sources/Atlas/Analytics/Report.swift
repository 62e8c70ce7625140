import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres

/// A row of `reports`.
struct ReportRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let kind = RowColumn<API.ReportKind>("kind")
  static let from = RowColumn<DateTime>("from_at")
  static let to = RowColumn<DateTime>("to_at")
  static let jobID = RowColumn<Int64>("job_id")
  static let rows = RowColumn<JSONValue?>("rows")
  static let fileID = RowColumn<Int64?>("file_id")
  static let expiresAt = RowColumn<DateTime?>("expires_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// The reports that an instructor asked for, by row key.
  static let loader = RowLoader<ReportRow>(key: id) { keys, context in
    let viewer = context.viewer(within: .analyticsRead)
    return ReportStatements.byID(keys, owner: viewer.flatMap { $0.satisfies(.instructor) ? $0.userID : nil })
  }

  /// The resolvers of `Report`.
  static func fields(_ files: FilesDomain) -> API.Report.Fields<ReportRow> {
    API.Report.Fields(
      id: .globalID(.report, id),
      createdAt: .column(createdAt),
      updatedAt: .column(updatedAt),
      kind: .column(kind),
      from: .column(from),
      to: .column(to),
      job: .reference(jobID),
      rows: .column(rows),
      downloadUrl: FieldResolver(reads: .part(fileID.name)) { reports, _, _ in
        .loading(.fileAddresses(reports.storage.values(fileID), files))
      },
      expiresAt: .column(expiresAt))
  }
}
