public import AtlasAPI
public import GraphQLExecution
public import GraphQLJSON
public import Postgres

/// A result type that is written from PostgreSQL's text straight into the response.
public protocol CellOutput: OutputType {
  /// Writes a cell as JSON; answers false and writes nothing where it is null.
  static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool
}

extension FieldResolver where Source: RowRecord, Output: CellOutput {
  /// The cells of a column.
  public static func column(_ column: RowColumn<Output>) -> Self {
    Self { parents, _, _ in .ready(Column(.leaf(parents.storage.leaf(column.name, Output.write)))) }
  }
}

extension FieldResolver where Source: RowRecord, Output == ID {
  /// The global ids of row ids in a column.
  public static func globalID(_ kind: EntityKind, _ column: RowColumn<Int64>) -> Self {
    let prefix = Array("\"\(kind.rawValue)_".utf8)
    return Self { parents, _, _ in
      let leaf = parents.storage.leaf(column.name) { rows, row, column, writer in
        writer.raw(prefix)
        guard Int.write(rows, row, column, into: &writer) else { return false }
        writer.byte(UInt8(ascii: "\""))
        return true
      }
      return .ready(Column(.leaf(leaf)))
    }
  }
}

extension RowStorage {
  /// A leaf column over the cells of a column. With one result, the usual case, a position is a row of it.
  func leaf(
    _ name: String, _ write: @escaping @Sendable (Rows, Int, Int, inout JSONWriter) -> Bool
  ) -> LeafColumn {
    let columns = results.map { RowColumn<String>(name).position(in: $0) }
    let places = places
    if let only = results.first, results.count == 1 {
      let column = columns[0]
      return LeafColumn { position, writer in write(only, Int(places[position].row), column, &writer) }
    }
    let results = results
    return LeafColumn { position, writer in
      let place = places[position]
      return write(results[Int(place.result)], Int(place.row), columns[Int(place.result)], &writer)
    }
  }
}

extension String: CellOutput {
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    // Safe: `rows` outlives the call, and the writer copies.
    guard let cell = unsafe rows.cell(row, column) else { return false }
    unsafe writer.string(cell)
    return true
  }
}

extension Int: CellOutput {
  /// An integer column's text is a JSON number already.
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    guard let cell = unsafe rows.cell(row, column) else { return false }
    unsafe writer.raw(cell)
    return true
  }
}

extension Double: CellOutput {
  /// A finite float's text is a JSON number already; NaN and the infinities become null.
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    guard let cell = unsafe rows.cell(row, column), let last = unsafe cell.last, (0x30...0x39).contains(last) else {
      return false
    }
    unsafe writer.raw(cell)
    return true
  }
}

extension Bool: CellOutput {
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    guard let cell = unsafe rows.cell(row, column) else { return false }
    writer.boolean(unsafe cell.first == UInt8(ascii: "t"))
    return true
  }
}

extension DateTime: CellOutput {
  /// `2026-11-21 08:30:00.5+00` becomes `2026-11-21T08:30:00.500Z`; sessions run in UTC.
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    guard let cell = unsafe rows.cell(row, column) else { return false }
    guard cell.count >= 22, unsafe cell[10] == 0x20, unsafe cell[4] == 0x2D else {
      return String.write(rows, row, column, into: &writer)
    }
    writer.byte(UInt8(ascii: "\""))
    unsafe writer.raw(UnsafeBufferPointer(rebasing: cell[0..<10]))
    writer.byte(UInt8(ascii: "T"))
    unsafe writer.raw(UnsafeBufferPointer(rebasing: cell[11..<19]))
    writer.byte(UInt8(ascii: "."))
    for digit in 0..<3 {
      let index = 20 + digit
      let isDigit = unsafe cell[19] == 0x2E && index < cell.count && (0x30...0x39).contains(cell[index])
      // A short fraction has only zeros behind it.
      let rest = unsafe cell[19..<min(index, cell.count)].dropFirst().allSatisfy { (0x30...0x39).contains($0) }
      unsafe writer.byte(isDigit && rest ? cell[index] : UInt8(ascii: "0"))
    }
    writer.raw("Z\"")
    return true
  }
}

extension ISODuration: CellOutput {
  /// Sessions answer intervals in ISO 8601.
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    String.write(rows, row, column, into: &writer)
  }
}

extension LocalDate: CellOutput {
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    String.write(rows, row, column, into: &writer)
  }
}

extension Optional: CellOutput where Wrapped: CellOutput {
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    Wrapped.write(rows, row, column, into: &writer)
  }
}

extension CellOutput where Self: EnumOutput {
  /// Enum columns hold the value names; check constraints see to that.
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    String.write(rows, row, column, into: &writer)
  }
}

extension Array: CellOutput where Element: EnumOrText {
  public static func write(_ rows: Rows, _ row: Int, _ column: Int, into writer: inout JSONWriter) -> Bool {
    guard let items = rows.stringArray(row, column) else { return false }
    return items.write(into: &writer)
  }
}

/// The element types of text array columns.
public protocol EnumOrText: OutputType {}
extension String: EnumOrText {}
