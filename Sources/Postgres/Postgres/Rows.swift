import CLibPQ
import Glibc

/// The rows of one answer, in PostgreSQL's text format.
///
/// Owns libpq's result and frees it at the end. A cell outside of the rows and columns reads as null.
@safe public final class Rows: Sendable {
  /// Safe to share: libpq never changes a finished result, and nothing here but `deinit` does.
  private nonisolated(unsafe) let result: OpaquePointer
  /// How many rows there are.
  public let count: Int
  /// How many columns there are.
  public let columnCount: Int

  /// Takes ownership of a finished result.
  convenience init(taking result: OpaquePointer) {
    unsafe self.init(taking: result, count: Int(PQntuples(result)))
  }

  /// The same for a result that was put together of several. Libpq does not count the rows of one without columns.
  init(taking result: OpaquePointer, count: Int) {
    unsafe self.result = result
    self.count = count
    columnCount = unsafe Int(PQnfields(result))
  }

  deinit {
    unsafe PQclear(result)
  }

  /// How many rows an insert, update or delete touched; 0 for other statements.
  public var affectedRows: Int {
    guard let text = unsafe PQcmdTuples(result) else { return 0 }
    return unsafe Int(String(cString: text)) ?? 0
  }

  /// The command as the server names it, such as `INSERT 0 1` or `COMMIT`.
  public var commandTag: String {
    guard let text = unsafe PQcmdStatus(result) else { return "" }
    return unsafe String(cString: text)
  }

  /// The name of a column; empty outside of the columns.
  public func columnName(_ column: Int) -> String {
    guard let name = unsafe columnNumber(column).flatMap({ unsafe PQfname(result, $0) }) else { return "" }
    return unsafe String(cString: name)
  }

  /// The position of the column with this name; nil where there is none.
  public func position(ofColumn name: String) -> Int? {
    unsafe name.withCString { name in
      (0..<columnCount).first { column in
        // Safe: the column exists, so it has a name.
        unsafe strcmp(PQfname(result, Int32(truncatingIfNeeded: column)), name) == 0
      }
    }
  }

  /// The object identifier of a column's type; 0 outside of the columns.
  public func columnType(_ column: Int) -> UInt32 {
    guard let number = columnNumber(column) else { return 0 }
    return unsafe PQftype(result, number)
  }

  /// Whether a cell is null.
  public func isNull(_ row: Int, _ column: Int) -> Bool {
    guard row >= 0, row < count, column >= 0, column < columnCount else { return true }
    return unsafe PQgetisnull(result, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column)) == 1
  }

  /// The bytes of a cell, or nil for null. They live as long as this object: keep it, and copy what must outlive it.
  @unsafe public func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard row >= 0, row < count, column >= 0, column < columnCount else { return nil }
    let (row, column) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
    let length = unsafe Int(PQgetlength(result, row, column))
    // The length of a null is 0, too.
    if length == 0, unsafe PQgetisnull(result, row, column) == 1 { return nil }
    guard let start = unsafe PQgetvalue(result, row, column) else { return nil }
    return unsafe UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
  }

  /// Lends the bytes of a cell; nil for null.
  public func withCell<Value, Failure: Error>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    guard let bytes = unsafe cell(row, column) else { return nil }
    return unsafe try body(bytes)
  }

  private func columnNumber(_ column: Int) -> Int32? {
    column >= 0 && column < columnCount ? Int32(truncatingIfNeeded: column) : nil
  }
}
