import CLibPQ
import DequeModule
import Glibc

/// What a loop needs to know of the configuration.
struct LoopSettings: Sendable {
  /// There is a choice between loops, so that it matters how busy each is.
  var isOneOfSeveral = false
  var connectionCount: Int
  var queueLimit: Int
  /// How many statements may be in flight on one connection; those behind a slow one have to wait for it.
  var pipelineDepth: Int
  var preparedStatementLimit: Int
  /// How statements say on whose behalf they run; nil: they do not.
  var rowSecurity: RowSecurity?
  /// Opens connections, shared with the other loops.
  var connecting: BlockingJobs
  /// Sends cancel requests, shared with the other loops.
  var cancelling: BlockingJobs
  /// Told of each connection to the primary that opens or ends.
  var connectionCountChanged: @Sendable (Int) -> Void
  /// Told of each statement that ends.
  var statementEnded: (@Sendable (StatementEnd) -> Void)?
  var replicas = ReplicaSettings()
}

/// The decisions of a loop: which statement goes out on which connection, and when. Touched only by its thread.
final class LoopCore {
  let settings: LoopSettings
  let connector: Connector
  let poller: SocketPoller
  weak var loop: PostgresLoop?

  /// Jobs of tasks that run on this loop.
  var jobs: [UnownedJob] = []
  /// Statements submitted since the last turn.
  var submitted: [PendingRows] = []
  var queue = Deque<PendingRows>()
  /// Transactions that wait for a connection.
  var leaseQueue = Deque<Lease>()
  /// The places of the connections: first those to the primary, then those to each replica.
  var slots: [ConnectionSlot]
  let primarySlots: Range<Int>
  var replicas: Replicas
  var parameters = ParameterBuffer()
  var now: Instant = .now
  /// No deadline passes before this moment.
  var earliestDeadline: Instant?
  var connectionError: PostgresError?
  /// Told when every place was filled, or failed to be, once.
  var connectionWaiters: [SharedOneShot<Void>] = []
  /// Connections are opened only after this was set.
  var mayConnect = false
  /// Statements in the queue that nobody waits for any more.
  var deadInQueue = 0
  /// No statement is taken any more, and no connection opened.
  var isFinished = false

  init(settings: LoopSettings, connector: Connector, poller: SocketPoller) {
    self.settings = settings
    self.connector = connector
    self.poller = poller
    primarySlots = 0..<max(1, settings.connectionCount)
    replicas = Replicas(settings.replicas, slotsBefore: primarySlots.count)
    slots = Array(repeating: ConnectionSlot(), count: replicas.all.last?.slots.upperBound ?? primarySlots.count)
  }

  /// Whether the primary cannot be reached at this moment.
  var isWithoutConnection: Bool { !slots[primarySlots].contains { $0.connection != nil } }

  /// How many statements are queued or in flight.
  var load: Int {
    var load = queue.count + replicas.waiting.count
    for slot in slots { load += slot.connection?.load ?? 0 }
    return load
  }

  /// How many statements and transactions wait for a connection.
  var waitingCount: Int { queue.count + replicas.waiting.count + leaseQueue.count }

  /// How many statements are in flight.
  var inFlightCount: Int { slots.reduce(0) { $0 + ($1.connection?.statementCount ?? 0) } }

  var connections: [Connection] { slots.compactMap(\.connection) }

  /// One turn, without waiting.
  func turn() {
    now = .now
    openConnections()
    admit()
    expire()
    dispatchToReplicas()
    dispatch()
    tendReplicas()
    for slot in slots {
      guard let connection = slot.connection else { continue }
      if let end = connection.cancellation.drainEnd, end <= now {
        lost(connection)
        continue
      }
      connection.cancelFirstSegmentIfGivenUp(now: now)
      flush(connection)
    }
  }

  /// Waits for sockets or the next timer and reads what has come.
  func wait(atMost limit: Duration?) {
    let limit = limit ?? nextTimer.map { max(.zero, $0 - .now) }
    let events = poller.wait(atMost: limit)
    now = .now
    for event in events {
      guard let connection = connection(tagged: event.tag) else { continue }
      if event.isReadable { connection.readAvailable() }
      if event.isWritable, !connection.isClosed { connection.isDirty = true }
    }
  }

  private func admit() {
    let statements = submitted
    submitted.removeAll(keepingCapacity: true)
    for statement in statements where !statement.outcome.isSettled {
      if isFinished {
        fail(statement, PostgresError(.closed, "the database is closed"))
      } else if let lease = statement.lease {
        send(statement, holding: lease)
      } else if isQueueFull {
        fail(statement, PostgresError(.overloaded, "too many statements are waiting"))
      } else {
        statement.loopState.place = .queued
        guard replicas.isEmpty || !statement.mayUseReplica else {
          admitToReplicas(statement)
          continue
        }
        queue.append(statement)
        note(deadlineOf: statement)
      }
    }
  }

  private var isQueueFull: Bool {
    if queue.count >= settings.queueLimit, deadInQueue > 0 {
      queue.removeAll { $0.outcome.isSettled }
      deadInQueue = 0
    }
    return queue.count + replicas.waiting.count >= settings.queueLimit
  }

  private func send(_ statement: PendingRows, holding lease: Lease) {
    guard let connection = lease.loopState.connection, connection.lease === lease, !connection.isReleasing else {
      let isOver = lease.released.isSettled || lease.loopState.connection?.isReleasing == true
      let error =
        isOver
        ? PostgresError(.transactionFinished, "the transaction is over")
        : PostgresError(.connectionLost, "the transaction's connection broke")
      return fail(statement, error)
    }
    guard connection.statementCount < settings.queueLimit else {
      return fail(statement, PostgresError(.overloaded, "too many statements in one transaction"))
    }
    if connection.send(statement) {
      note(deadlineOf: statement)
      askForEnd(of: statement, on: connection)
    } else {
      lost(connection)
      fail(statement, PostgresError(.connectionLost, "the connection broke"))
    }
  }

  /// Sends what waits, as far as there is room.
  private func dispatch() {
    if !leaseQueue.isEmpty || slots.contains(where: { $0.connection?.isReserved == true }) { grantLeases() }
    while let statement = queue.first {
      if statement.outcome.isSettled || statement.loopState.reasonGivenUp != nil {
        queue.removeFirst()
        continue
      }
      guard let connection = leastLoaded(in: primarySlots) else { break }
      queue.removeFirst()
      if connection.send(statement) {
        askForEnd(of: statement, on: connection)
      } else {
        queue.prepend(statement)
        lost(connection)
      }
    }
  }

  /// The connection of these places that has the least to do; nil when none takes another statement.
  func leastLoaded(in places: Range<Int>) -> Connection? {
    var best: Connection?
    for place in places {
      guard let connection = slots[place].connection, connection.isShared else { continue }
      guard connection.statementCount < settings.pipelineDepth, !connection.isStalled else { continue }
      if connection.load < best?.load ?? .max { best = connection }
    }
    return best
  }

  /// Gives connections to transactions, but never the last one: reads must always get through.
  private func grantLeases() {
    leaseQueue.removeAll { $0.granted.isSettled }
    let connections = slots[primarySlots].compactMap(\.connection)
    var available = max(1, primarySlots.count - 1) - connections.count { $0.lease != nil }
    while available > 0, let lease = leaseQueue.first, let connection = connections.first(where: \.isFree) {
      leaseQueue.removeFirst()
      guard lease.granted.settle(.success(())) else { continue }
      connection.isReserved = false
      connection.lease = lease
      connection.pendingBegin = lease.beginText
      lease.loopState.connection = connection
      available -= 1
    }
    // Those that are still waiting get the next connections that become free: keep others off as many.
    var wanted = min(available, leaseQueue.count)
    for connection in connections where connection.isReserved {
      if wanted > 0 { wanted -= 1 } else { connection.isReserved = false }
    }
    while wanted > 0, let connection = leastLoaded(in: primarySlots) {
      connection.isReserved = true
      wanted -= 1
    }
  }

  private func flush(_ connection: Connection) {
    connection.deallocateDropped()
    guard connection.isDirty || connection.isWaitingToWrite else { return }
    let wasWaiting = connection.isWaitingToWrite
    guard connection.flush() else { return lost(connection) }
    if connection.isWaitingToWrite != wasWaiting {
      poller.setWritable(connection.isWaitingToWrite, connection.opened.socket, tag: tag(of: connection))
    }
  }
}
