import CLibPQ
import DequeModule

extension Connection {
  /// Called when a statement in flight here was given up: stops sharing, so that it can be cancelled.
  func drain() {
    cancellation.isWanted = true
    if lease == nil, !isReleasing { cancellation.isDraining = true }
  }

  /// Asks the server to stop the first segment, if it holds a statement that nobody wants any more.
  ///
  /// The request hits whatever the server runs at that moment. Answers of a segment arrive together at its end, so
  /// which of its statements is running cannot be seen. An innocent read that is hit, or aborted in consequence, is
  /// sent again by itself; a write has a segment of its own. The request goes out from a thread that may block, and
  /// again while the segment stays: the first one may have come before the server read the statement.
  func cancelFirstSegmentIfGivenUp(now: Instant) {
    guard !cancellation.isRunning, firstSegmentIsGivenUp else { return }
    if let nextTry = cancellation.nextTry, nextTry > now { return }
    cancellation.isRunning = true
    cancellation.sentCount += 1
    cancellation.nextTry = now + Self.cancelInterval
    if cancellation.drainEnd == nil { cancellation.drainEnd = now + Self.drainLimit }
    core.cancelRunning(self)
  }

  /// Called when everything has been answered: rolls back what was left open, meets late cancel requests, and shares
  /// the connection again.
  func settleDown(now: Instant) {
    guard inFlight.isEmpty, !cancellation.isRunning, !isClosed else { return }
    if isReleasing, transactionIsOpen {
      guard !wasRollbackSent, sendControl(.rollback, text: "rollback") else { return core.lost(self) }
      wasRollbackSent = true
      cancellation.drainEnd = now + Self.drainLimit
      return
    }
    if cancellation.sentCount > 0 {
      // Inside a transaction the barrier must wait until the lease is given back.
      if lease != nil, !isReleasing {
        cancellation.drainEnd = nil
        return
      }
      cancellation.sentCount = 0
      if !sendControl(.barrier, text: "select 1") { core.lost(self) }
      return
    }
    if isReleasing {
      isReleasing = false
      wasRollbackSent = false
      lease?.loopState.connection = nil
      lease?.released.settle(.success(()))
      lease = nil
      audience = nil
    }
    if lease == nil { cancellation = CancellationState() }
    if isRetiring, lease == nil { core.lost(self) }
  }

  /// When the next cancel request is due, if one still is.
  var nextCancel: Instant? {
    !cancellation.isRunning && firstSegmentIsGivenUp ? cancellation.nextTry : nil
  }

  private var firstSegmentIsGivenUp: Bool {
    cancellation.isWanted
      && startedStatements.contains { $0.loopState.reasonGivenUp != nil && $0.kind != .commit }
  }

  private static let drainLimit = Duration.seconds(10)
  private static let cancelInterval = Duration.milliseconds(100)
}
