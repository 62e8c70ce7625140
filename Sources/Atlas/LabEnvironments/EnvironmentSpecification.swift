public import Postgres

/// What an environment must be like, and whose it is.
public struct EnvironmentSpecification: Sendable {
  /// The row key of the run. One run has one environment.
  public var run: Int64
  /// The row key of the lab.
  public var lab: Int64
  /// The row key of the learner.
  public var user: Int64
  /// What the lab needs.
  public var kind: EnvironmentKind
  /// Where the learner wants it; nil for anywhere.
  public var region: String?
  /// When it ends. A provisioner may see to that by itself too; the sweeper does in any case.
  public var expiresAt: PostgresTimestamp

  /// An environment of a run.
  public init(
    run: Int64, lab: Int64, user: Int64, kind: EnvironmentKind, region: String? = nil, expiresAt: PostgresTimestamp
  ) {
    self.run = run
    self.lab = lab
    self.user = user
    self.kind = kind
    self.region = region
    self.expiresAt = expiresAt
  }
}

/// What a lab needs to run.
public enum EnvironmentKind: Sendable, Equatable {
  /// Nothing: its checks look at the text of a solution.
  case rules
  /// A database that begins with this SQL, which the lab's author wrote.
  case sql(setup: String)
  /// A container with a terminal.
  case container(image: String)
}

/// An environment as it is now.
public struct ProvisionedEnvironment: Sendable, Equatable {
  /// How far it has come.
  public enum Status: Sendable, Equatable {
    /// It can be used.
    case ready
    /// It is being made: ask again with ``LabProvisioner/provision(_:)``.
    case pending
  }

  /// How far it has come.
  public var status: Status
  /// Where the learner works; nil where there is nothing to open.
  public var terminalURL: String?
  /// Where it runs; nil where that has no name.
  public var region: String?

  /// An environment.
  public init(status: Status, terminalURL: String? = nil, region: String? = nil) {
    self.status = status
    self.terminalURL = terminalURL
    self.region = region
  }
}
