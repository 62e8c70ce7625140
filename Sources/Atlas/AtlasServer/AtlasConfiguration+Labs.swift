public import Catalog
import LabEnvironments
import Logging

extension AtlasConfiguration {
  /// What labs run in.
  public struct Labs: Sendable {
    /// Who makes environments.
    public enum Mode: String, Sendable {
      /// Databases for SQL labs, on the server of the database itself.
      case embedded
      /// Nobody: labs are graded by the text of solutions alone.
      case off
    }

    /// Who makes environments.
    public var mode = Mode.embedded
    /// How many pieces of SQL of learners this instance runs at once; twice as many may wait.
    public var concurrency = 4
    /// What labs run in, whatever the mode is; for programs that bring their own.
    public var hosting: LabHosting?

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      if let value = variable("ATLAS_LABS") {
        guard let mode = Mode(rawValue: value) else {
          throw ConfigurationError("ATLAS_LABS must be embedded or off, not \"\(value)\".")
        }
        self.mode = mode
      }
      concurrency =
        try AtlasConfiguration.count("ATLAS_LAB_CONCURRENCY", variable("ATLAS_LAB_CONCURRENCY"), in: 1...64)
        ?? concurrency
    }
  }

  /// What makes databases for SQL labs, on the server of the database; nil where nothing does. Grading ends in time for
  /// the request that waits for it.
  func makeLabDatabases(_ connection: String, _ logger: Logger) -> EmbeddedLabProvisioner? {
    guard labs.mode == .embedded, labs.hosting == nil else { return nil }
    var limits = SQLLabLimits()
    limits.concurrency = labs.concurrency
    limits.gradingTime = min(limits.gradingTime, requestTimeout * 0.8)
    return EmbeddedLabProvisioner(connectionString: connection, limits: limits, logger: logger)
  }
}
