// The front door of this module: a database, its loops and its connections.
//
// Neighbours: Query.swift is what goes in, Rows.swift what comes out, PostgresLoop.swift does the work,
// Transaction.swift is several statements in one. EmbeddedServer.swift, Migrator.swift and
// NotificationListener.swift stand beside it with connections of their own.
// Invariant: every wait has a deadline, every queue a limit; a dead database is a typed error, never a hang.

import Synchronization

/// A PostgreSQL database, reached over a few connections in pipeline mode.
public final class Database: Sendable {
  /// The threads that serve the connections. Tasks that query much should prefer one of them as executor.
  public let loops: [PostgresLoop]
  /// The configuration it was made with.
  public let configuration: DatabaseConfiguration
  private let turn = Atomic<Int>(0)
  private let openCount: OpenCount
  private let openReplicaCount: OpenCount

  private final class OpenCount: Sendable {
    let value = Atomic<Int>(0)
  }

  /// Prepares the loops, whose threads live until `close`; nothing is connected before `start`.
  public init(configuration: DatabaseConfiguration) {
    self.configuration = configuration
    let (openCount, openReplicaCount) = (OpenCount(), OpenCount())
    self.openCount = openCount
    self.openReplicaCount = openReplicaCount
    var settings = LoopSettings(
      connectionCount: 0, queueLimit: configuration.queueLimit, pipelineDepth: max(1, configuration.pipelineDepth),
      preparedStatementLimit: configuration.preparedStatementLimit,
      connecting: BlockingJobs(limit: 2), cancelling: BlockingJobs(limit: 2),
      connectionCountChanged: { openCount.value.add($0, ordering: .relaxed) })
    settings.rowSecurity = configuration.rowSecurity
    settings.statementEnded = configuration.statementEnded
    settings.replicas = configuration.replicaSettings
    settings.replicas.connectionCountChanged = { openReplicaCount.value.add($0, ordering: .relaxed) }
    settings.isOneOfSeveral = configuration.loopCount > 1
    let connector = configuration.connector(to: configuration.connectionString)
    loops = (0..<max(1, configuration.loopCount)).map { index in
      settings.connectionCount = configuration.connectionCount(ofLoop: index)
      settings.replicas.connectionCount = settings.connectionCount
      return PostgresLoop(settings: settings, connector: connector)
    }
  }

  /// Opens the connections and waits until one of them answers and the others were tried. After a failure it goes on
  /// trying until `close`.
  public func start() async throws(PostgresError) {
    let tried = loops.map { loop in
      let tried = SharedOneShot<Void>()
      if !loop.perform({ $0.startConnecting(tried) }) { tried.outcome.settle(.success(())) }
      return tried
    }
    let deadline = ContinuousClock.now + configuration.startTimeout
    let pending = pendingRows(
      "select 1", kind: .read, deadline: deadline, patience: deadline, loop: operationLoop())
    _ = try await pending.rows()
    for tried in tried { _ = await tried.outcome.wait() }
  }

  /// Fails what is waiting and closes the connections. Transactions that were not committed are rolled back.
  public func close() async {
    for loop in loops {
      let closed = SharedOneShot<Void>()
      let isTaken = loop.perform { core in
        core.shutDown()
        closed.outcome.settle(.success(()))
      }
      if isTaken { _ = await closed.outcome.wait() }
    }
  }

  /// The loop for the next operation: the one that has less to do, of two that change from call to call.
  ///
  /// Taking them strictly in turn would leave operations waiting behind a few heavy ones while another loop rests; and
  /// asking all would send a burst of operations to the same one.
  public func nextLoop() -> PostgresLoop {
    guard loops.count > 1 else { return loops[0] }
    let number = UInt(bitPattern: turn.wrappingAdd(1, ordering: .relaxed).oldValue)
    let count = UInt(loops.count)
    let distance = 1 + (number / count) % (count - 1)
    let (one, other) = (loops[Int(number % count)], loops[Int((number % count + distance) % count)])
    let chosen = other.load < one.load ? other : one
    chosen.noteOperation()
    return chosen
  }

  /// The loop that the calling task runs on, so that an operation stays where it began; elsewhere the next one.
  public func operationLoop() -> PostgresLoop { currentLoop() ?? nextLoop() }

  /// Sends a read. Several submitted before the first is waited for travel together.
  ///
  /// A read may share a sync with others and may be sent again when a connection breaks: it must not write. From a task
  /// on a loop it stays on that loop. The primary answers it, unless the consistency of its operation lets a replica.
  public func submit(
    _ query: Query, deadline: ContinuousClock.Instant? = nil, consistency: Consistency? = nil
  ) -> PendingRows {
    send(query, kind: .read, deadline: deadline, consistency)
  }

  /// Sends a read whose rows are handed over as they arrive. It is sent again only as long as nobody has seen a row.
  public func stream(
    _ query: Query, deadline: ContinuousClock.Instant? = nil, consistency: Consistency? = nil
  ) -> RowStream {
    let arrivals = RowArrivals()
    return RowStream(send(query, kind: .read, deadline: deadline, consistency, arrivals), arrivals)
  }

  /// Sends a single write; see `write`.
  public func submitWrite(
    _ query: Query, deadline: ContinuousClock.Instant? = nil, consistency: Consistency? = nil
  ) -> PendingRows {
    send(query, kind: .write, deadline: deadline, consistency)
  }

  /// Sends a read and waits for its rows.
  public func read(
    _ query: Query, deadline: ContinuousClock.Instant? = nil, consistency: Consistency? = nil
  ) async throws(PostgresError) -> Rows {
    try await send(query, kind: .read, deadline: deadline, consistency).rows()
  }

  /// Sends a single write and waits until it is committed. It is never sent twice; when the connection breaks
  /// meanwhile, the error says that the outcome is unknown.
  @discardableResult
  public func write(
    _ query: Query, deadline: ContinuousClock.Instant? = nil, consistency: Consistency? = nil
  ) async throws(PostgresError) -> Rows {
    try await send(query, kind: .write, deadline: deadline, consistency).rows()
  }

  /// Whether there is a connection at this moment.
  public var isHealthy: Bool { openConnectionCount > 0 }

  /// How many connections to the primary are open.
  public var openConnectionCount: Int { openCount.value.load(ordering: .relaxed) }

  /// How many connections to replicas are open.
  public var openReplicaConnectionCount: Int { openReplicaCount.value.load(ordering: .relaxed) }

  /// How many statements and transactions wait for a connection, a moment ago.
  public var waitingStatementCount: Int { loops.reduce(0) { $0 + $1.waitingCount } }

  /// How many statements are in flight, a moment ago.
  public var inFlightStatementCount: Int { loops.reduce(0) { $0 + $1.inFlightCount } }

  /// Asks the database for a sign of life.
  public func ping(deadline: ContinuousClock.Instant? = nil) async throws(PostgresError) {
    _ = try await read(Query("postgres.ping", "select 1"), deadline: deadline)
  }

  private func send(
    _ query: Query, kind: PendingRows.Kind, deadline: Instant?, _ consistency: Consistency?,
    _ arrivals: RowArrivals? = nil
  ) -> PendingRows {
    let ticket = StatementLog.record(query)
    if kind == .write { consistency?.beginWrite() }
    let now = ContinuousClock.now
    let deadline = deadline ?? now + configuration.defaultTimeout
    return pendingRows(
      query, kind: kind, consistency: consistency, deadline: deadline, patience: now + configuration.connectionWait,
      loop: operationLoop(), arrivals: arrivals, ticket: ticket)
  }

  private func pendingRows(
    _ query: Query, kind: PendingRows.Kind, consistency: Consistency? = nil, deadline: Instant, patience: Instant,
    loop: PostgresLoop, arrivals: RowArrivals? = nil, ticket: StatementLog.Ticket? = nil
  ) -> PendingRows {
    let pending = PendingRows(
      query, kind: kind, consistency: consistency, deadline: deadline, patience: patience, loop: loop,
      arrivals: arrivals, ticket: ticket)
    pending.start()
    return pending
  }

  private func currentLoop() -> PostgresLoop? {
    loops.first { $0.isCurrent }
  }
}
