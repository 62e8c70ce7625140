import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A live run as what the learner works in.
struct LabEnvironmentRow: RowRecord, UserOwned {
  static let runID = RowColumn<Int64>("run_id")
  static let userID = RowColumn<Int64>("user_id")
  static let terminalURL = RowColumn<String?>("terminal_url")
  static let region = RowColumn<String?>("region")
  static let startedAt = RowColumn<DateTime>("started_at")
  static let expiresAt = RowColumn<DateTime>("expires_at")
  static let extensionsLeft = RowColumn<Int>("extensions_left")
  static let cpuPercent = RowColumn<Double?>("cpu_percent")
  static let memoryBytes = RowColumn<Int64?>("memory_bytes")

  let row: Row

  init(row: Row) { self.row = row }

  var ownerUserID: Int64 { row[Self.userID] }

  static let fields = API.LabEnvironment.Fields<LabEnvironmentRow>(
    id: .globalID(.labEnvironment, runID),
    terminalUrl: .column(terminalURL),
    region: .column(region),
    startedAt: .column(startedAt),
    expiresAt: .column(expiresAt),
    extensionsLeft: .column(extensionsLeft),
    cpuPercent: .column(cpuPercent),
    memoryBytes: .column(memoryBytes))

  /// The viewer's own, while they live.
  static let loader = RowLoader<LabEnvironmentRow>(key: runID) { keys, context in
    LabStatusStatements.environments(keys, viewer: context.viewer(within: .progressRead))
  }
}
