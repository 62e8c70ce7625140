public import GraphQLJSON

/// The bytes of one value where its data source keeps them; a nil start is null.
@safe
public struct Cell {
  @usableFromInline let start: UnsafePointer<UInt8>?
  @usableFromInline let count: Int

  /// The bytes must live as long as the owner of their column.
  @unsafe @inlinable
  public init(_ bytes: UnsafeBufferPointer<UInt8>?) {
    unsafe start = bytes?.baseAddress
    count = unsafe bytes?.count ?? 0
  }

  /// No value.
  @inlinable
  public static var null: Cell { unsafe Cell(nil) }
}

/// How the text of a cell becomes JSON.
@safe
public enum CellForm: Sendable {
  /// A string; what JSON wants escaped is escaped.
  case string
  /// A string that is known to need no escapes, behind a prefix that begins with the quote: numbers as ids, enum values.
  case quoted(prefix: [UInt8])
  /// JSON already: numbers.
  case json
  /// `t` is true, everything else false.
  case boolean
  /// Anything else; answers false and writes nothing for null.
  case custom(@Sendable (UnsafeBufferPointer<UInt8>, inout JSONWriter) -> Bool)

  /// A string without escapes and prefix.
  public static let quoted = CellForm.quoted(prefix: [UInt8(ascii: "\"")])
}

/// Cells of one form: what the columns of database results are. The writer reads them where they lie.
///
/// Safety: the cells point into memory that `owner` keeps alive and unchanged, and both are immutable.
@safe
public final class CellColumn: Sendable {
  let form: CellForm
  let count: Int
  private let owner: any Sendable
  nonisolated(unsafe) let cells: UnsafeMutablePointer<Cell>

  /// - Parameters:
  ///   - owner: keeps the bytes of the cells alive.
  ///   - fill: initialises all `count` cells.
  @unsafe
  public init(
    _ form: CellForm, count: Int, owner: any Sendable, fill: (UnsafeMutableBufferPointer<Cell>) -> Void
  ) {
    self.form = form
    self.count = count
    self.owner = owner
    unsafe cells = .allocate(capacity: max(count, 1))
    unsafe fill(UnsafeMutableBufferPointer(start: cells, count: count))
  }

  deinit {
    // Safe: nobody else holds the pointer, and cells need no destruction.
    unsafe cells.deallocate()
  }

  /// Writes the value at a position; answers false and writes nothing where it is null.
  func write(_ position: Int, into writer: inout JSONWriter) -> Bool {
    precondition(position >= 0 && position < count, "a column was asked for a position behind its end")
    return unsafe writer.cell(cells[position], form)
  }
}

extension JSONWriter {
  /// Writes a cell in its form; answers false and writes nothing where it is null.
  @inline(__always)
  mutating func cell(_ cell: Cell, _ form: CellForm) -> Bool {
    guard let start = unsafe cell.start else { return false }
    // Safe: the column's owner keeps the bytes alive.
    let bytes = unsafe UnsafeBufferPointer(start: start, count: cell.count)
    switch form {
    case .string: unsafe string(bytes)
    case .json: unsafe short(bytes)
    case .boolean: boolean(unsafe start.pointee == UInt8(ascii: "t"))
    case .quoted(let prefix):
      raw(prefix)
      unsafe short(bytes)
      byte(UInt8(ascii: "\""))
    case .custom(let write): return unsafe write(bytes, &self)
    }
    return true
  }
}
