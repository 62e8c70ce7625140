import CLibPQ
import DequeModule

/// A place for a connection: empty, being filled, or filled.
struct ConnectionSlot {
  var connection: Connection?
  var isConnecting = false
  var failureCount = 0
  var nextTry: Instant?
  /// Changes with each connection, so that an event of an old socket is recognised.
  var generation: UInt32 = 0
}

extension LoopCore {
  /// Fills the empty places whose pause is over.
  func openConnections() {
    guard mayConnect, !isFinished else { return }
    for index in slots.indices where slots[index].connection == nil && !slots[index].isConnecting {
      if let nextTry = slots[index].nextTry, nextTry > now { continue }
      slots[index].isConnecting = true
      let replica = replica(ofSlot: index)
      let access = replica.map { replicas.all[$0].access }
      let connector = access?.connector ?? connector
      (access?.helpers ?? settings.connecting).run { [weak loop] in
        guard loop != nil else { return }
        let result: Result<(OpenedConnection, server: String?), PostgresError>
        do throws(PostgresError) {
          let opened = try connector.open()
          result = .success((opened, server: replica == nil ? nil : try connector.server(of: opened)))
        } catch {
          result = .failure(error)
        }
        // When the loop is over, the result is dropped, and a connection in it closed.
        loop?.perform { core in core.connected(result, slot: index) }
      }
    }
  }

  private func replica(ofSlot index: Int) -> Int? {
    primarySlots.contains(index) ? nil : replicas.all.firstIndex { $0.slots.contains(index) }
  }

  private func connected(_ result: Result<(OpenedConnection, server: String?), PostgresError>, slot index: Int) {
    guard !isFinished else { return }
    slots[index].isConnecting = false
    defer { tellConnectionWaiters() }
    switch result {
    case .success((let opened, let server)):
      guard unsafe PQsetnonblocking(opened.handle, 1) == 0, unsafe PQenterPipelineMode(opened.handle) == 1 else {
        return scheduleReconnect(slot: index)
      }
      slots[index].generation &+= 1
      slots[index].failureCount = 0
      let connection = Connection(opened, slot: index, replica: replica(ofSlot: index), core: self)
      slots[index].connection = connection
      poller.watch(opened.socket, tag: tag(of: connection))
      if let server { welcome(connection, server: server) } else { connectionError = nil }
      countChanged(of: connection, by: 1)
    case .failure(let error):
      if primarySlots.contains(index) { connectionError = error }
      scheduleReconnect(slot: index)
    }
  }

  /// Begins to connect; `waiter` is told when every place was tried.
  func startConnecting(_ waiter: SharedOneShot<Void>) {
    mayConnect = true
    connectionWaiters.append(waiter)
    tellConnectionWaiters()
  }

  private func countChanged(of connection: Connection, by difference: Int) {
    if connection.replica == nil {
      settings.connectionCountChanged(difference)
    } else {
      settings.replicas.connectionCountChanged(difference)
    }
  }

  /// Nobody waits for replicas: the primary answers as long as they are not there.
  private func tellConnectionWaiters() {
    guard isFinished || slots[primarySlots].allSatisfy({ $0.connection != nil || $0.failureCount > 0 }) else { return }
    for waiter in connectionWaiters { waiter.outcome.settle(.success(())) }
    connectionWaiters = []
  }

  /// Full jitter between nothing and a limit that doubles from 50 ms to 2 s.
  private func scheduleReconnect(slot index: Int) {
    let limit = min(2_000, 50 << min(slots[index].failureCount, 6))
    slots[index].failureCount += 1
    slots[index].nextTry = now + .milliseconds(Int.random(in: 5...limit))
  }

  /// The connection is of no more use: settles what was on it, closes it and opens another.
  func lost(_ connection: Connection) {
    guard !connection.isClosed else { return }
    connection.isClosed = true
    poller.unwatch(connection.opened.socket)
    slots[connection.slot].connection = nil
    countChanged(of: connection, by: -1)
    farewell(connection)
    let statements = connection.statements
    let started = connection.startedStatements
    connection.inFlight.removeAll()
    if let lease = connection.lease {
      connection.lease = nil
      lease.loopState.connection = nil
      if connection.isReleasing { lease.released.settle(.success(())) }
    }
    for statement in started {
      // One that the server's last words have already sent back to the queue was counted there.
      if case .sent(let place) = statement.loopState.place, place === connection {
        statement.loopState.resendCount += 1
      }
    }
    for statement in statements.reversed() { abandon(statement, on: connection) }
    scheduleReconnect(slot: connection.slot)
    // Without any connection the waiting ones lose patience sooner.
    note(now)
  }

  private func abandon(_ statement: PendingRows, on connection: Connection) {
    guard case .sent(let place) = statement.loopState.place, place === connection else { return }
    let state = statement.loopState
    if statement.kind == .read, state.reasonGivenUp == nil, state.resendCount <= Self.resendLimit, !isFinished,
      statement.startOver()
    {
      return requeue(statement)
    }
    var error = state.reasonGivenUp ?? PostgresError(.connectionLost, "the connection broke")
    if isFinished { error = PostgresError(.closed, "the database is closed") }
    // A write that the server has already refused, and that only missed its sync, had no effect for certain.
    if case .failure(let refusal)? = state.held {
      error = refusal
    } else {
      error.unknownOutcome = statement.kind == .write || statement.kind == .commit
    }
    fail(statement, error)
  }

  /// Called after answers were read.
  func progressed(_ connection: Connection) {
    connection.cancelFirstSegmentIfGivenUp(now: now)
    connection.settleDown(now: now)
  }

  /// Sends a cancel request from a thread that may block.
  func cancelRunning(_ connection: Connection) {
    let helpers = connection.replica.map { replicas.all[$0].access.helpers }
    (helpers ?? settings.cancelling).run { [opened = connection.opened, weak loop, slot = connection.slot] in
      opened.cancelRunningStatement()
      loop?.perform { core in
        guard let connection = core.slots[slot].connection, connection.opened === opened else { return }
        connection.cancellation.isRunning = false
        core.progressed(connection)
      }
    }
  }

  /// Takes a place in the queue for a connection.
  func enqueue(_ lease: Lease) {
    guard !isFinished else { return lease.fail(PostgresError(.closed, "the database is closed")) }
    guard leaseQueue.count < settings.queueLimit else {
      return lease.fail(PostgresError(.overloaded, "too many transactions are waiting"))
    }
    leaseQueue.append(lease)
    note(min(lease.deadline, lease.patience))
  }

  /// Takes a lease back. An open transaction is rolled back before anybody else gets the connection.
  func release(_ lease: Lease) {
    guard let connection = lease.loopState.connection, connection.lease === lease, !connection.isReleasing else {
      lease.released.settle(.success(()))
      return
    }
    connection.isReleasing = true
    connection.pendingBegin = nil
    for statement in connection.statements where statement.lease === lease {
      giveUp(statement, because: PostgresError(.transactionFinished, "the transaction is over"))
    }
    progressed(connection)
  }

  /// The server turned read-only: it is no longer the primary. All connections to it go, each when it is idle.
  func retireAll() { retire(primarySlots) }

  /// Connections go, each when it is idle.
  func retire(_ places: Range<Int>, except new: Connection? = nil) {
    for connection in slots[places].compactMap(\.connection) where connection !== new {
      connection.isRetiring = true
      if connection.inFlight.isEmpty { connection.settleDown(now: now) }
    }
  }

  /// Ends everything: fails what waits, closes the connections.
  func shutDown() {
    isFinished = true
    let error = PostgresError(.closed, "the database is closed")
    let waiting = replicas.waiting.map(\.statement)
    for statement in queue + submitted + waiting where !statement.outcome.isSettled { fail(statement, error) }
    for lease in leaseQueue { lease.granted.settle(.failure(error)) }
    queue.removeAll()
    submitted.removeAll()
    replicas.waiting.removeAll()
    leaseQueue.removeAll()
    for connection in connections { lost(connection) }
    tellConnectionWaiters()
  }

  func tag(of connection: Connection) -> UInt64 {
    UInt64(slots[connection.slot].generation) << 32 | UInt64(connection.slot)
  }

  func connection(tagged tag: UInt64) -> Connection? {
    let index = Int(tag & 0xFFFF_FFFF)
    guard slots.indices.contains(index), UInt64(slots[index].generation) == tag >> 32 else { return nil }
    return slots[index].connection
  }

  /// The next moment at which something is due though no socket stirs. Closes what has been draining too long.
  var nextTimer: Instant? {
    var next = earliestDeadline
    if let moment = replicas.nextTimer(at: now) { next = min(next ?? moment, moment) }
    func consider(_ moment: Instant?) {
      if let moment { next = min(next ?? moment, moment) }
    }
    for slot in slots {
      if let connection = slot.connection {
        consider(connection.cancellation.drainEnd)
        consider(connection.nextCancel)
      } else if mayConnect, !slot.isConnecting {
        consider(slot.nextTry)
      }
    }
    return next
  }
}
