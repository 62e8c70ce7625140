extension Database {
  /// Runs the closure in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// The whole closure is run again, up to `attempts` times, when the server reports a conflict with another
  /// transaction (40001, 40P01): it must not have effects outside of the transaction. When the connection breaks during
  /// the commit, the error says that the outcome is unknown.
  @discardableResult
  public func transaction<Value: Sendable>(
    deadline: ContinuousClock.Instant? = nil, isolation: TransactionIsolation = .readCommitted, attempts: Int = 3,
    consistency: Consistency? = nil, _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    let deadline = deadline ?? .now + configuration.defaultTimeout
    var attempt = 1
    while true {
      let transaction = Transaction(lease: lease(isolation, consistency, deadline: deadline))
      do {
        return try await run(transaction, body)
      } catch {
        guard attempt < attempts, ContinuousClock.now < deadline, mayRunAgain(transaction, after: error) else {
          throw error
        }
        attempt += 1
        try await pause()
      }
    }
  }

  private func lease(
    _ isolation: TransactionIsolation, _ consistency: Consistency?, deadline: Instant
  ) -> Lease {
    consistency?.turnToPrimary()
    let lease = Lease(
      beginText: isolation.beginText, consistency: consistency, deadline: deadline,
      patience: .now + configuration.connectionWait, loop: operationLoop())
    lease.enqueue()
    return lease
  }

  private func run<Value: Sendable>(
    _ transaction: Transaction, _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    let lease = transaction.lease
    try await lease.waitUntilGranted()
    defer { lease.release() }
    allowSlowStatements(transaction)
    do {
      let value = try await body(transaction)
      try await transaction.commit()
      return value
    } catch {
      lease.release()
      // Others see no trace of the transaction when its error is seen. Who is in a hurry does not wait for that.
      if lease.isUsed, !Task.isCancelled, ContinuousClock.now < lease.deadline { _ = await lease.released.wait() }
      throw error
    }
  }

  /// The session's own timeout fits the usual deadline; a later one needs more.
  private func allowSlowStatements(_ transaction: Transaction) {
    let remaining = transaction.deadline - .now
    guard remaining > configuration.defaultTimeout else { return }
    let limit = min(remaining + .milliseconds(250), .seconds(86_400))
    let text = "\(Int(limit / .milliseconds(1)))ms"
    _ = transaction.submit(
      Query("postgres.allowSlowStatements", "select set_config('statement_timeout', \(text), true)"))
  }

  private func mayRunAgain(_ transaction: Transaction, after error: any Error) -> Bool {
    guard let error = error as? PostgresError, !error.unknownOutcome else { return false }
    let cause = error.code == .transactionAborted ? transaction.lease.failure ?? error : error
    return cause.isSerializationFailure || cause.isStalePlan
  }

  private func pause() async throws(PostgresError) {
    do {
      try await Task.sleep(for: .milliseconds(Int.random(in: 10...100)))
    } catch {
      throw PostgresError(.canceled, "the task was cancelled")
    }
  }
}
