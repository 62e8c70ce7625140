import CLibPQ
import DequeModule

/// One connection in pipeline mode, and what is in flight on it. Touched only by its loop's thread.
///
/// Between two syncs lies a segment. Reads on behalf of the same audience may share one; a write, and a read that
/// suffered from a neighbour, has its own. The order of `inFlight` is the order of libpq's answers, always.
///
/// States:
/// - shared (exit: reserved, leased, draining);
/// - reserved: takes no new statements until all is answered, for a transaction (exit: leased, shared);
/// - leased (exit: releasing);
/// - releasing: rolls back what was left open (exit: shared, closed);
/// - draining: a statement on it was given up, so it takes no new ones until all is answered and any late cancel
///   request has hit nothing (exit: shared, closed).
final class Connection {
  enum Entry {
    case prepare(PendingRows, StatementKey, name: String)
    case execute(PendingRows)
    case control(Control)
    /// The end of a segment, with the write whose commit it is.
    case sync(PendingRows?)
  }

  /// Statements of our own, never prepared.
  enum Control {
    case begin
    case rollback
    /// Meets a cancel request that came too late for its statement.
    case barrier
    case deallocate(String)
    /// Says for whom the statement runs that follows.
    case audience(PendingRows, StatementKey)
    /// Asks the server where its log is.
    case position(PositionQuestion)
  }

  unowned let core: LoopCore
  let opened: OpenedConnection
  let slot: Int
  /// The number of the replica that it leads to; nil for the primary.
  let replica: Int?
  var inFlight = Deque<Entry>()
  var prepared: PreparedStatements
  /// Statements in flight; a write counts as several, since the reads behind it wait for its locks.
  var load = 0
  var statementCount = 0
  /// Statements sent since the last sync.
  var openSegment = 0
  /// On whose behalf the statements of the open segment run, or of the lease's transaction.
  var audience: Audience?
  var isDirty = false
  var isWaitingToWrite = false
  /// Whether the head of `inFlight` has had a result and now only misses its closing null.
  var isHeadAnswered = false
  var lease: Lease?
  var pendingBegin: StaticString?
  var isReserved = false
  var isReleasing = false
  var wasRollbackSent = false
  /// The connection is closed as soon as nothing is in flight.
  var isRetiring = false
  var isClosed = false
  var cancellation = CancellationState()

  /// How far the cancelling of the head has come.
  struct CancellationState {
    /// Something in flight was given up, so that looking for it is worth the while.
    var isWanted = false
    var isDraining = false
    /// When a draining connection is closed, whatever is in flight.
    var drainEnd: Instant?
    var isRunning = false
    var sentCount = 0
    var nextTry: Instant?
  }

  /// When an answer last came, or the first statement was sent to an idle connection.
  var lastProgress: Instant

  static let writeLoad = 8

  init(_ opened: OpenedConnection, slot: Int, replica: Int?, core: LoopCore) {
    self.opened = opened
    self.slot = slot
    self.replica = replica
    self.core = core
    lastProgress = core.now
    prepared = PreparedStatements(limit: core.settings.preparedStatementLimit)
  }

  /// Whether it takes statements of anybody.
  var isShared: Bool {
    !isReserved && lease == nil && !cancellation.isDraining && !isRetiring && !isClosed
  }

  /// Whether a transaction may have it now: nothing of others is in flight, so that a cancel request cannot hit the
  /// wrong one.
  var isFree: Bool {
    lease == nil && inFlight.isEmpty && !cancellation.isDraining && !isRetiring && !isClosed
  }

  /// Whether something slow is running: what is sent now would wait behind it.
  var isStalled: Bool {
    !inFlight.isEmpty && core.now - lastProgress > Self.stallLimit
  }

  private static let stallLimit = Duration.milliseconds(50)

  /// The statements that still want an answer.
  var statements: [PendingRows] {
    inFlight.compactMap { entry in
      switch entry {
      case .execute(let statement), .sync(let statement?): statement
      case .prepare, .control, .sync(nil): nil
      }
    }
  }

  /// The statements that the server may have begun: those of the first segment.
  var startedStatements: [PendingRows] {
    var started: [PendingRows] = []
    for entry in inFlight {
      switch entry {
      case .execute(let statement): started.append(statement)
      case .sync: return started
      case .prepare, .control: continue
      }
    }
    return started
  }

  var transactionIsOpen: Bool {
    unsafe PQtransactionStatus(opened.handle) != PQTRANS_IDLE
  }

  var isBroken: Bool {
    unsafe PQstatus(opened.handle) != CONNECTION_OK
  }
}
