/// How much SQL labs may use. A limit that is reached is told to the learner; none ends anything but their own work.
public struct SQLLabLimits: Sendable {
  /// Bytes of a solution, or of a query of a check.
  public var scriptBytes = 100_000
  /// Bytes of a setup.
  public var setupBytes = 1 << 20
  /// How long a solution, or the query of a check, may run.
  public var scriptTime: Duration = .seconds(4)
  /// How long a setup may run.
  public var setupTime: Duration = .seconds(20)
  /// How long grading may take in all.
  public var gradingTime: Duration = .seconds(40)
  /// Rows that are read of what a script answers.
  public var rows = 10_000
  /// Bytes that are read of what a script answers.
  public var bytes = 4 << 20
  /// Statements of a script.
  public var statements = 500
  /// Bytes of a database, of which an empty one has about eight million.
  public var databaseBytes = 72 << 20
  /// Bytes of the temporary files of a session, where the user of the connection string is a superuser.
  public var temporaryBytes = 64 << 20
  /// Bytes of memory of a session's process, where PostgreSQL runs on this machine.
  public var memoryBytes = 256 << 20
  /// Locks that a session may hold: the server has a few thousand for all.
  public var locks = 1_000
  /// How many scripts and gradings are at work at once; twice as many may wait.
  public var concurrency = 4
  /// How many databases are made or removed at once; twice as many may wait.
  public var makerConcurrency = 2

  /// The defaults.
  public init() {}
}
