import Postgres

/// The server that databases of labs are on, as its administrator sees it: one connection, one thread.
///
/// Databases and roles are made of the server's own template, and the administrator works in them only before anybody
/// else has. Whatever learners and authors have written runs in sessions of the lab's own role, see ``SQLLabVisit``.
final class SQLLabServer {
  let names: SQLLabNames
  let limits: SQLLabLimits
  let admin: ScriptConnection
  let isSuperuser: Bool
  let isCanceled: () -> Bool
  private let connectionString: String

  /// Connects.
  ///
  /// - Throws: also when the user of the connection string may not do what is needed here.
  init(
    connectionString: String, limits: SQLLabLimits, isCanceled: @escaping () -> Bool = { false }
  ) throws(LabEnvironmentError) {
    self.connectionString = connectionString
    self.limits = limits
    self.isCanceled = isCanceled
    let rights: Rows
    (admin, rights) = try administering { () throws(PostgresError) in
      let admin = try ScriptConnection(
        connectionString: connectionString, applicationName: "atlas labs", statementTimeout: .seconds(30))
      return (admin, try admin.query(SQLLabStatements.rights))
    }
    isSuperuser = rights.bool(0, 0) == true
    names = SQLLabNames(database: rights.string(0, 2) ?? "")
    try Self.require(rights.bool(0, 1), "its user lacks a right: alter role ... createdb createrole")
    try Self.require(rights.bool(0, 3), "it is older than PostgreSQL 14")
    try Self.require(rights.bool(0, 4), "it has prepared transactions, which would outlive a lab")
  }

  private static func require(_ condition: Bool?, _ reason: String) throws(LabEnvironmentError) {
    guard condition != true else { return }
    throw LabEnvironmentError(.unavailable, "SQL labs cannot run on the server of DATABASE_URL: \(reason)")
  }

  /// A connection of the administrator to another database.
  private func administration(of database: String) throws(PostgresError) -> ScriptConnection {
    try ScriptConnection(
      connectionString: connectionString, login: ScriptLogin(database: database), applicationName: "atlas labs",
      statementTimeout: .seconds(30))
  }

  /// A session of a lab's role in its database. Should nobody be left to stop it, the server does so a little later.
  func session(_ name: String, password: String, limit: Duration) throws(PostgresError) -> ScriptConnection {
    try ScriptConnection(
      connectionString: connectionString, login: ScriptLogin(database: name, role: (name, password)),
      applicationName: "atlas lab", statementTimeout: limit + .seconds(1))
  }

  /// Keeps all others out of an environment until the connection ends.
  func lock(run: Int64) throws(LabEnvironmentError) {
    _ = try administering { () throws(PostgresError) in
      try admin.query(SQLLabStatements.lock, [names.name(ofRun: run)])
    }
  }

  /// The same without waiting.
  ///
  /// - Throws: that the environment is busy.
  func lockAtOnce(run: Int64) throws(LabEnvironmentError) {
    let isLocked = try administering { () throws(PostgresError) in
      try admin.query(SQLLabStatements.tryLock, [names.name(ofRun: run)]).bool(0, 0)
    }
    guard isLocked == true else { throw LabEnvironmentError(.busy, "something else is at work in run \(run)") }
  }

  func isReady(_ name: String) throws(LabEnvironmentError) -> Bool {
    try administering { () throws(PostgresError) in try admin.query(SQLLabStatements.isReady, [name]).count > 0 }
  }

  /// Makes a database with its role, and runs the setup in it; what is left of an earlier one is dropped first.
  ///
  /// - Returns: what is wrong with the setup; then nothing is left.
  func make(
    _ name: String, setup: String, until deadline: ContinuousClock.Instant? = nil
  ) throws(LabEnvironmentError) -> SQLProblem? {
    try drop(name)
    do throws(LabEnvironmentError) {
      try administering { () throws(PostgresError) in try makeEmpty(name) }
      let outcome = try SQLLabVisit.visit(name, on: self, until: deadline) { visit throws(LabEnvironmentError) in
        try visit.setUp(setup)
      }
      if let problem = outcome.problem {
        try drop(name)
        return problem
      }
      try administering { () throws(PostgresError) in try admin.execute(SQLLabStatements.markReady(name)) }
      return nil
    } catch {
      try? drop(name)
      throw error
    }
  }

  private func makeEmpty(_ name: String) throws(PostgresError) {
    try makeRole(name)
    try admin.execute(SQLLabStatements.makeDatabase(name))
    if !isSuperuser { try admin.execute(SQLLabStatements.join(name)) }
    let inside = try administration(of: name)
    try inside.execute(SQLLabStatements.harden(name))
    if isSuperuser { try inside.execute(SQLLabStatements.hardenCatalog) }
  }

  /// Makes the role, or takes the one that could not be dropped: it has changed nothing of itself but its password,
  /// which it loses here, and its settings, which each visit begins anew.
  private func makeRole(_ name: String) throws(PostgresError) {
    do throws(PostgresError) {
      try admin.execute(SQLLabStatements.makeRole(name))
    } catch {
      guard error.sqlState == "42710" else { throw error }
      try admin.execute(SQLLabStatements.disarm(name))
    }
  }

  /// Drops a database with all sessions in it, and its role.
  func drop(_ name: String) throws(LabEnvironmentError) {
    try administering { () throws(PostgresError) in
      // A learner may have put us out of the role. Where there is none, there is nothing to join.
      if !isSuperuser { try? admin.execute(SQLLabStatements.join(name)) }
      try admin.execute(SQLLabStatements.dropDatabase(name))
      try dropRole(name)
    }
  }

  /// Anybody may grant something of theirs to a role whose name they guess. Such a role stays, and nobody can log in as
  /// it, until what it was granted is gone: whoever looks for orphans tries again.
  private func dropRole(_ name: String) throws(PostgresError) {
    do throws(PostgresError) {
      try admin.execute(SQLLabStatements.dropRole(name))
    } catch {
      guard error.sqlState == "2BP01" else { throw error }
      try admin.execute(SQLLabStatements.disarm(name))
    }
  }

  /// Whether what was done in a database has made it too large to be kept.
  func isTooLarge(_ name: String) throws(LabEnvironmentError) -> Bool {
    let bytes = try administering { () throws(PostgresError) in
      try admin.query("select pg_database_size($1)", [name]).int(0, 0) ?? 0
    }
    return bytes > Int64(limits.databaseBytes)
  }

  /// A database for a moment.
  ///
  /// - Returns: what the closure returns, or what is wrong with the setup.
  func withScratch<Value>(
    setup: String, until deadline: ContinuousClock.Instant,
    _ body: (String) throws(LabEnvironmentError) -> Value
  ) throws(LabEnvironmentError) -> Result<Value, SQLSetupFailure> {
    let now = try administering { () throws(PostgresError) in try admin.query(SQLLabStatements.clock).int(0, 0) ?? 0 }
    let name = names.scratchName(second: now)
    if let problem = try make(name, setup: setup, until: deadline) {
      return .failure(SQLSetupFailure(problem: problem))
    }
    // What cannot be dropped now is dropped when it is old: the work is done, and nobody is to hear of that.
    defer { try? drop(name) }
    return .success(try body(name))
  }

  /// The runs that have a database or a role. What crashed grading has left behind is dropped.
  func existing() throws(LabEnvironmentError) -> [Int64] {
    let (all, now) = try administering { () throws(PostgresError) in
      (try admin.query(SQLLabStatements.names, [names.prefix]), try admin.query(SQLLabStatements.clock).int(0, 0) ?? 0)
    }
    let found = (0..<all.count).compactMap { all.string($0, 0) }
    for name in found {
      guard let beginning = names.beginning(ofScratch: name), now - beginning > Self.scratchLife else { continue }
      try drop(name)
    }
    return found.compactMap { names.run(named: $0) }.sorted()
  }

  /// Takes from everybody the right to connect to databases that are not labs. Roles of labs need none but their own.
  func closeOtherDatabases() throws(LabEnvironmentError) {
    try administering { () throws(PostgresError) in
      let open = try admin.query(SQLLabStatements.openDatabases)
      for row in 0..<open.count {
        if let name = open.string(row, 0) { try admin.execute(SQLLabStatements.closeDatabase(name)) }
      }
    }
  }

  /// Seconds after which a scratch database can belong to nobody any more.
  private static let scratchLife: Int64 = 900
}

/// The setup of a lab does not run.
struct SQLSetupFailure: Error {
  let problem: SQLProblem
}

/// What the administrator's statements throw, as an error of this module. Their text holds nothing but names of ours.
func administering<Value>(_ body: () throws(PostgresError) -> Value) throws(LabEnvironmentError) -> Value {
  do throws(PostgresError) {
    return try body()
  } catch {
    throw LabEnvironmentError(error)
  }
}

extension LabEnvironmentError {
  fileprivate init(_ error: PostgresError) {
    switch error.sqlState {
    case "55P03"?, "53300"?: self.init(.overloaded, "\(error)")
    case "42501"?: self.init(.unavailable, "\(error)")
    default: self.init(.unreachable, "\(error)")
    }
  }
}
