import FoundationEssentials

/// What the environment says about this instance. The names stand in README.md.
public struct AtlasConfiguration: Sendable {
  public enum Environment: String, Sendable {
    case development, production
  }

  public var environment = Environment.development
  public var host = "127.0.0.1"
  /// 0 lets the system choose; the address is printed.
  public var port = 8080
  /// Nil: an embedded server under `home`.
  public var databaseURL: String?
  /// Where the embedded database and the development secret are kept.
  public var home = ".atlas"
  /// Signs access tokens; nil makes one under `home` in development.
  public var tokenSecret: String?
  public var logLevel = "info"
  public var connectionsPerLoop = 4
  /// scrypt's cost as a power of two.
  public var passwordCost = 15
  /// How long a request may take.
  public var requestTimeout: Duration = .seconds(5)
  /// How long requests in flight may go on after a signal to stop.
  public var drainTimeout: Duration = .seconds(8)
  /// Committed data survives a crash of the machine. Off in tests only.
  public var isDurable = true

  public init() {}

  /// Reads the process environment.
  ///
  /// - Throws: `ConfigurationError` naming the variable that is wrong or missing.
  public static func fromEnvironment() throws(ConfigurationError) -> AtlasConfiguration {
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
    configuration.databaseURL = variable("DATABASE_URL")
    configuration.home = variable("ATLAS_HOME") ?? configuration.home
    configuration.tokenSecret = variable("ATLAS_JWT_SECRET")
    configuration.logLevel = variable("LOG_LEVEL") ?? configuration.logLevel
    try configuration.check()
    return configuration
  }

  private func check() throws(ConfigurationError) {
    if let tokenSecret, tokenSecret.utf8.count < 32 {
      throw ConfigurationError("ATLAS_JWT_SECRET must have at least 32 bytes.")
    }
    if environment == .production, tokenSecret == nil {
      throw ConfigurationError("ATLAS_JWT_SECRET is required in production.")
    }
    // With it every run hashes alike, and an attacker can prepare colliding keys.
    if Self.variable("SWIFT_DETERMINISTIC_HASHING") != nil {
      throw ConfigurationError("SWIFT_DETERMINISTIC_HASHING must not be set: it makes hash tables predictable.")
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let text = ProcessInfo.processInfo.environment[name] else { return nil }
    return text.isEmpty ? nil : text
  }
}

/// A setting that cannot be used.
public struct ConfigurationError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
