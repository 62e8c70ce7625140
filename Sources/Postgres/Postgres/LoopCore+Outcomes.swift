// How statements end: with an answer, a failure, a second try, or because nobody waits any more.

import DequeModule

extension LoopCore {
  /// Settles a statement with the answer it holds, or sends it again where that is safe.
  func finish(_ statement: PendingRows, on connection: Connection) {
    guard let answer = statement.loopState.held else { return }
    statement.loopState.held = nil
    guard case .failure(var error) = answer else {
      statement.loopState.place = .done
      statement.settle(answer)
      return
    }
    if error.isStalePlan {
      connection.prepared.forget(StatementKey(statement.query))
    }
    // What a replica cannot answer, for whatever reason, is the primary's to answer.
    let wasOnReplica = connection.replica != nil && statement.loopState.reasonGivenUp == nil && !isFinished
    if wasOnReplica || mayTryAgain(statement, after: error, on: connection), statement.startOver() {
      return requeue(statement)
    }
    if let reason = statement.loopState.reasonGivenUp, error.sqlState == "57014" { error = reason }
    if error.sqlState == "25006", statement.kind == .write { retireAll() }
    // The server ended the session while it committed: it may have come that far or not.
    if error.isFatal, statement.kind == .commit { error.unknownOutcome = true }
    fail(statement, error)
  }

  /// Fails a statement.
  func fail(_ statement: PendingRows, _ error: PostgresError) {
    statement.loopState.place = .done
    statement.loopState.held = nil
    statement.lease?.noteFailure(error)
    statement.settle(.failure(error.named(statement.query.name)))
  }

  /// Whether the failure proves that nothing happened, and another try has a better chance.
  private func mayTryAgain(_ statement: PendingRows, after error: PostgresError, on connection: Connection) -> Bool {
    guard statement.lease == nil, statement.loopState.reasonGivenUp == nil, !isFinished else { return false }
    if error.isStalePlan, !statement.loopState.wasPreparedAgain {
      statement.loopState.wasPreparedAgain = true
      return true
    }
    guard statement.loopState.resendCount < Self.resendLimit else { return false }
    // Aborted by a neighbour in the segment, or hit by a cancel request for a neighbour.
    let isVictim =
      error.code == .transactionAborted
      || (error.sqlState == "57014" && connection.cancellation.sentCount > 0)
    guard isVictim || (error.isFatal && statement.kind == .read) else { return false }
    statement.loopState.resendCount += 1
    return true
  }

  /// Puts a statement in front of the primary's queue again.
  func requeue(_ statement: PendingRows) {
    statement.consistency?.turnToPrimary()
    statement.loopState.needsOwnSync = true
    statement.loopState.held = nil
    statement.loopState.place = .queued
    queue.prepend(statement)
    note(deadlineOf: statement)
  }

  /// Nobody waits for the statement any more: drop it, or stop it on the server.
  func giveUp(_ statement: PendingRows, because reason: PostgresError) {
    guard !statement.outcome.isSettled, statement.loopState.reasonGivenUp == nil else { return }
    switch statement.loopState.place {
    case .new, .queued:
      statement.loopState.reasonGivenUp = reason
      deadInQueue += 1
      fail(statement, reason)
    case .sent(let connection):
      // A commit is never stopped half-way. Who waits for it learns the truth, or that it is unknown.
      if statement.kind == .commit, reason.code == .canceled { return }
      statement.loopState.reasonGivenUp = reason
      connection.drain()
      switch statement.kind {
      case .read, .inTransaction:
        statement.settle(.failure(reason.named(statement.query.name)))
      case .write, .commit:
        let graceEnd = now + Self.grace
        statement.loopState.graceEnd = graceEnd
        note(graceEnd)
      }
    case .done:
      break
    }
  }

  /// Fails what is too late. Scans only when some deadline may have passed.
  func expire() {
    guard let earliest = earliestDeadline, earliest <= now else { return }
    earliestDeadline = nil
    let isWithoutConnection = isWithoutConnection
    for statement in queue where !statement.outcome.isSettled {
      let limit = isWithoutConnection ? min(statement.deadline, statement.patience) : statement.deadline
      if limit <= now { fail(statement, lateness(isWithoutConnection)) } else { note(limit) }
    }
    queue.removeAll { $0.outcome.isSettled }
    deadInQueue = 0
    for lease in leaseQueue where !lease.granted.isSettled {
      let limit = isWithoutConnection ? min(lease.deadline, lease.patience) : lease.deadline
      if limit <= now { lease.granted.settle(.failure(lateness(isWithoutConnection))) } else { note(limit) }
    }
    leaseQueue.removeAll { $0.granted.isSettled }
    for connection in connections { expire(on: connection) }
  }

  private func expire(on connection: Connection) {
    for statement in connection.statements where !statement.outcome.isSettled {
      guard case .sent = statement.loopState.place else { continue }
      if statement.loopState.reasonGivenUp == nil {
        if statement.deadline > now {
          note(statement.deadline)
        } else {
          giveUp(statement, because: PostgresError(.timeout, "the deadline passed"))
        }
      } else if let graceEnd = statement.loopState.graceEnd {
        if graceEnd > now { note(graceEnd) } else { failUnknown(statement) }
      }
    }
  }

  private func failUnknown(_ statement: PendingRows) {
    guard var error = statement.loopState.reasonGivenUp else { return }
    error.unknownOutcome = true
    // Its place stays: the answer is still to come and must find its statement.
    statement.settle(.failure(error.named(statement.query.name)))
  }

  private func lateness(_ isWithoutConnection: Bool) -> PostgresError {
    guard isWithoutConnection else { return PostgresError(.timeout, "the deadline passed in the queue") }
    return PostgresError(.connectionLost, connectionError?.message ?? "there is no connection")
  }

  func note(deadlineOf statement: PendingRows) {
    note(isWithoutConnection ? min(statement.deadline, statement.patience) : statement.deadline)
  }

  /// Makes sure that `expire` looks again at this moment.
  func note(_ moment: Instant) {
    earliestDeadline = min(earliestDeadline ?? moment, moment)
  }

  /// How often a statement may be sent again after it may have run: it may be what breaks the connections.
  static let resendLimit = 3
  private static let grace = Duration.seconds(1)
}
