import Postgres

/// Sessions of a lab's role in its database: the only ones in which SQL of learners and authors runs.
///
/// The role can log in during the visit only, with a password that exists for it alone. Each script has a session of
/// its own, which ends with it: nothing that it has set reaches the next one.
struct SQLLabVisit {
  private let name: String
  private let server: SQLLabServer
  private let password: String
  private let deadline: ContinuousClock.Instant?

  /// Opens a database to its role, and ends all of the role's sessions in the end.
  ///
  /// - Parameter deadline: when no script may run any more, whatever its own limit.
  static func visit<Value>(
    _ name: String, on server: SQLLabServer, until deadline: ContinuousClock.Instant? = nil,
    _ body: (SQLLabVisit) throws(LabEnvironmentError) -> Value
  ) throws(LabEnvironmentError) -> Value {
    let visit = SQLLabVisit(name: name, server: server, password: randomPassword(), deadline: deadline)
    try visit.begin()
    let result: Result<Value, LabEnvironmentError>
    do throws(LabEnvironmentError) { result = .success(try body(visit)) } catch { result = .failure(error) }
    try visit.end()
    return try result.get()
  }

  /// Runs the setup of a lab.
  func setUp(_ setup: String) throws(LabEnvironmentError) -> SQLOutcome {
    try run(setup, limit: server.limits.setupTime, byteLimit: server.limits.setupBytes)
  }

  /// Runs a script. Its effects stay, unless it is to leave none.
  ///
  /// - Throws: that the server is overloaded where the visit's deadline ends it, for that is nobody's mistake.
  func run(_ script: String, isRolledBack: Bool = false) throws(LabEnvironmentError) -> SQLOutcome {
    try run(
      script, limit: server.limits.scriptTime, byteLimit: server.limits.scriptBytes, isRolledBack: isRolledBack)
  }

  private func run(
    _ script: String, limit: Duration, byteLimit: Int, isRolledBack: Bool = false
  ) throws(LabEnvironmentError) -> SQLOutcome {
    guard script.utf8.count <= byteLimit else {
      let problem = SQLProblem(sqlState: nil, message: "It is longer than \(byteLimit) bytes.")
      return SQLOutcome(table: nil, statementCount: 0, problem: problem)
    }
    if let deadline, .now >= deadline { throw Self.late }
    var isLate = false
    var watch = SQLLabWatch(server: server, name: name)
    let outcome = try administering { () throws(PostgresError) in
      let session = try server.session(name, password: password, limit: limit)
      _ = session.limitMemory(toBytes: server.limits.memoryBytes)
      watch.process = session.processID
      if isRolledBack { try session.execute("begin") }
      let limits = limits(limit)
      let outcome = session.run(script, limits: limits) { watch.isExceeded() }
      if case .stopped(let stop) = outcome.end {
        isLate = stop == .deadline && limits.deadline == deadline
        try endSessions()
      }
      return outcome
    }
    if isLate { throw Self.late }
    if watch.finding == .canceled { throw LabEnvironmentError(.canceled, "nobody waits for the SQL any more") }
    return SQLOutcome(outcome, of: script, in: name, limit: limit, watch: watch)
  }

  private func limits(_ time: Duration) -> ScriptLimits {
    let own = ContinuousClock.now + time
    return ScriptLimits(
      deadline: deadline.map { min($0, own) } ?? own, rows: server.limits.rows, bytes: server.limits.bytes,
      statements: server.limits.statements)
  }

  private static let late = LabEnvironmentError(.overloaded, "there was not enough time for all of the SQL")

  private func begin() throws(LabEnvironmentError) {
    try administering { () throws(PostgresError) in
      let verifier = try server.admin.passwordVerifier(password, user: name)
      let end = try server.admin.query(SQLLabStatements.clock).string(0, 1) ?? ""
      try server.admin.execute(
        SQLLabStatements.arm(name, verifier: verifier, until: end, server.limits, isSuperuser: server.isSuperuser))
    }
  }

  private func end() throws(LabEnvironmentError) {
    try administering { () throws(PostgresError) in
      try server.admin.execute(SQLLabStatements.disarm(name))
      try endSessions()
    }
  }

  private func endSessions() throws(PostgresError) {
    try server.admin.query(SQLLabStatements.endSessions, [name])
  }

  private static func randomPassword() -> String {
    (0..<3).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }
}

/// Looks at a script from outside while it runs: what no setting of a session limits.
struct SQLLabWatch {
  enum Finding: Sendable, Equatable {
    case databaseTooLarge, tooManyLocks, canceled
  }

  let server: SQLLabServer
  let name: String
  /// The session's process.
  var process: Int32 = 0
  private(set) var finding: Finding?

  init(server: SQLLabServer, name: String) {
    self.server = server
    self.name = name
  }

  mutating func isExceeded() -> Bool {
    finding = finding ?? look()
    return finding != nil
  }

  private func look() -> Finding? {
    if server.isCanceled() { return .canceled }
    // Files that vanish while they are counted are an error; the next look is near.
    guard let use = try? server.admin.query(SQLLabStatements.use, [name, String(process)]) else { return nil }
    if let bytes = use.int(0, 0), bytes > Int64(server.limits.databaseBytes) { return .databaseTooLarge }
    if let locks = use.int(0, 1), locks > Int64(server.limits.locks) { return .tooManyLocks }
    return nil
  }
}
