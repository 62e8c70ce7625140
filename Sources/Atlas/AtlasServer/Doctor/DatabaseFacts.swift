import FoundationEssentials
import Postgres

/// What a server says about itself and about us.
struct DatabaseFacts: Sendable {
  /// The settings by name, in their base units.
  var settings: [String: String] = [:]
  var isSuperuser = false
  var mayMakeDatabases = false
  var mayMakeRoles = false
  /// How many sessions the user and the database may have; negative for any number.
  var sessionLimits: [Int] = []
  var isStandby = false
  var isEncrypted = false
  /// Sessions that are not of Atlas.
  var otherSessions = 0
  var mayMakeTables = false
  /// Tables of others, which migrations cannot change.
  var foreignTables = 0
  /// Whether there is a table that the role of row-level security must be able to read.
  var hasSessions = false
  /// Accounts with a public password.
  var demoAccounts = 0
  /// What the server and its replicas have in common; nil where we may not know.
  var systemIdentifier: String?
  /// How much the server's clock is ahead of ours, in seconds.
  var clockDifference = 0.0
  /// How long an answer takes, in seconds.
  var roundTrip = 0.0

  /// A number among the settings; 0 where this server has no such setting.
  func number(_ name: String) -> Int { settings[name].flatMap { Int($0) } ?? 0 }
}

extension DatabaseFacts {
  /// Asks. Blocks.
  init(_ connection: ScriptConnection) throws(PostgresError) {
    let rows = try connection.query(DoctorStatements.settings)
    for row in 0..<rows.count { settings[rows.string(row, 0) ?? ""] = rows.string(row, 1) }
    try readRights(connection.query(DoctorStatements.rights)) { () throws(PostgresError) in
      try connection.query(DoctorStatements.demoAccounts)
    }
    let before = Date().timeIntervalSince1970
    let time = try connection.query(DoctorStatements.clock).double(0, 0)
    let after = Date().timeIntervalSince1970
    roundTrip = after - before
    if let time { clockDifference = time - (before + after) / 2 }
  }

  private mutating func readRights(
    _ rows: Rows, demoAccounts ask: () throws(PostgresError) -> Rows
  ) throws(PostgresError) {
    func isTrue(_ name: String) -> Bool { rows.position(ofColumn: name).flatMap { rows.bool(0, $0) } ?? false }
    func number(_ name: String) -> Int {
      rows.position(ofColumn: name).flatMap { rows.int(0, $0) }.map { Int($0) } ?? 0
    }
    isSuperuser = isTrue("rolsuper")
    mayMakeDatabases = isTrue("rolcreatedb")
    mayMakeRoles = isTrue("rolcreaterole")
    sessionLimits = [number("rolconnlimit"), number("datconnlimit")]
    isStandby = isTrue("is_standby")
    isEncrypted = isTrue("is_encrypted")
    otherSessions = number("other_sessions")
    mayMakeTables = isTrue("may_create")
    foreignTables = number("foreign_tables")
    hasSessions = isTrue("has_sessions")
    systemIdentifier = rows.position(ofColumn: "system_identifier").flatMap { rows.string(0, $0) }
    if isTrue("may_read_users") { demoAccounts = Int(try ask().int(0, 0) ?? 0) }
  }
}
