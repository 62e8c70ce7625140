/// A question to the primary for its position in the log; the answer comes later.
public struct PendingPosition: Sendable {
  static let query = Query("postgres.position", "select pg_current_wal_insert_lsn()")
  let pending: PendingRows

  /// Waits for the answer: a position behind everything that was committed before the question.
  public func position() async throws(PostgresError) -> LogPosition {
    let rows = try await pending.rows()
    guard let position = rows.string(0, 0).flatMap({ LogPosition($0) }) else {
      throw PostgresError(.connectionLost, "the server did not say where its log is")
    }
    return position
  }
}

extension Database {
  /// Whether there are replicas that reads may go to. Without any, a `Consistency` has no effect and is best left out.
  public var hasReplicas: Bool { !configuration.replicaConnectionStrings.isEmpty }

  /// Asks the primary where its log is.
  public func submitPosition(deadline: ContinuousClock.Instant? = nil) -> PendingPosition {
    PendingPosition(pending: submit(PendingPosition.query, deadline: deadline))
  }

  /// A position behind all writes of an operation; nil when it has not written.
  ///
  /// It was asked for together with the writes, and usually it is here. When it cannot be had that way, such as after a
  /// write whose outcome is unknown, the primary is asked now.
  public func position(
    after consistency: Consistency, deadline: ContinuousClock.Instant? = nil
  ) async throws(PostgresError) -> LogPosition? {
    guard consistency.hasWritten else { return nil }
    if let questions = consistency.questions, let position = await latest(questions) { return position }
    return try await submitPosition(deadline: deadline).position()
  }

  private func latest(_ questions: [PendingRows]) async -> LogPosition? {
    var latest: LogPosition?
    for question in questions {
      guard let position = try? await PendingPosition(pending: question).position() else { return nil }
      latest = max(latest ?? position, position)
    }
    return latest
  }
}
