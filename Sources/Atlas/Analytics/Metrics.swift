import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// All metrics of one learner: the first row of a result whose every row is a metric.
struct MetricsRow: RowRecord {
  static let userID = RowColumn<Int64>("user_id")
  static let calculatedAt = RowColumn<DateTime>("calculated_at")

  let row: Row

  init(row: Row) { self.row = row }

  var userID: Int64 { row[Self.userID] }

  /// The rows of the metrics.
  var values: RowStorage<MetricRow> { RowStorage(row.rows) }
}

/// One number.
struct MetricRow: RowRecord {
  static let name = RowColumn<String>("name")
  static let value = RowColumn<Double>("value")
  static let unit = RowColumn<String?>("unit")
  static let calculatedAt = RowColumn<DateTime>("calculated_at")

  let row: Row

  init(row: Row) { self.row = row }
}

/// A metric's value in one bucket.
struct MetricPointRow: RowRecord {
  static let at = RowColumn<DateTime>("at")
  static let value = RowColumn<Double>("value")

  let row: Row

  init(row: Row) { self.row = row }
}
