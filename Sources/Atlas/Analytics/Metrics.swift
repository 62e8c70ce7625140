import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// All metrics of one learner over one stretch of time: the first of the rows that have its number, each of which is a
/// metric.
struct MetricsRow: RowRecord {
  /// Which of the keys of the statement the row belongs to, from 1.
  static let number = RowColumn<Int>("n")
  static let userID = RowColumn<Int64>("user_id")
  static let range = RowColumn<String>("range")
  static let calculatedAt = RowColumn<DateTime>("calculated_at")

  let row: Row

  init(row: Row) { self.row = row }

  var userID: Int64 { row[Self.userID] }

  /// The rows of the metrics, which stand together.
  var values: RowStorage<MetricRow> {
    let column = Self.number.position(in: row.rows)
    let number = row.rows.int(row.index, column)
    let end = (row.index..<row.rows.count).first { row.rows.int($0, column) != number } ?? row.rows.count
    return RowStorage(row.rows, row.index..<end)
  }

  /// The first row of each key in a result.
  static func first(of rows: Rows) -> RowStorage<MetricsRow> {
    guard rows.count > 0 else { return RowStorage() }
    let column = number.position(in: rows)
    return RowStorage(rows, (0..<rows.count).filter { $0 == 0 || rows.int($0, column) != rows.int($0 - 1, column) })
  }
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
  static let userID = RowColumn<Int64>("user_id")
  static let at = RowColumn<DateTime>("at")
  static let value = RowColumn<Double>("value")

  let row: Row

  init(row: Row) { self.row = row }
}
