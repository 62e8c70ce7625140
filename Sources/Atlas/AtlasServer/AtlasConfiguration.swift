import FoundationEssentials
import GraphQLHTTP
public import GraphQLNIO
public import GraphQLWebSocket
public import Identity
public import Logging
public import Presence
public import Push

/// What the environment says about this instance. The names stand in Documentation/operating.md.
public struct AtlasConfiguration: Sendable {
  public enum Environment: String, Sendable {
    case development, production
  }

  public var environment = Environment.development
  public var host = "127.0.0.1"
  /// 0 lets the system choose; the address is printed.
  public var port = 8080
  /// Certificate and key; nil: connections are not encrypted.
  public var tls: TLSSettings?
  /// Nil: an embedded server under `home`.
  public var databaseURL: String?
  /// Whether production may do with an embedded server: one machine, and nobody else looks after the data.
  public var allowsEmbeddedDatabase = false
  /// Read replicas of the database: queries read from them as far as they have come, everything else uses the database.
  public var databaseReplicaURLs: [String] = []
  /// Threads that execute operations and talk to the database.
  public var databaseLoops = defaultLoops
  /// Connections to the database, and to each replica, shared out over the loops; nil: four for each loop.
  public var databaseConnections: Int?
  /// Threads that carry HTTP connections.
  public var httpLoops = defaultLoops
  /// Where the embedded database and the development secret are kept.
  public var home = ".atlas"
  /// What signs access tokens.
  public var tokens = Tokens()
  /// What is not said in the log is below it.
  public var logLevel = Logger.Level.info
  /// How many bytes of whole answers are kept, as `@cacheControl` allows; 0: none.
  public var responseCacheBytes = 32 << 20
  /// scrypt's cost as a power of two.
  public var passwordCost = 15
  /// Mails, and where their links lead.
  public var mail = Mail()
  /// Messages to devices.
  public var push = PushConfiguration()
  /// Where the bytes of files are kept.
  public var objects = Objects()
  /// HTTP and documents.
  public var http = HTTP()
  /// The services that people can sign in with.
  public var oauth = OAuthSettings()
  /// What labs run in.
  public var labs = Labs()
  /// What the AI tutor works with.
  public var tutor = Tutor()
  /// How much those who send requests may ask for.
  public var limits = Limits()
  /// How many jobs this instance does at once; 0: others do them.
  public var jobWorkers = 2
  /// How many months what clients told (`trackEvents`) is kept, after the one in which it happened.
  public var trackedEventsMonths = 13
  /// How long the events of subscriptions are kept, in hours.
  public var eventHours = 72
  /// How sockets are looked after.
  public var sockets = SocketSettings()
  /// Metrics, and the log of requests.
  public var monitoring = Monitoring()
  /// What becomes of traces.
  public var tracing = Tracing()
  /// How presence and cursors are kept.
  public var presence = PresenceSettings()
  /// How long a request may take.
  public var requestTimeout: Duration = .seconds(5)
  /// How long requests in flight may go on after a signal to stop.
  public var drainTimeout: Duration = .seconds(8)
  /// Committed data survives a crash of the machine. Off in tests only.
  public var isDurable = true

  /// One for two cores or fewer, then half of the cores, and at most four. The other half is for PostgreSQL, or for the
  /// loops of the other kind; more than four loops of one kind outrun the database that they share.
  public static var defaultLoops: Int { min(4, max(1, ProcessInfo.processInfo.activeProcessorCount / 2)) }

  public init() {}

  /// Reads an environment. An empty variable is one that is not set.
  ///
  /// - Parameter environment: the variables; nil for those of the process.
  /// - Throws: `ConfigurationError` naming the variable that is wrong or missing; in production also for what is only
  ///   good for development.
  public static func fromEnvironment(
    _ environment: [String: String]? = nil
  ) throws(ConfigurationError) -> AtlasConfiguration {
    let configuration = try read(environment ?? ProcessInfo.processInfo.environment)
    try configuration.checkProduction()
    return configuration
  }

  /// The same without the rules of production.
  static func read(_ environment: [String: String]) throws(ConfigurationError) -> AtlasConfiguration {
    // With it every run hashes alike, and an attacker can prepare colliding keys.
    if environment["SWIFT_DETERMINISTIC_HASHING"]?.isEmpty == false {
      throw ConfigurationError("SWIFT_DETERMINISTIC_HASHING must not be set: it makes hash tables predictable.")
    }
    return try read { name in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// Reads what a function knows of variables by their names.
  static func read(_ variable: (String) -> String?) throws(ConfigurationError) -> AtlasConfiguration {
    var configuration = AtlasConfiguration()
    if let value = variable("ATLAS_ENV") {
      guard let environment = Environment(rawValue: value) else {
        throw ConfigurationError("ATLAS_ENV must be development or production, not \"\(value)\".")
      }
      configuration.environment = environment
    }
    if let value = variable("PORT") {
      guard let port = UInt16(value) else { throw ConfigurationError("PORT must be a number from 0 to 65535.") }
      configuration.port = Int(port)
    }
    configuration.host = variable("HOST") ?? configuration.host
    configuration.tls = try tls(
      certificate: variable("TLS_CERTIFICATE"), privateKey: variable("TLS_PRIVATE_KEY"),
      minimumVersion: variable("TLS_MINIMUM_VERSION"), strictTransport: variable("TLS_HSTS_SECONDS"))
    configuration.databaseURL = variable("DATABASE_URL")
    configuration.allowsEmbeddedDatabase =
      try HTTP.choice("ATLAS_EMBEDDED_DATABASE", variable, HTTP.switches) ?? configuration.allowsEmbeddedDatabase
    try configuration.readScale(variable)
    configuration.home = variable("ATLAS_HOME") ?? configuration.home
    configuration.tokens = try Tokens(variable)
    configuration.logLevel =
      try HTTP.choice("LOG_LEVEL", variable, Logger.Level.allCases.map { ($0.rawValue, $0) }) ?? configuration.logLevel
    configuration.responseCacheBytes =
      try count("ATLAS_RESPONSE_CACHE_BYTES", variable("ATLAS_RESPONSE_CACHE_BYTES"), in: 0...1 << 40)
      ?? configuration.responseCacheBytes
    configuration.mail = try Mail(variable)
    configuration.push = try push(variable)
    configuration.objects = try Objects(variable)
    configuration.http = try HTTP(variable)
    configuration.oauth = try oauth(variable)
    configuration.labs = try Labs(variable)
    configuration.tutor = try Tutor(variable)
    configuration.limits = try Limits(variable)
    configuration.monitoring = try Monitoring(variable)
    configuration.tracing = try Tracing(variable)
    configuration.sockets = try sockets(variable)
    configuration.sockets.allowedOrigins = configuration.http.crossOriginPolicy.map { Set($0.allowedOrigins) }
    configuration.trackedEventsMonths =
      try count("ATLAS_TRACKED_EVENTS_MONTHS", variable("ATLAS_TRACKED_EVENTS_MONTHS"), in: 1...1_200)
      ?? configuration.trackedEventsMonths
    configuration.eventHours =
      try count("ATLAS_EVENT_HOURS", variable("ATLAS_EVENT_HOURS"), in: 1...8_760) ?? configuration.eventHours
    let seconds = try count("ATLAS_REQUEST_TIMEOUT", variable("ATLAS_REQUEST_TIMEOUT"), in: 1...3_600)
    configuration.requestTimeout = seconds.map { .seconds($0) } ?? configuration.requestTimeout
    try configuration.check()
    return configuration
  }

  private mutating func readScale(_ variable: (String) -> String?) throws(ConfigurationError) {
    databaseReplicaURLs = try Self.replicaURLs(variable("DATABASE_REPLICA_URLS"))
    databaseLoops = try Self.count("DATABASE_LOOPS", variable("DATABASE_LOOPS"), in: 1...64) ?? databaseLoops
    databaseConnections = try Self.count("DATABASE_CONNECTIONS", variable("DATABASE_CONNECTIONS"), in: 1...1_000)
    jobWorkers = try Self.count("ATLAS_JOB_WORKERS", variable("ATLAS_JOB_WORKERS"), in: 0...64) ?? jobWorkers
    httpLoops = try Self.count("HTTP_LOOPS", variable("HTTP_LOOPS"), in: 1...64) ?? httpLoops
  }

  /// The connection strings in a list with commas. Each leads to one server, so none of them contains a comma.
  static func replicaURLs(_ text: String?) throws(ConfigurationError) -> [String] {
    var urls: [String] = []
    for part in (text ?? "").split(separator: ",") {
      let url = String(part.drop { $0 == " " })
      guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") || url.contains("=") else {
        throw ConfigurationError(
          "DATABASE_REPLICA_URLS must be connection strings separated by commas, each for one server.")
      }
      urls.append(url)
    }
    return urls
  }

  /// The number in a variable; nil when it is not set.
  static func count(_ name: String, _ text: String?, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ConfigurationError("\(name) must be a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  private func check() throws(ConfigurationError) {
    try checkMail()
    if databaseURL == nil, !databaseReplicaURLs.isEmpty {
      throw ConfigurationError("DATABASE_REPLICA_URLS needs DATABASE_URL, the database that they are replicas of.")
    }
    if let databaseConnections, databaseConnections < 2 * databaseLoops {
      throw ConfigurationError(
        "DATABASE_CONNECTIONS must be at least twice DATABASE_LOOPS, which is \(databaseLoops): a transaction holds one "
          + "connection of its loop, and statements need another.")
    }
  }
}

/// A setting that cannot be used.
public struct ConfigurationError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
