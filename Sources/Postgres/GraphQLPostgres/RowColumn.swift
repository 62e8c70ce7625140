public import Postgres

/// A column of a record by the name it has in results, with the Swift type of its values.
///
/// A statement may select its columns in any order and more of them; a test prepares every statement and checks that the
/// columns of its record are there.
public struct RowColumn<Value: Sendable>: Sendable {
  public let name: String

  public init(_ name: String) { self.name = name }

  /// The position of the column in a result. Its absence is a mistake in the statement, not in the data.
  public func position(in rows: Rows) -> Int {
    guard let column = rows.position(ofColumn: name) else {
      preconditionFailure("the result of a statement has no column \"\(name)\"")
    }
    return column
  }
}

/// A type that is read from a cell for use in Swift.
public protocol CellDecodable: Sendable {
  init(cellOf rows: Rows, row: Int, column: Int)
}

extension Int64: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) { self = rows.int(row, column) ?? 0 }
}

extension Int: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) {
    self = rows.int(row, column).flatMap { Int(exactly: $0) } ?? 0
  }
}

extension Double: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) { self = rows.double(row, column) ?? 0 }
}

extension Bool: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) { self = rows.bool(row, column) ?? false }
}

extension String: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) { self = rows.string(row, column) ?? "" }
}

extension Optional: CellDecodable where Wrapped: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) {
    self = rows.isNull(row, column) ? nil : Wrapped(cellOf: rows, row: row, column: column)
  }
}

extension [String]: CellDecodable {
  public init(cellOf rows: Rows, row: Int, column: Int) { self = rows.stringArray(row, column) ?? [] }
}
