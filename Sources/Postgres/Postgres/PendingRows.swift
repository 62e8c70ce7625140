typealias Instant = ContinuousClock.Instant

/// A query that has been sent; the value comes later. Submitting several and then waiting pipelines them.
///
/// Life: created by `submit`; queued (exit: sent, or given up); sent (exit: settled, or queued again when it may be);
/// settled. Only the loop that owns it moves it on.
public final class PendingRows: Sendable {
  /// What may be done with the statement when something around it fails.
  enum Kind {
    /// May share a sync with others, and may be sent again.
    case read
    /// Has a sync of its own; is sent again only after a refusal that proves it had no effect.
    case write
    /// Belongs to a transaction; is never sent again by itself.
    case inTransaction
    /// Ends a transaction; is never cancelled.
    case commit
  }

  /// Where the loop has the statement.
  enum Place {
    case new
    case queued
    case sent(Connection)
    case done
  }

  /// The part that only the loop's own thread touches.
  struct LoopState {
    var place = Place.new
    var resendCount = 0
    var wasPreparedAgain = false
    /// Set when nobody wants the rows any more: cancelled, or too late.
    var reasonGivenUp: PostgresError?
    /// A given-up write waits until here for the truth about its outcome.
    var graceEnd: Instant?
    /// The answer of a write before its sync, which is its commit.
    var held: Result<Rows, PostgresError>?
    /// Set when the statement failed because of a neighbour and must not share a sync again.
    var needsOwnSync = false
    /// Whether a replica was the last to get the statement.
    var isOnReplica = false
  }

  let query: Query
  let kind: Kind
  let lease: Lease?
  /// What the operation of the statement must see, where replicas answer reads.
  let consistency: Consistency?
  let deadline: Instant
  /// How long the statement waits while there is no connection at all.
  let patience: Instant
  let outcome = OneShot<Rows>()
  /// Where the rows go that are to be handed over as they arrive; nil for a statement that is answered whole.
  let arrivals: RowArrivals?
  /// Where the end of the statement is noted; nil where nobody wants to know.
  private let ticket: StatementLog.Ticket?
  /// Safe: only the thread of `loop` reads or writes it, from the moment the statement is posted there.
  private nonisolated(unsafe) var confinedState = LoopState()
  var loopState: LoopState {
    _read { yield unsafe confinedState }
    _modify { yield unsafe &confinedState }
  }
  private let loop: PostgresLoop
  /// When it was handed over; nil where nobody counts statements.
  private let begin: Instant?

  init(
    _ query: Query, kind: Kind, lease: Lease? = nil, consistency: Consistency? = nil, deadline: Instant,
    patience: Instant, loop: PostgresLoop, arrivals: RowArrivals? = nil, ticket: StatementLog.Ticket? = nil
  ) {
    self.query = query
    self.kind = kind
    self.lease = lease
    self.consistency = consistency
    self.deadline = deadline
    self.patience = patience
    self.loop = loop
    self.arrivals = arrivals
    self.ticket = ticket
    begin = loop.statementEnded == nil ? nil : .now
  }

  /// Whether a replica may answer it.
  var mayUseReplica: Bool { kind == .read && consistency != nil }

  /// Posts the statement to its loop, unless a value must not be sent.
  func start() {
    if let refusal = query.binds.lazy.compactMap(\.refusal).first {
      return refuse(refusal)
    }
    if query.binds.count > Self.bindLimit { return refuse("too many values") }
    loop.submit(self)
  }

  /// Ends the wait for the rows; the first end counts. Called by the loop, or before the statement was posted there.
  func settle(_ answer: Result<Rows, PostgresError>) {
    // Before anybody who waits goes on, so that they find it in the log.
    ticket?.end(answer, streamedCount: arrivals?.arrivedCount ?? 0, isOnReplica: loopState.isOnReplica)
    guard outcome.settle(answer) else { return }
    arrivals?.end(answer)
    if let begin { loop.statementEnded?(StatementEnd(kind, begin.duration(to: .now), answer)) }
  }

  /// Whether the statement may be sent again, as far as its reader is concerned.
  func startOver() -> Bool { arrivals?.startOver() ?? true }

  private func refuse(_ reason: String) {
    settle(.failure(PostgresError(.invalidParameter, reason).named(query.name)))
  }

  /// The protocol counts values in sixteen bits.
  private static let bindLimit = 65_535

  /// Waits for the rows. When the waiting task is cancelled, the statement is cancelled too: dropped when it was not
  /// yet sent, else stopped on the server.
  public func rows() async throws(PostgresError) -> Rows {
    let result = await withTaskCancellationHandler {
      await outcome.wait()
    } onCancel: {
      giveUp()
    }
    return try result.get()
  }

  /// Waits for the rows whatever happens to the waiting task.
  func rowsUncancelled() async throws(PostgresError) -> Rows {
    try await outcome.wait().get()
  }

  /// Nobody waits for the rows any more.
  func giveUp() {
    guard !outcome.isSettled else { return }
    loop.perform { core in
      core.giveUp(self, because: PostgresError(.canceled, "the waiting task was cancelled"))
    }
  }
}
