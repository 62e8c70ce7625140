import CLibPQ
import Glibc

/// A connection for SQL that others wrote, and for the administration of where it runs. Used step by step by one thread
/// that may block; see `WorkerThreads`.
///
/// What is read back of a script is bounded, and it can be stopped at any moment. After a stop the connection is of no
/// more use: close it by letting it go, and see to it that the server ends the session.
public final class ScriptConnection {
  let opened: OpenedConnection
  private let blocking: BlockingConnection

  /// Connects.
  ///
  /// - Parameters:
  ///   - connectionString: how to reach the server.
  ///   - login: what is used instead of the database and the user of the connection string.
  ///   - statementTimeout: what the session begins with; a script may change it.
  public init(
    connectionString: String, login: ScriptLogin? = nil, applicationName: String, statementTimeout: Duration
  ) throws(PostgresError) {
    var session = Connector.SessionSettings()
    session.statementTimeout = statementTimeout
    opened = try Connector(
      connectionString: connectionString, applicationName: applicationName, session: session, patienceSeconds: 10,
      login: login
    ).open()
    blocking = BlockingConnection(opened)
  }

  /// The number of the server's process for this connection.
  public var processID: Int32 { unsafe PQbackendPID(opened.handle) }

  /// Runs SQL of our own, possibly several statements.
  public func execute(_ text: String) throws(PostgresError) { try blocking.execute(text) }

  /// Runs one statement of our own with text values.
  @discardableResult
  public func query(_ text: String, _ values: [String] = []) throws(PostgresError) -> Rows {
    try blocking.query(text, values)
  }

  /// A password in the form that the server keeps, so that the password itself does not travel in a statement.
  public func passwordVerifier(_ password: String, user: String) throws(PostgresError) -> String {
    guard let text = unsafe PQencryptPasswordConn(opened.handle, password, user, nil) else {
      throw PostgresError(.connectionLost, "the server did not say how it keeps passwords")
    }
    defer { unsafe PQfreemem(text) }
    return unsafe String(cString: text)
  }

  /// Runs the statements of a script in turn, as PostgreSQL's simple query does, until one fails or a limit is reached.
  ///
  /// - Parameter isStopped: asked some twenty times a second while the script runs.
  public func run(_ script: String, limits: ScriptLimits, isStopped: () -> Bool = { false }) -> ScriptOutcome {
    var reading = ScriptReading(limits: limits)
    guard !script.utf8.contains(0) else {
      return reading.outcome(.failed(PostgresError(.invalidParameter, "the SQL contains U+0000")))
    }
    guard unsafe PQsendQuery(opened.handle, script) == 1, unsafe PQsetSingleRowMode(opened.handle) == 1 else {
      return reading.outcome(.failed(PostgresError(.connectionLost, "the connection broke")))
    }
    while true {
      if let end = awaitResult(&reading, isStopped) { return stopped(reading.outcome(end)) }
      guard let result = unsafe PQgetResult(opened.handle) else { return reading.outcome(reading.end) }
      defer { unsafe PQclear(result) }
      if let stop = unsafe reading.take(result) { return stopped(reading.outcome(.stopped(stop))) }
    }
  }

  /// Waits until a result is there; returns how the script ends when none will be.
  private func awaitResult(_ reading: inout ScriptReading, _ isStopped: () -> Bool) -> ScriptEnd? {
    while unsafe PQisBusy(opened.handle) == 1 {
      if ContinuousClock.now >= reading.limits.deadline { return .stopped(.deadline) }
      if isStopped() { return .stopped(.caller) }
      var descriptor = pollfd(fd: opened.socket, events: Int16(POLLIN), revents: 0)
      unsafe poll(&descriptor, 1, Self.pollMilliseconds)
      // Notices count too, and a message is gathered whole before anybody sees it.
      if reading.received(Int(atlas_available_bytes(opened.socket))) { return .stopped(.tooManyBytes) }
      guard unsafe PQconsumeInput(opened.handle) == 1 else {
        return .failed(PostgresError(.connectionLost, "the connection broke"))
      }
    }
    return nil
  }

  /// What was stopped may still run on the server.
  private func stopped(_ outcome: ScriptOutcome) -> ScriptOutcome {
    if case .stopped = outcome.end { opened.cancelRunningStatement() }
    return outcome
  }

  private static let pollMilliseconds: Int32 = 50
}

/// Who logs in where, with a connection string that leads to the server.
public struct ScriptLogin: Sendable {
  /// The database.
  public var database: String
  /// The role, and its password; nil for those of the connection string.
  public var role: (name: String, password: String)?

  /// A login.
  public init(database: String, role: (name: String, password: String)? = nil) {
    self.database = database
    self.role = role
  }

  /// Connection options that overrule a connection string before them.
  var options: [(String, String)] {
    [("dbname", database)] + (role.map { [("user", $0.name), ("password", $0.password)] } ?? [])
  }
}
