// The doctor: looks at everything that Atlas needs, says what is wrong and what to do, and changes nothing.
// Neighbours: the command `atlas doctor` prints the report; each check reads a configuration and returns findings.
// Invariant: what the server itself parses or refuses is asked of the same code; no secret gets into a finding.

import FoundationEssentials
import Postgres

/// Looks at the settings in an environment and at what they lead to.
public struct Doctor: Sendable {
  /// What is looked at, and for whom.
  public struct Options: Sendable {
    /// How many instances are to share the database.
    public var instances = 1
    /// Whether servers besides the database are tried.
    public var usesNetwork = true
    /// Whether the rules of production are asked whatever `ATLAS_ENV` says.
    public var isForProduction = false

    /// One instance, and everything is looked at.
    public init() {}
  }

  private let environment: [String: String]
  private let options: Options

  /// - Parameter environment: the variables; nil for those of the process.
  public init(environment: [String: String]? = nil, options: Options = Options()) {
    self.environment = environment ?? ProcessInfo.processInfo.environment
    self.options = options
  }

  /// Looks at everything. Takes some seconds where servers do not answer.
  public func examine() async -> DoctorReport {
    let reading = EnvironmentReading(environment)
    guard var configuration = reading.configuration else { return DoctorReport(findings: reading.findings) }
    if options.isForProduction { configuration.environment = .production }
    var findings = reading.findings + SettingsCheck(configuration: configuration).findings
    findings += await MachineCheck(configuration: configuration).findings()
    findings += await databaseFindings(configuration)
    if options.usesNetwork {
      findings += await ServiceCheck(configuration: configuration).findings()
    }
    return DoctorReport(findings: findings)
  }

  private func databaseFindings(_ configuration: AtlasConfiguration) async -> [Finding] {
    if let url = configuration.databaseURL {
      return await DatabaseCheck(configuration: configuration, url: url, instances: options.instances).findings()
    }
    let home = configuration.home + "/postgres"
    if let url = EmbeddedServer.running(home: home) {
      return await DatabaseCheck(configuration: configuration, url: url, instances: 1, isEmbedded: true).findings()
    }
    do throws(PostgresError) {
      return [
        .ok(
          "database.embedded",
          "DATABASE_URL is not set: `atlas serve` will run a private PostgreSQL of \(try EmbeddedServer.programFolder())"
        )
      ]
    } catch {
      return [
        .problem(
          "database.embedded", "DATABASE_URL is not set, and there is \(error.message)",
          "Set DATABASE_URL to a running server, or install one.")
      ]
    }
  }
}
