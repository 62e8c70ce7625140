import Synchronization

/// A connection taken out of sharing for one transaction.
///
/// Waits in the loop's queue until a connection is free (exit: granted, or failed), then holds it until `release`.
final class Lease: Sendable {
  /// The part that only the loop's own thread touches.
  struct LoopState {
    /// The connection while it is held; nil before, after, and when it broke.
    var connection: Connection?
  }

  let beginText: StaticString
  let deadline: Instant
  let patience: Instant
  let loop: PostgresLoop
  let consistency: Consistency?
  /// Settled when the connection is held, or will never be.
  let granted = OneShot<Void>()
  /// Settled when the connection was given back and is clean, or closed.
  let released = OneShot<Void>()
  private let firstFailure = Mutex<PostgresError?>(nil)
  private let used = Atomic<Bool>(false)
  /// Where the end of the statement is noted that begins the transaction.
  private let beginning = Mutex<StatementLog.Ticket?>(nil)
  /// Safe: only the thread of `loop` reads or writes it, from the moment the lease is posted there.
  private nonisolated(unsafe) var confinedState = LoopState()
  var loopState: LoopState {
    _read { yield unsafe confinedState }
    _modify { yield unsafe &confinedState }
  }

  init(
    beginText: StaticString, consistency: Consistency? = nil, deadline: Instant, patience: Instant, loop: PostgresLoop
  ) {
    self.beginText = beginText
    self.consistency = consistency
    self.deadline = deadline
    self.patience = patience
    self.loop = loop
  }

  /// Waits for the connection; cancelling the waiting task gives up the place in the queue.
  func waitUntilGranted() async throws(PostgresError) {
    let result = await withTaskCancellationHandler {
      await granted.wait()
    } onCancel: {
      granted.settle(.failure(PostgresError(.canceled, "the waiting task was cancelled")))
    }
    try result.get()
  }

  /// Takes a place in the loop's queue.
  func enqueue() {
    let isTaken = loop.perform { core in core.enqueue(self) }
    if !isTaken { fail(PostgresError(.closed, "the database is closed")) }
  }

  /// Gives the connection back; an open transaction is rolled back first.
  func release() {
    let isTaken = loop.perform { core in core.release(self) }
    if !isTaken { released.settle(.success(())) }
  }

  /// The connection will never be held.
  func fail(_ error: PostgresError) {
    granted.settle(.failure(error))
  }

  /// Whether a statement was submitted, so that there is something to commit.
  var isUsed: Bool { used.load(ordering: .acquiring) }

  /// Notes that a statement is submitted; true the first time.
  func markUsed() -> Bool { !used.exchange(true, ordering: .acquiringAndReleasing) }

  /// Notes where the end of the statement is noted that begins the transaction. Called before it is sent.
  func note(beginning ticket: StatementLog.Ticket) { beginning.withLock { $0 = ticket } }

  /// The transaction has begun, or could not.
  func noteBeginning(_ answer: Result<Rows, PostgresError>) { beginning.withLock { $0 }?.end(answer) }

  /// The first real failure of a statement: the reason why later ones were aborted.
  var failure: PostgresError? { firstFailure.withLock { $0 } }

  func noteFailure(_ error: PostgresError) {
    guard error.code != .transactionAborted else { return }
    firstFailure.withLock { $0 = $0 ?? error }
  }
}
