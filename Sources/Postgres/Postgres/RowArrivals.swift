import CLibPQ
import Synchronization

/// The rows of a stream that have come and that its reader has not taken yet.
///
/// The loop's thread puts them in, one reader takes out all that are there. They wait in one result, as compact as that
/// of a statement that is read whole.
///
/// States: open (exit: `end`), ended (no exit). What came before the server's own error can be taken after it.
final class RowArrivals: Sendable {
  // Not private: see `OneShot.State`.
  @safe struct State {
    /// The first row, which has taken up the others.
    var gathered: ArrivedRow?
    var count = 0
    /// How many rows have come in all.
    var arrivedCount = 0
    /// Some rows were taken, so that the statement must not be sent again.
    var wasRead = false
    var end: Result<Void, PostgresError>?
    var minimum = 0
    var reader: UnsafeContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  deinit {
    state.withLock { state in _ = state.takeRows() }
  }

  /// How many rows have come, whether they were taken or not.
  var arrivedCount: Int { state.withLock { $0.arrivedCount } }

  /// Puts in a row and takes ownership of it. Dropped when nobody wants it any more.
  ///
  /// - Returns: false when there is no memory for it.
  func append(_ row: ArrivedRow) -> Bool {
    let (isTaken, reader) = unsafe state.withLock { state in
      unsafe (state.append(row), state.readerToWake())
    }
    unsafe reader?.resume()
    return isTaken
  }

  /// The statement is over: all rows have come, or no more will. What the driver itself gave up frees its rows at once.
  func end(_ outcome: Result<Rows, PostgresError>) {
    let reader = unsafe state.withLock { state in
      state.end = outcome.map { rows in assert(rows.count == 0, "rows of a stream came together") }
      if case .failure(let error) = outcome, error.sqlState == nil { _ = state.takeRows() }
      return unsafe state.readerToWake()
    }
    unsafe reader?.resume()
  }

  /// Whether the statement may be sent again: nobody has seen a row. Those that came are dropped.
  func startOver() -> Bool {
    state.withLock { state in
      guard !state.wasRead, state.end == nil else { return false }
      _ = state.takeRows()
      state.arrivedCount = 0
      return true
    }
  }

  /// Waits for so many rows, at least one; see `RowStream.next`. Does not react to cancellation.
  ///
  /// The unsafe continuation is resumed exactly once: whoever resumes it has taken it out under the lock.
  func next(_ minimum: Int) async -> Result<Rows?, PostgresError> {
    while true {
      if let rows = state.withLock({ $0.take(minimum) }) { return rows }
      unsafe await withUnsafeContinuation { continuation in
        let reader = unsafe state.withLock { state in
          unsafe precondition(state.reader == nil, "a stream of rows has two readers")
          state.minimum = minimum
          unsafe state.reader = continuation
          return unsafe state.readerToWake()
        }
        unsafe reader?.resume()
      }
    }
  }
}

/// Libpq's result with one row of several.
@safe struct ArrivedRow: Sendable {
  /// Safe to send: it has one owner at a time.
  nonisolated(unsafe) let result: OpaquePointer

  /// Copies the cells of another behind the last of `count` rows. False when there is no memory.
  func append(_ other: ArrivedRow, at count: Int) -> Bool {
    for column in unsafe 0..<PQnfields(other.result) {
      // Libpq tells a null by the length -1.
      let isNull = unsafe PQgetisnull(other.result, 0, column) == 1
      let length = unsafe isNull ? -1 : PQgetlength(other.result, 0, column)
      let value = unsafe PQgetvalue(other.result, 0, column)
      let row = Int32(truncatingIfNeeded: count)
      guard unsafe PQsetvalue(result, row, column, value, length) == 1 else { return false }
    }
    return true
  }

  func free() { unsafe PQclear(result) }
}

extension RowArrivals.State {
  fileprivate mutating func append(_ row: ArrivedRow) -> Bool {
    guard end == nil else {
      row.free()
      return true
    }
    if let gathered {
      defer { row.free() }
      guard gathered.append(row, at: count) else { return false }
    } else {
      gathered = row
    }
    count += 1
    arrivedCount += 1
    return true
  }

  /// The rows, when there are enough of them or no more to come; nil where the reader has to wait.
  fileprivate mutating func take(_ minimum: Int) -> Result<Rows?, PostgresError>? {
    switch end {
    case nil where count < minimum: return nil
    case .failure(let error)? where count < minimum: return .failure(error)
    default:
      wasRead = true
      return .success(takeRows())
    }
  }

  fileprivate mutating func takeRows() -> Rows? {
    guard let taken = gathered else { return nil }
    defer {
      gathered = nil
      count = 0
    }
    return unsafe Rows(taking: taken.result, count: count)
  }

  fileprivate mutating func readerToWake() -> UnsafeContinuation<Void, Never>? {
    guard end != nil || count >= minimum else { return nil }
    defer { unsafe reader = nil }
    return unsafe reader
  }
}
