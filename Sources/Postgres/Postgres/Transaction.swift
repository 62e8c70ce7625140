import Synchronization

/// How much a transaction sees of others.
public enum TransactionIsolation: Sendable {
  /// Each statement sees what was committed before it.
  case readCommitted
  /// All statements see the same state.
  case repeatableRead
  /// As if the transactions ran one after another.
  case serializable

  var beginText: StaticString {
    switch self {
    case .readCommitted: "begin isolation level read committed"
    case .repeatableRead: "begin isolation level repeatable read"
    case .serializable: "begin isolation level serializable"
    }
  }
}

/// A transaction that is open on a connection of its own. It ends with the closure it was given to.
public final class Transaction: Sendable {
  /// The moment by which everything in it must be done.
  public let deadline: ContinuousClock.Instant
  let lease: Lease
  /// The last write with a savepoint before it, as long as nothing was sent behind its failure.
  private let separateWrite = Mutex<PendingRows?>(nil)

  init(lease: Lease) {
    self.lease = lease
    deadline = lease.deadline
  }

  /// Sends a statement. Several submitted before the first is waited for travel together; they run in order.
  public func submit(_ query: Query, deadline: ContinuousClock.Instant? = nil) -> PendingRows {
    separateWrite.withLock { write in
      recover(from: &write)
      return post(query, deadline)
    }
  }

  /// Sends a statement whose rows are handed over as they arrive.
  public func stream(_ query: Query, deadline: ContinuousClock.Instant? = nil) -> RowStream {
    let arrivals = RowArrivals()
    let statement = separateWrite.withLock { write in
      recover(from: &write)
      return post(query, deadline, arrivals)
    }
    return RowStream(statement, arrivals)
  }

  /// Sends a write that the transaction survives: when it fails, it has no effect, and what is sent after its error was
  /// there goes on without it. What was sent before that fails with it.
  public func submitWrite(_ query: Query, deadline: ContinuousClock.Instant? = nil) -> PendingRows {
    separateWrite.withLock { write in
      recover(from: &write)
      _ = post(Self.savepoint, deadline)
      let pending = post(query, deadline)
      write = pending
      return pending
    }
  }

  /// Runs a part of the transaction, which has no effect when the closure throws.
  @discardableResult
  public func nested<Value>(_ body: (Transaction) async throws -> Value) async throws -> Value {
    _ = submit(Query("postgres.savepoint", "savepoint before_part"))
    do {
      let value = try await body(self)
      // Fails where a statement of the part has failed, though the closure made nothing of it.
      _ = try await read(Query("postgres.release", "release savepoint before_part"))
      return value
    } catch {
      _ = submit(Query("postgres.rollbackPart", "rollback to savepoint before_part"))
      // Its savepoint is gone, and one of that name would be an older write's.
      separateWrite.withLock { $0 = nil }
      throw error
    }
  }

  /// Sends a statement and waits for its rows.
  public func read(_ query: Query, deadline: ContinuousClock.Instant? = nil) async throws(PostgresError) -> Rows {
    try await submit(query, deadline: deadline).rows()
  }

  /// Sends a statement and waits until it has run. It takes effect when the transaction commits.
  @discardableResult
  public func write(_ query: Query, deadline: ContinuousClock.Instant? = nil) async throws(PostgresError) -> Rows {
    try await submit(query, deadline: deadline).rows()
  }

  /// The failure of a statement after which the whole transaction is worth running again: a conflict with another
  /// transaction, or a plan that is out of date.
  public var conflict: PostgresError? {
    lease.failure.flatMap { $0.isSerializationFailure || $0.isStalePlan ? $0 : nil }
  }

  /// Commits. Cancelling the task no longer counts: from here on only the server's answer does.
  func commit() async throws(PostgresError) {
    guard lease.isUsed else { return }
    let query = Query("postgres.commit", "commit")
    let deadline = max(deadline, .now + .seconds(2))
    let pending = separateWrite.withLock { write in
      recover(from: &write)
      let ticket = StatementLog.record(query)
      lease.consistency?.beginWrite()
      return send(query, kind: .commit, deadline: deadline, ticket: ticket)
    }
    let rows = try await pending.rowsUncancelled()
    // The server answers a commit of a failed transaction with success and rolls it back.
    guard rows.commandTag == "COMMIT" else {
      throw lease.failure ?? PostgresError(.transactionAborted, "a statement of the transaction failed")
    }
  }

  private static let savepoint = Query("postgres.savepoint", "savepoint before_write")
  private static let rollback = Query("postgres.rollbackWrite", "rollback to savepoint before_write")

  /// Takes back a write that has failed, so that the transaction can go on. Called before anything is sent.
  private func recover(from write: inout PendingRows?) {
    guard let last = write, last.outcome.hasFailed else { return }
    write = nil
    _ = post(Self.rollback, nil)
  }

  private func post(_ query: Query, _ deadline: Instant?, _ arrivals: RowArrivals? = nil) -> PendingRows {
    if lease.markUsed() {
      let begin = Query("postgres.begin", Query(stringLiteral: lease.beginText.description))
      if let ticket = StatementLog.record(begin) { lease.note(beginning: ticket) }
    }
    let ticket = StatementLog.record(query)
    let deadline = min(deadline ?? self.deadline, self.deadline)
    return send(query, kind: .inTransaction, deadline: deadline, arrivals, ticket: ticket)
  }

  private func send(
    _ query: Query, kind: PendingRows.Kind, deadline: Instant, _ arrivals: RowArrivals? = nil,
    ticket: StatementLog.Ticket?
  ) -> PendingRows {
    let pending = PendingRows(
      query, kind: kind, lease: lease, consistency: kind == .commit ? lease.consistency : nil, deadline: deadline,
      patience: deadline, loop: lease.loop, arrivals: arrivals, ticket: ticket)
    pending.start()
    return pending
  }
}
