public import AtlasAPI
public import GraphQLExecution
public import GraphQLJSON
public import GraphQLPostgres
public import Postgres

extension FieldResolver where Source: RowRecord, Output == ID {
  /// The global ids of row ids in a column.
  public static func globalID(_ kind: EntityKind, _ column: RowColumn<Int64>) -> Self {
    let form = CellForm.quoted(prefix: Array("\"\(kind.rawValue)_".utf8))
    return Self(reads: .part(column.name)) { parents, _, _ in
      .ready(Column(.leaf(parents.storage.rows.cells(column.name, form))))
    }
  }
}

extension DateTime: CellOutput {
  /// `2026-11-21 08:30:00.5+00` becomes `2026-11-21T08:30:00.500Z`; sessions run in UTC.
  public static var cellForm: CellForm { unsafe .custom { cell, writer in unsafe write(cell, into: &writer) } }

  private static func write(_ cell: UnsafeBufferPointer<UInt8>, into writer: inout JSONWriter) -> Bool {
    guard cell.count >= 22, unsafe cell[10] == 0x20, unsafe cell[4] == 0x2D else {
      unsafe writer.string(cell)
      return true
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

extension DateTime: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) {
    self.init(microsecondsSince1970: rows.timestamp(row, column)?.microsecondsSince1970 ?? 0)
  }
}

extension ISODuration: CellOutput {
  /// Sessions answer intervals in ISO 8601.
  public static var cellForm: CellForm { .quoted }
}

extension LocalDate: CellOutput {
  public static var cellForm: CellForm { .quoted }
}

extension JSONValue: CellOutput {
  /// What PostgreSQL keeps as json or jsonb is JSON.
  public static var cellForm: CellForm { .json }
}

extension Int64: CellOutput {
  /// The text of an integer column is a JSON number already.
  public static var cellForm: CellForm { .json }
}
