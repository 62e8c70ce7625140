public import GraphQLExecution
public import Postgres

/// One row of a result: what records are made of.
public struct Row: Sendable {
  public let rows: Rows
  public let index: Int

  public init(rows: Rows, index: Int) {
    self.rows = rows
    self.index = index
  }

  /// The value in a column; the column is found by name. For whole batches use `RowStorage.values`.
  public subscript<Value: CellDecodable>(column: RowColumn<Value>) -> Value {
    Value(cellOf: rows, row: index, column: column.position(in: rows))
  }
}

/// A value that is a row and nothing else.
public protocol RowBacked: Sendable {
  init(row: Row)
  var row: Row { get }
}

/// A record that is a row of the database: its fields are read from the result where they lie.
public protocol RowRecord: RowBacked, ObjectSource where Storage == RowStorage<Self> {}

/// Rows as records of one type.
public struct RowStorage<Record: RowBacked>: SourceStorage {
  public typealias Element = Record

  public private(set) var rows: RowSet

  public init() { rows = RowSet() }
  public init(_ rows: RowSet) { self.rows = rows }

  /// All rows of a result.
  public init(_ result: Rows) { rows = RowSet(result) }

  /// Some rows of a result.
  public init(_ result: Rows, _ range: some Sequence<Int>) {
    rows = RowSet(result, rows: range.map { Int32(truncatingIfNeeded: $0) })
  }

  public var count: Int { rows.count }
  public subscript(position: Int) -> Record { Record(row: rows[position]) }
  public func gathering(_ positions: [Int32]) -> RowStorage { RowStorage(rows.gathering(positions)) }
  public mutating func append(contentsOf other: RowStorage) { rows.append(contentsOf: other.rows) }

  /// The values of a column, one per row.
  public func values<Value: CellDecodable>(_ column: RowColumn<Value>) -> [Value] {
    let positions = rows.positions(of: column)
    return (0..<count).map { position in
      let place = rows.place(position)
      return Value(cellOf: rows.results[place.result], row: place.row, column: positions[place.result])
    }
  }

  /// The values of a column of keys, one per row.
  public func values(_ column: RowColumn<Int64>) -> [Int64] { rows.integers(column.name) }

  /// The values of a column of keys that may be null, one per row.
  public func values(_ column: RowColumn<Int64?>) -> [Int64?] { rows.nullableIntegers(column.name) }
}
