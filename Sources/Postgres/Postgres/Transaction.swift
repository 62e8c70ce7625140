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

  init(lease: Lease) {
    self.lease = lease
    deadline = lease.deadline
  }

  /// Sends a statement. Several submitted before the first is waited for travel together; they run in order.
  public func submit(_ query: Query, deadline: ContinuousClock.Instant? = nil) -> PendingRows {
    if lease.markUsed() { StatementLog.record(Query(stringLiteral: lease.beginText.description)) }
    StatementLog.record(query)
    return send(query, kind: .inTransaction, deadline: min(deadline ?? self.deadline, self.deadline))
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

  /// Commits. Cancelling the task no longer counts: from here on only the server's answer does.
  func commit() async throws(PostgresError) {
    guard lease.isUsed else { return }
    let query: Query = "commit"
    StatementLog.record(query)
    lease.consistency?.beginWrite()
    let deadline = max(deadline, .now + .seconds(2))
    let rows = try await send(query, kind: .commit, deadline: deadline).rowsUncancelled()
    // The server answers a commit of a failed transaction with success and rolls it back.
    guard rows.commandTag == "COMMIT" else {
      throw lease.failure ?? PostgresError(.transactionAborted, "a statement of the transaction failed")
    }
  }

  private func send(_ query: Query, kind: PendingRows.Kind, deadline: Instant) -> PendingRows {
    let pending = PendingRows(
      query, kind: kind, lease: lease, consistency: kind == .commit ? lease.consistency : nil, deadline: deadline,
      patience: deadline, loop: lease.loop)
    pending.start()
    return pending
  }
}
