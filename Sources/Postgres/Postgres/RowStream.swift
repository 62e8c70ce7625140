/// The rows of a statement as they arrive, for one reader.
///
/// The server sends them in pieces of eight kilobytes, and what is left at the end. Rows that were not asked for yet wait
/// in memory, at most as many as the statement has: a slow reader holds up nobody else. Dropping the stream cancels the
/// statement.
public final class RowStream: Sendable {
  private let statement: PendingRows
  private let arrivals: RowArrivals

  init(_ statement: PendingRows, _ arrivals: RowArrivals) {
    self.statement = statement
    self.arrivals = arrivals
  }

  deinit { statement.giveUp() }

  /// Waits for rows and gives all that are there, at least `minimum` and never none; fewer are the last. Nil: there are
  /// no more.
  ///
  /// An error comes behind the rows that arrived before it, as long as they are as many as asked for. What ends the
  /// statement from this side, such as its deadline, comes at once. When the waiting task is cancelled, the statement is
  /// cancelled too.
  public func next(minimum: Int = 1) async throws(PostgresError) -> Rows? {
    let result = await withTaskCancellationHandler {
      await arrivals.next(max(1, minimum))
    } onCancel: {
      statement.giveUp()
    }
    return try result.get()
  }
}
