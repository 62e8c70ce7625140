// AtlasServer: the composition root. Configuration in, a running instance out.
// Neighbours: the executable `atlas` and the tests start it; Domains.swift puts the domains together, HTTP/ is the wire.
// Invariant: everything that was started is stopped, in the opposite order.

import AtlasAPI
import AtlasKernel
import Catalog
import Files
import GraphQLCaching
public import GraphQLEngine
import GraphQLHTTP
import GraphQLNIO
import GraphQLServing
import Identity
import Jobs
import LanguageModels
public import Logging
import Mail
import Notifications
import OutboundHTTP
public import Postgres
import Presence
import Retrieval
import Seeding
import Tutor

/// Everything but the sockets: database, domains, engine. What tests talk to in memory.
public final class AtlasApplication: Sendable {
  public let configuration: AtlasConfiguration
  public let database: Database
  public let engine: Engine
  let service: GraphQLService
  let endpoint: GraphQLEndpoint<GraphQLService>
  public let logger: Logger
  let events: EventRelay
  let courier: MailCourier
  let notificationCourier: NotificationCourier
  let passages: PassageLibrary
  let jobs: JobRunner
  let responses: Responses?
  let metrics: AtlasMetrics
  /// What answers of the tutor are written by; nil where it composes them itself.
  let model: ResilientModel?
  let waitingWork: WaitingWork
  /// The sockets that are open to this application.
  let sockets = SocketCensus()
  let housekeeping: Housekeeping
  let caretaker: LabCaretaker
  private let limits: RequestLimits?
  private let embedded: EmbeddedServer?
  let domains: Domains
  private let fetcher: AsyncHTTPFetcher
  private let clusterFetcher: AsyncHTTPFetcher?
  private let publicFetcher: CheckedFetcher
  private let modelFetcher: AsyncHTTPFetcher

  private init(_ parts: AtlasParts, database: Database, embedded: EmbeddedServer?) throws {
    let (configuration, logger, domains) = (parts.configuration, parts.logger, parts.domains)
    let metrics = parts.metrics
    self.metrics = metrics
    model = parts.model
    self.configuration = configuration
    self.logger = logger
    self.database = database
    self.embedded = embedded
    self.domains = domains
    engine = parts.engine
    fetcher = parts.fetcher
    clusterFetcher = parts.clusterFetcher
    publicFetcher = parts.publicFetcher
    modelFetcher = parts.modelFetcher
    let identity = domains.identity
    let responses = engine.cacheRules.map { Responses(byteLimit: configuration.responseCacheBytes, rules: $0) }
    self.responses = responses
    let notificationCourier = parts.makeNotificationCourier(database)
    self.notificationCourier = notificationCourier
    passages = parts.passages
    var relaying = EventRelaySettings()
    relaying.retentionHours = configuration.eventHours
    let events = EventRelay(
      database: database, settings: relaying,
      observers: [identity.revocations, notificationCourier, domains.tutor.observer, parts.passages]
        + (responses.map { [$0] } ?? []))
    self.events = events
    housekeeping = Housekeeping(
      database: database,
      sweeps: domains.sweeps + [
        events.sweep, OutcomeStatements.sweep, PostgresRateLimitStore.sweep, parts.passages.sweep,
      ],
      eraseNext: identity.eraseNext, deleteObjects: { try await domains.files.deleteObjects($0) }, logger: logger)
    caretaker = LabCaretaker(database: database, upkeep: domains.catalog.labUpkeep, logger: logger)
    courier = try configuration.makeCourier(of: parts.outbox, database, logger)
    waitingWork = WaitingWork(database: database, courier: courier)
    var jobSettings = JobRunnerSettings(workers: configuration.jobWorkers)
    jobSettings.ended = { [counts = metrics.jobs] in counts.note($0, $1) }
    let jobs = JobRunner(
      database: database, handlers: domains.jobHandlers, logger: logger, settings: jobSettings)
    self.jobs = jobs
    let limits = RequestLimits(configuration.limits, database, logger)
    self.limits = limits
    service = GraphQLService(
      engine: engine, database: database, events: events, identity: identity,
      presenter: ErrorPresenter(logger: logger),
      log: RequestLog(logger: logger, lines: configuration.monitoring.requestLines), metrics: metrics.requests,
      idempotencySecret: IdempotencySecret(parts.secret), cursors: CursorSigner(ServerSecret(parts.secret)),
      requestTimeout: configuration.requestTimeout, positions: database.hasReplicas ? ViewerPositions() : nil,
      responses: responses, limits: limits, membership: domains.membership,
      attendance: domains.presence.attendance,
      explainsToAll: configuration.environment == .development, tracing: configuration.makeTracing(logger),
      proxies: configuration.limits.trustedProxies,
      afterMutation: {
        events.wake()
        jobs.wake()
      })
    endpoint = GraphQLEndpoint(service, settings: parts.settings)
    domains.tutor.open(
      over: database, logger: logger, counting: { [counts = metrics.tutor] in counts.note($0, $1) },
      waking: { [weak events] in events?.wake() })
    identity.revocations.onRevocation { [sockets, weak events] revocation in
      sockets.end(revocation)
      events?.endStreams(where: revocation.ends)
    }
    addFigures()
  }

  /// The migrations that the executable carries.
  public static var migrations: [Migration] {
    EmbeddedMigrations.files.compactMap { file in
      Int(file.name.prefix(4)).map { Migration(number: $0, name: file.name, sql: file.text) }
    }
  }

  /// Finds or starts the database, brings its schema up to date, and builds the engine.
  ///
  /// - Throws: what is wrong with configuration, database or schema.
  public static func start(_ configuration: AtlasConfiguration, logger: Logger) async throws -> AtlasApplication {
    let (embedded, connection) = try await database(configuration, logger)
    let fetcher = AsyncHTTPFetcher()
    let clusterFetcher = configuration.makeClusterFetcher()
    do {
      let report = try await Migrator(connectionString: connection, migrations: migrations).migrate()
      for migration in report.applied { logger.info("migrated", metadata: ["migration": "\(migration.name)"]) }
      let parts = try AtlasParts(
        configuration, connection: connection, fetcher: fetcher, clusterFetcher: clusterFetcher, logger: logger)
      var access = databaseConfiguration(configuration, connection)
      access.rowSecurity = try await .ofPrivateRows(connection, logger)
      access.statementEnded = { [counts = parts.metrics.statements] in counts.note($0) }
      let database = Database(configuration: access)
      do {
        try await database.start()
        try await parts.domains.identity.revocations.load(from: database)
        await parts.prepareLabs()
        return try AtlasApplication(parts, database: database, embedded: embedded)
      } catch {
        await database.close()
        throw error
      }
    } catch {
      await fetcher.shutdown()
      await clusterFetcher?.shutdown()
      await embedded?.stop()
      throw error
    }
  }

  /// Loads the demo content; a second time changes nothing.
  ///
  /// - Throws: `ConfigurationError` in production, which never gets accounts with a public password.
  public func seedDemo() async throws {
    try refuseInProduction("The demo content")
    let identity = domains.identity
    _ = try await DemoSeeder(database: database) { try await identity.hashPassword($0) }.seed()
    await indexPassages()
    contentChanged()
  }

  /// Loads the data of the benchmark; a second time changes nothing. Its passages are made when the server runs.
  ///
  /// - Throws: `ConfigurationError` in production.
  public func seedBench() async throws {
    try refuseInProduction("The data of the benchmark")
    let identity = domains.identity
    _ = try await BenchSeeder(database: database) { try await identity.hashPassword($0) }.seed()
    contentChanged()
  }

  /// What fails is made when the server runs: an embedder that is away keeps nobody from seeding.
  private func indexPassages() async {
    do {
      try await passages.indexAll(over: database)
    } catch {
      logger.warning("passages are not whole yet", metadata: ["error": "\(error)"])
    }
  }

  /// Anything may have changed: here nothing old is answered from now on, other instances learn it by an event.
  private func contentChanged() {
    responses?.cache.evict([.everything])
    events.wake()
  }

  private func refuseInProduction(_ content: String) throws {
    guard configuration.environment != .production else {
      throw ConfigurationError("\(content) is never loaded in production.")
    }
  }

  /// Relays events, does jobs, sends mails and pushes, keeps presence and passages, looks after answers, labs and limits
  /// and keeps house until the task is cancelled.
  public func run() async {
    await withDiscardingTaskGroup {
      [
        events, courier, notificationCourier, passages, jobs, housekeeping, caretaker, domains, database, limits,
        waitingWork, tracing = service.tracing
      ] group in
      group.addTask { await waitingWork.run() }
      group.addTask { await events.run() }
      group.addTask { await courier.run() }
      group.addTask { await notificationCourier.run() }
      group.addTask { await jobs.run() }
      group.addTask { await domains.identity.revocations.follow(database) }
      group.addTask { await domains.presence.run(over: database) }
      group.addTask { await passages.run(over: database) { events.wake() } }
      group.addTask { await domains.tutor.run() }
      group.addTask { await housekeeping.run() }
      group.addTask { await caretaker.run() }
      if let limits { group.addTask { await limits.run() } }
      if let tracing { group.addTask { await tracing.run() } }
    }
  }

  /// What answers the paths of files.
  var fileRoutes: FileRoutes {
    FileRoutes(files: domains.files, database: database, settings: endpoint.settings.http, logger: logger)
  }

  /// Sends the last traces, closes the database, and stops it if it is ours.
  public func stop() async {
    await service.tracing?.stop()
    await domains.tutor.close()
    await domains.presence.sayGoodbye(over: database)
    await fetcher.shutdown()
    await clusterFetcher?.shutdown()
    await publicFetcher.shutdown()
    await modelFetcher.shutdown()
    await database.close()
    await embedded?.stop()
  }

  // MARK: Parts

  private static func database(
    _ configuration: AtlasConfiguration, _ logger: Logger
  ) async throws -> (EmbeddedServer?, String) {
    if let url = configuration.databaseURL { return (nil, url) }
    let home = try HomeFolder(configuration.home)
    var settings = EmbeddedServer.Settings()
    settings.isDurable = configuration.isDurable
    let server = try await EmbeddedServer.start(home: home.path + "/postgres", settings: settings)
    logger.info("embedded PostgreSQL is running", metadata: ["log": "\(server.logPath)"])
    return (server, server.connectionString)
  }

  private static func databaseConfiguration(
    _ configuration: AtlasConfiguration, _ connection: String
  ) -> DatabaseConfiguration {
    var database = DatabaseConfiguration(connectionString: connection)
    database.loopCount = configuration.databaseLoops
    database.connectionCount = configuration.databaseConnections
    database.replicaConnectionStrings = configuration.databaseReplicaURLs
    database.defaultTimeout = configuration.requestTimeout
    // Who waits for a lock that long will hardly be done in time.
    database.lockTimeout = max(.seconds(2), configuration.requestTimeout * 0.4)
    return database
  }
}

extension SocketCensus {
  /// Ends the sockets that a revocation concerns. With their roles a user has other rights everywhere.
  fileprivate func end(_ revocation: Revocation) {
    let user = String(revocation.userID)
    switch revocation {
    case .sessions(let ids, _): end(sessions: Set(ids.map { String($0) }), of: user)
    case .apiKeys(let ids, _): end(sessions: Set(ids.map { "key \($0)" }), of: user)
    case .roles: end(user: user)
    }
  }
}
