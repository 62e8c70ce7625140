import Analytics
import AtlasAPI
import AtlasKernel
import Catalog
import ContentLibrary
import Files
import GraphQLConstraints
import GraphQLCost
import GraphQLEngine
import GraphQLNIO
import GraphQLServing
import GraphQLSyntax
import GraphQLValidation
import Identity
import LabEnvironments
import LanguageModels
import Logging
import Mail
import Notifications
import OutboundHTTP
import Postgres
import Presence
import Push
import Quizzes
import Retrieval
import Search
import Tutor

/// What an application is made of before it has a database: the domains with what they share, and the engine.
struct AtlasParts {
  let configuration: AtlasConfiguration
  let logger: Logger
  let fetcher: AsyncHTTPFetcher
  /// Asks the cluster that labs run in; nil where there is none.
  let clusterFetcher: AsyncHTTPFetcher?
  /// Asks addresses that anybody may have made up.
  let publicFetcher: CheckedFetcher
  /// Asks the providers of models.
  let modelFetcher: AsyncHTTPFetcher
  /// What every key of the server is derived from.
  let secret: [UInt8]
  let outbox: MailOutbox
  /// What carries pushes, by the kind of device.
  let pushSenders: [API.DevicePlatform: any PushSender]
  let model: ResilientModel?
  let metrics = AtlasMetrics()
  private let labDatabases: EmbeddedLabProvisioner?
  /// What answers rest on.
  let passages: PassageLibrary
  let domains: Domains
  let engine: Engine
  let settings: EndpointSettings

  /// - Parameter connection: where the database is, for what connects on its own.
  /// - Throws: what is wrong with configuration or schema.
  init(
    _ configuration: AtlasConfiguration, connection: String, fetcher: AsyncHTTPFetcher,
    clusterFetcher: AsyncHTTPFetcher?, logger: Logger
  ) throws {
    if configuration.environment == .production, !configuration.limits.countsFields {
      logger.warning("ATLAS_FIELD_LIMITS is off: passwords and codes can be tried without a limit")
    }
    self.configuration = configuration
    self.logger = logger
    self.fetcher = fetcher
    self.clusterFetcher = clusterFetcher
    secret = try configuration.serverSecret()
    outbox = MailOutbox(secret: secret)
    publicFetcher = configuration.makePublicFetcher()
    pushSenders = configuration.makePushSenders(fetcher, publicFetcher: publicFetcher, logger)
    let files = try configuration.makeFiles(secret: ServerSecret(secret), fetcher, logger)
    labDatabases = configuration.makeLabDatabases(connection, logger)
    modelFetcher = configuration.makeModelFetcher()
    let model = try configuration.makeLanguageModel(modelFetcher, logger)
    self.model = model
    let tutorSettings = TutorSettings(configuration.tutor)
    passages = PassageLibrary(embedder: try configuration.makeEmbedder(modelFetcher), logger: logger)
    domains = Domains(
      identity: try Self.makeIdentity(configuration, secret, outbox, files, fetcher), files: files,
      catalog: CatalogDomain(
        hosting: try configuration.labs.hosting
          ?? LabHosting(databases: labDatabases, containers: configuration.makeLabContainers(clusterFetcher)),
        atoms: ContentLibraryDomain.diagramAtoms, files: files),
      analytics: AnalyticsDomain(files: files, trackedEventsMonths: configuration.trackedEventsMonths),
      search: SearchDomain(passages: passages), presence: PresenceDomain(settings: configuration.presence),
      notifications: NotificationsDomain(secret: ServerSecret(secret)),
      tutor: TutorDomain(passages: passages, model: model, settings: tutorSettings),
      quizzes: QuizzesDomain(model: model, quota: TutorQuota(settings: tutorSettings)))
    let schema = try AtlasSchema.build(API.sdl)
    engine = Engine(
      try domains.makeExecutable(schema), configuration: Self.engineConfiguration(configuration),
      cacheRules: configuration.responseCacheBytes > 0 ? AtlasSchema.cacheRules(schema) : nil,
      costRules: CostRules(schema), constraintRules: ConstraintRules(schema))
    let folder = configuration.http.trustedDocuments.map { TrustedDocumentFolder(path: $0) }
    settings = configuration.endpointSettings(
      bodyBytes: HTTPServer.Settings().bodyBytes, trusted: try folder?.load(for: engine) ?? TrustedDocuments(),
      spool: try configuration.makeUploadSpool())
  }

  /// Closes the database to those whose SQL will run beside it. Where that fails, SQL labs will too; nothing else does.
  func prepareLabs() async {
    do {
      try await labDatabases?.prepare()
    } catch {
      logger.error("SQL labs cannot run", metadata: ["error": "\(error.message)"])
    }
  }

  /// Carries notifications out.
  func makeNotificationCourier(_ database: Database) -> NotificationCourier {
    NotificationCourier(
      database: database, outbox: outbox, publicURL: configuration.publicURL, senders: pushSenders,
      secret: ServerSecret(secret), logger: logger)
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
