public import AtlasAPI
public import GraphQLPostgres
public import Postgres

/// The cursors of one connection: its name, and the keys that each cursor holds of its row.
///
/// A cursor carries no authority: it only says where a page begins, and statements bind its values. It is signed all the
/// same, so that nothing but what a server gave for this very list is ever compared with a column.
public struct CursorKind: Sendable {
  let name: String
  let keys: [CursorKey]

  /// - Parameters:
  ///   - name: told apart from the cursors of other connections, and of the same one in another order.
  ///   - keys: what the rows are ordered by; the last one makes each row's place its own.
  public init(_ name: String, _ keys: CursorKey...) { self.init(name, keys) }

  /// The same with the keys in an array.
  public init(_ name: String, _ keys: [CursorKey]) {
    self.name = name
    self.keys = keys
  }
}

/// A column that cursors hold, with the form of its values. No value is null.
public struct CursorKey: Sendable {
  enum Form {
    case integer, number, moment, text
  }

  let column: String
  let form: Form

  /// An integer of any width.
  public static func integer(_ column: RowColumn<Int64>) -> CursorKey { CursorKey(column: column.name, form: .integer) }
  /// A `double precision`; a narrower one is cast by the statement, on both sides of comparisons.
  public static func number(_ column: RowColumn<Double>) -> CursorKey { CursorKey(column: column.name, form: .number) }
  /// A `timestamptz`.
  public static func moment(_ column: RowColumn<DateTime>) -> CursorKey {
    CursorKey(column: column.name, form: .moment)
  }
  /// A text, best one with the collation "C": the index that serves the order compares bytes.
  public static func text(_ column: RowColumn<String>) -> CursorKey { CursorKey(column: column.name, form: .text) }

  /// The value in a row.
  func value(_ rows: Rows, row: Int, column: Int) -> CursorValue {
    switch form {
    case .integer: .integer(rows.int(row, column) ?? 0)
    case .number: .number(rows.double(row, column) ?? 0)
    case .moment: .moment(rows.timestamp(row, column) ?? PostgresTimestamp(microsecondsSince1970: 0))
    case .text: .text(rows.string(row, column) ?? "")
    }
  }
}

/// What a cursor holds for one key.
public enum CursorValue: Sendable, Equatable {
  case integer(Int64)
  case number(Double)
  case moment(PostgresTimestamp)
  case text(String)

  /// The value of an integer key.
  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }
}

extension CursorValue: PostgresBindable {
  /// Left to the bind.
  public static var postgresTypeID: UInt32 { 0 }
  /// As the type of the value is bound; the server takes the type of a text from what it is compared with.
  public var bind: Bind {
    switch self {
    case .integer(let value): value.bind
    case .number(let value): value.bind
    case .moment(let value): value.bind
    case .text(let value): value.bind
    }
  }
}
