// AtlasServer: the composition root. Configuration in, a running instance out.
// Neighbours: the executable `atlas` and the tests start it; Domains.swift puts the domains together, HTTP/ is the wire.
// Invariant: everything that was started is stopped, in the opposite order.

import AtlasAPI
import AtlasKernel
import GraphQLCaching
import GraphQLConstraints
import GraphQLCost
import Files
public import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLNIO
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import GraphQLValidation
import Identity
import Jobs
public import Logging
import Mail
import OutboundHTTP
public import Postgres
import Seeding

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
  let jobs: JobRunner
  let responses: Responses?
  /// The sockets that are open to this application.
  let sockets = SocketCensus()
  let housekeeping: Housekeeping
  private let limits: RequestLimits?
  private let embedded: EmbeddedServer?
  private let identity: IdentityDomain
  let files: FilesDomain
  private let fetcher: AsyncHTTPFetcher

  private init(
    configuration: AtlasConfiguration, logger: Logger, embedded: EmbeddedServer?, database: Database,
    identity: IdentityDomain, files: FilesDomain, fetcher: AsyncHTTPFetcher, engine: Engine, settings: EndpointSettings,
    courier: MailCourier, jobHandlers: JobHandlers, idempotencySecret: IdempotencySecret, cursors: CursorSigner
  ) {
    self.configuration = configuration
    self.logger = logger
    self.embedded = embedded
    self.database = database
    self.identity = identity
    self.files = files
    self.fetcher = fetcher
    self.engine = engine
    let responses = engine.cacheRules.map { Responses(byteLimit: configuration.responseCacheBytes, rules: $0) }
    self.responses = responses
    let events = EventRelay(
      database: database, observers: [identity.revocations] + (responses.map { [$0] } ?? []))
    self.events = events
    housekeeping = Housekeeping(
      database: database, sweeps: Self.sweeps(identity), eraseNext: identity.eraseNext,
      deleteObjects: { try await files.deleteObjects($0) }, logger: logger)
    self.courier = courier
    var jobSettings = JobRunnerSettings()
    jobSettings.workers = configuration.jobWorkers
    let jobs = JobRunner(database: database, handlers: jobHandlers, logger: logger, settings: jobSettings)
    self.jobs = jobs
    let limits = RequestLimits(configuration.limits, database, logger)
    self.limits = limits
    service = GraphQLService(
      engine: engine, database: database, events: events, identity: identity,
      presenter: ErrorPresenter(logger: logger), log: RequestLog(logger: logger), idempotencySecret: idempotencySecret,
      cursors: cursors,
      requestTimeout: configuration.requestTimeout,
      positions: database.hasReplicas ? ViewerPositions() : nil, responses: responses, limits: limits,
      proxies: configuration.limits.trustedProxies,
      afterMutation: {
        events.wake()
        jobs.wake()
      })
    endpoint = GraphQLEndpoint(service, settings: settings)
    identity.revocations.onRevocation { [sockets, weak events] revocation in
      sockets.end(revocation)
      events?.endStreams(where: revocation.ends)
    }
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
    let schema = try AtlasSchema.build(API.sdl)
    let (embedded, connection) = try await database(configuration, logger)
    let fetcher = AsyncHTTPFetcher()
    do {
      let report = try await Migrator(connectionString: connection, migrations: migrations).migrate()
      for migration in report.applied { logger.info("migrated", metadata: ["migration": "\(migration.name)"]) }
      if configuration.environment == .production, !configuration.limits.countsFields {
        logger.warning("ATLAS_FIELD_LIMITS is off: passwords and codes can be tried without a limit")
      }
      let secret = try configuration.serverSecret()
      let outbox = MailOutbox(secret: secret)
      let files = try configuration.makeFiles(secret: secret, fetcher, logger)
      let identity = try makeIdentity(configuration, secret, outbox, files, fetcher)
      let domains = Domains(identity: identity, files: files)
      let executable = try domains.makeExecutable(schema)
      let engine = Engine(
        executable, configuration: engineConfiguration(configuration),
        cacheRules: configuration.responseCacheBytes > 0 ? AtlasSchema.cacheRules(schema) : nil,
        costRules: CostRules(schema), constraintRules: ConstraintRules(schema))
      let folder = configuration.http.trustedDocuments.map { TrustedDocumentFolder(path: $0) }
      let settings = configuration.endpointSettings(
        bodyBytes: HTTPServer.Settings().bodyBytes, trusted: try folder?.load(for: engine) ?? TrustedDocuments(),
        spool: try configuration.makeUploadSpool())
      var access = databaseConfiguration(configuration, connection)
      access.rowSecurity = try await .ofPrivateRows(connection, logger)
      let database = Database(configuration: access)
      do {
        try await database.start()
        try await identity.revocations.load(from: database)
        return AtlasApplication(
          configuration: configuration, logger: logger, embedded: embedded, database: database, identity: identity,
          files: files, fetcher: fetcher, engine: engine, settings: settings,
          courier: try configuration.makeCourier(of: outbox, database, logger),
          jobHandlers: domains.jobHandlers, idempotencySecret: IdempotencySecret(secret),
          cursors: CursorSigner(secret: secret))
      } catch {
        await database.close()
        throw error
      }
    } catch {
      await fetcher.shutdown()
      await embedded?.stop()
      throw error
    }
  }

  /// Loads the demo content; a second time changes nothing.
  ///
  /// - Throws: `ConfigurationError` in production, which never gets accounts with a public password.
  public func seedDemo() async throws {
    try refuseInProduction("The demo content")
    let identity = identity
    _ = try await DemoSeeder(database: database) { try await identity.hashPassword($0) }.seed()
    contentChanged()
  }

  /// Loads the data of the benchmark; a second time changes nothing.
  ///
  /// - Throws: `ConfigurationError` in production.
  public func seedBench() async throws {
    try refuseInProduction("The data of the benchmark")
    let identity = identity
    _ = try await BenchSeeder(database: database) { try await identity.hashPassword($0) }.seed()
    contentChanged()
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

  /// Relays events, sends mails, looks after the limits and keeps house until the task is cancelled.
  public func run() async {
    await withDiscardingTaskGroup {
      [events, courier, jobs, housekeeping, identity, database, limits] group in
      group.addTask { await events.run() }
      group.addTask { await courier.run() }
      group.addTask { await jobs.run() }
      group.addTask { await identity.revocations.follow(database) }
      group.addTask { await housekeeping.run() }
      if let limits { group.addTask { await limits.run() } }
    }
  }

  /// What answers the paths of files.
  var fileRoutes: FileRoutes {
    FileRoutes(files: files, database: database, settings: endpoint.settings.http, logger: logger)
  }

  /// Closes the database, and stops it if it is ours.
  public func stop() async {
    await fetcher.shutdown()
    await database.close()
    await embedded?.stop()
  }

  // MARK: Parts

  private static func sweeps(_ identity: IdentityDomain) -> [Sweep] {
    identity.sweeps + FilesDomain.sweeps + JobsDomain.sweeps + [OutcomeStatements.sweep, PostgresRateLimitStore.sweep]
  }

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
    return database
  }

  private static func makeIdentity(
    _ configuration: AtlasConfiguration, _ secret: [UInt8], _ outbox: MailOutbox, _ files: FilesDomain,
    _ fetcher: any HTTPFetcher
  ) throws -> IdentityDomain {
    IdentityDomain(
      tokens: AccessTokens(keys: try configuration.tokenKeys()),
      passwords: PasswordHasher(costExponent: configuration.passwordCost), secret: ServerSecret(secret),
      mails: AccountMails(outbox: outbox, publicURL: configuration.publicURL), oauth: configuration.oauth,
      fetcher: fetcher, files: files, personalData: Domains.personalData)
  }

  private static func engineConfiguration(_ configuration: AtlasConfiguration) -> EngineConfiguration {
    var validation = ValidationOptions(maxErrors: 9, limits: .strict)
    validation.suggestions = configuration.environment == .development
    validation.mutationFieldDirectives = [IdempotentFields.directive]
    return EngineConfiguration(
      parserLimits: Parser.Limits(maxTokens: 2_000, maxNesting: 64, maxBytes: 256 << 10), validation: validation,
      maxCoercionErrors: 9, costLimit: configuration.http.costLimit)
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
