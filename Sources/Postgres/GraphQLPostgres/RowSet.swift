public import GraphQLExecution
public import Postgres

/// Rows of one or several results, without copies: the results and where in them the rows are.
///
/// Not generic on purpose: this is where all columns and keys are read, and code for one type is several times as fast.
public struct RowSet: Sendable {
  private(set) var results: [Rows] = []
  /// The row of each position in its result; nil: all rows of the only result, in order.
  private var rows: [Int32]?
  /// The result of each position; nil where there is one result at most.
  private var resultOfPosition: [Int32]?
  public private(set) var count = 0
  /// What stands before the names of these records' columns, where a statement joins several kinds.
  private var columnPrefix = ""

  /// No rows.
  public init() {}

  /// All rows of a result.
  public init(_ result: Rows) {
    results = [result]
    count = result.count
  }

  /// All rows of a result as records of one kind among several: their columns are named `prefix` and then as usual.
  public init(_ result: Rows, columnPrefix: String) {
    self.init(result)
    self.columnPrefix = columnPrefix
  }

  /// Some rows of a result. They exist.
  public init(_ result: Rows, rows: [Int32]) {
    results = [result]
    self.rows = rows
    count = rows.count
  }

  /// The result and the row in it of a position.
  @inline(__always)
  func place(_ position: Int) -> (result: Int, row: Int) {
    (resultOfPosition.map { Int($0[position]) } ?? 0, rows.map { Int($0[position]) } ?? position)
  }

  /// One row.
  public subscript(position: Int) -> Row {
    precondition(position >= 0 && position < count, "there is no such row")
    let place = place(position)
    return Row(rows: results[place.result], index: place.row)
  }

  /// The rows at these positions, in this order.
  public func gathering(_ positions: [Int32]) -> RowSet {
    var gathered = RowSet()
    gathered.results = results
    gathered.count = positions.count
    gathered.columnPrefix = columnPrefix
    gathered.rows = rows.map { rows in positions.map { rows[Int($0)] } } ?? positions
    gathered.resultOfPosition = resultOfPosition.map { places in positions.map { places[Int($0)] } }
    return gathered
  }

  /// Adds rows behind these. Parts of one result, such as pages, do not list it twice.
  public mutating func append(contentsOf other: RowSet) {
    guard count > 0 else { return self = other }
    guard other.count > 0 else { return }
    let rows = allRows + other.allRows
    let isSameResult = results.count == 1 && other.results.count == 1 && results[0] === other.results[0]
    if !isSameResult {
      let sharesLast = other.results.count == 1 && results.last === other.results[0]
      let base = Int32(truncatingIfNeeded: sharesLast ? results.count - 1 : results.count)
      resultOfPosition = allResults + other.allResults.map { $0 + base }
      if !sharesLast { results += other.results }
    }
    self.rows = rows
    count = rows.count
  }

  private var allRows: [Int32] { rows ?? (0..<Int32(truncatingIfNeeded: count)).map { $0 } }
  private var allResults: [Int32] { resultOfPosition ?? [Int32](repeating: 0, count: count) }

  // MARK: Columns

  /// The position of a column in each result.
  func positions<Value>(of column: RowColumn<Value>) -> [Int] {
    let column = columnPrefix.isEmpty ? column : RowColumn<Value>(columnPrefix + column.name)
    return results.map(column.position)
  }

  /// The cells of a column, to be written in this form.
  public func cells(_ name: String, _ form: CellForm) -> LeafColumn {
    let columns = positions(of: RowColumn<String>(name))
    // Safe: the column owns the results, whose cells never change.
    return unsafe LeafColumn(
      CellColumn(form, count: count, owner: results) { cells in
        if resultOfPosition == nil, let result = results.first {
          let column = columns[0]
          for position in 0..<count {
            unsafe cells.initializeElement(
              at: position, to: Cell(result.cell(rows.map { Int($0[position]) } ?? position, column)))
          }
        } else {
          for position in 0..<count {
            let place = place(position)
            unsafe cells.initializeElement(
              at: position, to: Cell(results[place.result].cell(place.row, columns[place.result])))
          }
        }
      })
  }

  /// The integers of a column; null and what is no integer read as 0.
  public func integers(_ name: String) -> [Int64] {
    let columns = positions(of: RowColumn<Int64>(name))
    return unsafe [Int64](unsafeUninitializedCapacity: count) { values, initialized in
      for position in 0..<count {
        let place = place(position)
        let value = results[place.result].int(place.row, columns[place.result]) ?? 0
        // Safe: there is room for `count` values.
        unsafe values.initializeElement(at: position, to: value)
      }
      initialized = count
    }
  }

  /// The integers of a column that may be null.
  public func nullableIntegers(_ name: String) -> [Int64?] {
    let columns = positions(of: RowColumn<Int64>(name))
    return (0..<count).map { position in
      let place = place(position)
      return results[place.result].int(place.row, columns[place.result])
    }
  }
}

extension RowSet {
  /// The rows of each parent, from one result for all of them.
  ///
  /// - Parameters:
  ///   - parents: the parents' keys, in order; a key may repeat and then has its rows again.
  ///   - parentColumn: the column with the parent's key. The rows of a parent stand in order, but anywhere.
  /// - Returns: the rows, and `offsets[p]..<offsets[p + 1]` as those of parent `p`.
  public static func grouped(
    _ result: Rows, parents: [Int64], parentColumn: RowColumn<Int64>
  ) -> (rows: RowSet, offsets: [Int32]) {
    guard result.count > 0 else { return (RowSet(), [Int32](repeating: 0, count: parents.count + 1)) }
    let rows = RowSet(result)
    let keys = rows.integers(parentColumn.name)
    var runs = KeyTable(minimumCapacity: parents.count)
    var starts: [Int32] = []
    var ends: [Int32] = []
    var isScattered = false
    for (row, key) in keys.enumerated() {
      let run = Int(runs.insert(key))
      if run == starts.count {
        starts.append(Int32(truncatingIfNeeded: row))
        ends.append(Int32(truncatingIfNeeded: row + 1))
      } else {
        isScattered = isScattered || Int(ends[run]) != row
        ends[run] = Int32(truncatingIfNeeded: row + 1)
      }
    }
    return isScattered
      ? gathered(result, keys, runs, parents) : joined(result, runs, Array(zip(starts, ends)), parents)
  }

  /// The rows of each parent stand together.
  private static func joined(
    _ result: Rows, _ runs: KeyTable, _ ranges: [(start: Int32, end: Int32)], _ parents: [Int64]
  ) -> (rows: RowSet, offsets: [Int32]) {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(parents.count + 1)
    var order: [Int32] = []
    order.reserveCapacity(result.count)
    for parent in parents {
      if let run = runs[parent] {
        let range = ranges[Int(run)]
        for row in range.start..<range.end { order.append(row) }
      }
      offsets.append(Int32(truncatingIfNeeded: order.count))
    }
    return (RowSet(result, rows: order), offsets)
  }

  private static func gathered(
    _ result: Rows, _ keys: [Int64], _ runs: KeyTable, _ parents: [Int64]
  ) -> (rows: RowSet, offsets: [Int32]) {
    var rowsOfRun = [[Int32]](repeating: [], count: runs.count)
    for (row, key) in keys.enumerated() {
      if let run = runs[key] { rowsOfRun[Int(run)].append(Int32(truncatingIfNeeded: row)) }
    }
    let lists = parents.map { parent in runs[parent].map { rowsOfRun[Int($0)] } ?? [] }
    return (RowSet(result, rows: lists.flatMap { $0 }), offsets(lists.map(\.count)))
  }

  private static func offsets(_ lengths: [Int]) -> [Int32] {
    var offsets: [Int32] = [0]
    for length in lengths { offsets.append((offsets.last ?? 0) + Int32(truncatingIfNeeded: length)) }
    return offsets
  }
}
