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

/// Rows of one or several results, without copies: results and the places of the rows in them.
public struct RowStorage<Record: RowBacked>: SourceStorage {
  public typealias Element = Record

  struct Place: Sendable {
    let result: Int32
    let row: Int32
  }

  private(set) var results: [Rows] = []
  private(set) var places: [Place] = []

  public init() {}

  /// All rows of a result.
  public init(_ rows: Rows) { self.init(rows, 0..<rows.count) }

  /// Some rows of a result.
  public init(_ rows: Rows, _ range: some Sequence<Int>) {
    results = [rows]
    places = range.map { Place(result: 0, row: Int32(truncatingIfNeeded: $0)) }
  }

  public var count: Int { places.count }

  public subscript(position: Int) -> Record {
    let place = places[position]
    return Record(row: Row(rows: results[Int(place.result)], index: Int(place.row)))
  }

  public func gathering(_ positions: [Int32]) -> RowStorage {
    var gathered = RowStorage()
    gathered.results = results
    gathered.places = positions.map { places[Int($0)] }
    return gathered
  }

  public mutating func append(contentsOf other: RowStorage) {
    if other.results.count == 1, let last = results.last, last === other.results[0] {
      // Pages and edges are parts of one result; it must not be listed once for each of them.
      let result = Int32(truncatingIfNeeded: results.count - 1)
      places += other.places.map { Place(result: result, row: $0.row) }
      return
    }
    let base = Int32(truncatingIfNeeded: results.count)
    results += other.results
    places += other.places.map { Place(result: $0.result + base, row: $0.row) }
  }

  /// The values of a column, one per row.
  public func values<Value: CellDecodable>(_ column: RowColumn<Value>) -> [Value] {
    let positions = results.map(column.position)
    return places.map { place in
      let result = Int(place.result)
      return Value(cellOf: results[result], row: Int(place.row), column: positions[result])
    }
  }
}
