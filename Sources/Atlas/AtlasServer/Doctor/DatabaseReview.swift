import Postgres

/// What a server's facts mean for Atlas.
struct DatabaseReview {
  let configuration: AtlasConfiguration
  let facts: DatabaseFacts
  let instances: Int
  var isEmbedded = false

  var findings: [Finding] {
    [version, role] + connections + durability + [rights] + labs + sessions + [clock] + demoContent
  }

  // MARK: The server

  /// 15 is what every test runs on; 14 lacks the rights of schemas that migrations count on.
  private var version: Finding {
    let (name, text) = ("database.version", "PostgreSQL \(facts.settings["server_version"] ?? "of an unknown version")")
    guard facts.number("server_version_num") >= 150_000 else {
      return .problem(name, text, "Use PostgreSQL 15 or later.")
    }
    guard facts.settings["server_encoding"] == "UTF8" else {
      return .problem(
        name, "\(text), encoding \(facts.settings["server_encoding"] ?? "unknown")",
        "Make the database with encoding UTF8.")
    }
    return .ok(name, text)
  }

  private var role: Finding {
    let name = "database.role"
    if facts.isStandby {
      return .problem(
        name, "DATABASE_URL leads to a standby", "Let it lead to the primary: target_session_attrs=read-write.")
    }
    if facts.settings["default_transaction_read_only"] == "on" {
      return .problem(
        name, "default_transaction_read_only is on", "Switch it off for this user and database: nothing can be written."
      )
    }
    return .ok(name, "it takes writes")
  }

  /// Whether what travels to the database can be read on the way.
  func encryption(_ target: ConnectionTarget) -> [Finding] {
    guard !isEmbedded else { return [] }
    let review = EncryptionReview(
      name: "database.encryption", variable: "DATABASE_URL", environment: configuration.environment)
    return review.findings(target, isEncrypted: facts.isEncrypted)
  }

  // MARK: Connections

  /// The pool, two listeners, and what runs labs: one administrator and one visitor at a time for each of them.
  private var connectionsOfInstance: Int {
    var count = (configuration.databaseConnections ?? 4 * configuration.databaseLoops) + 2
    if configuration.labs.mode != .off { count += 2 * configuration.labs.concurrency + 2 }
    return count
  }

  private var connections: [Finding] {
    let name = "database.connections"
    let (each, needed) = (connectionsOfInstance, connectionsOfInstance * instances)
    let reserved = facts.number("superuser_reserved_connections") + facts.number("reserved_connections")
    let free = facts.number("max_connections") - reserved - facts.otherSessions
    let limits = facts.sessionLimits.filter { $0 >= 0 }
    let available = ([free] + limits).min() ?? free
    let limit = needed + each + reserved + facts.otherSessions + 10
    let remedy =
      available < free
      ? "Raise the connection limit of the role or of the database, or lower DATABASE_CONNECTIONS."
      : "Raise max_connections to \(limit), or lower DATABASE_CONNECTIONS."
    let seen = "\(instances) instances take up to \(each) connections each, the server has room for \(available)"
    guard needed <= available else {
      return [.problem(name, seen, remedy)]
    }
    guard needed + each <= available else {
      return [
        .warning(name, "\(seen): none is left for one more, as while versions change", remedy)
      ]
    }
    return [.ok(name, seen)]
  }

  /// Connections rest in the pool until they are needed.
  private var sessions: [Finding] {
    ["idle_session_timeout", "transaction_timeout"].filter { facts.number($0) > 0 }.map { setting in
      .warning(
        "database.timeouts", "\(setting) is \(facts.number(setting)) ms: the server ends sessions of the pool",
        "alter role ... set \(setting) = 0 for the user of DATABASE_URL.")
    }
  }

  // MARK: Data

  private var durability: [Finding] {
    let name = "database.durability"
    var findings: [Finding] = []
    for setting in ["fsync", "full_page_writes"] where facts.settings[setting] != "on" {
      findings.append(
        .problem(
          name, "\(setting) is off: a crash can destroy the database", "Switch it on: alter system set \(setting) = on."
        ))
    }
    if facts.settings["synchronous_commit"] == "off" {
      findings.append(
        .warning(
          name, "synchronous_commit is off: what was acknowledged can be lost in a crash",
          "Switch it on for this database."))
    }
    if facts.settings["data_checksums"] != "on" {
      findings.append(
        .warning(name, "pages have no checksums: a bad disk goes unnoticed", "Switch them on by pg_checksums --enable.")
      )
    }
    if !configuration.databaseReplicaURLs.isEmpty, facts.settings["wal_level"] == "minimal" {
      findings.append(.problem(name, "wal_level is minimal: replicas cannot follow", "Set it to replica and restart."))
    }
    return findings.isEmpty ? [.ok(name, "commits reach the disk, pages have checksums")] : findings
  }

  // MARK: Rights

  private var rights: Finding {
    let name = "database.rights"
    if !facts.mayMakeTables {
      return .problem(
        name, "the user of DATABASE_URL may not make tables in the schema public",
        "Make it the owner of the database, or grant create on schema public.")
    }
    if facts.foreignTables > 0 {
      return .problem(
        name, "\(facts.foreignTables) tables belong to others: migrations cannot change them",
        "alter table ... owner to the user of DATABASE_URL, or grant it the role of the owner.")
    }
    return .ok(name, "migrations may make and change tables")
  }

  private var labs: [Finding] {
    guard configuration.labs.mode != .off else { return [] }
    let name = "database.labs"
    if !facts.isSuperuser, !facts.mayMakeDatabases || !facts.mayMakeRoles {
      return [
        .warning(
          name, "SQL labs cannot run: the user may not make databases and roles",
          "alter role ... createdb createrole, or set ATLAS_LABS=off.")
      ]
    }
    if facts.number("max_prepared_transactions") > 0 {
      return [
        .warning(
          name, "SQL labs cannot run: prepared transactions would outlive them",
          "Set max_prepared_transactions to 0, or ATLAS_LABS=off.")
      ]
    }
    return [.ok(name, "SQL labs get databases and roles of their own")]
  }

  // MARK: The rest

  private var clock: Finding {
    let name = "database.clock"
    let seen =
      "the clocks of machine and database differ by \(DatabaseCheck.milliseconds(abs(facts.clockDifference))) ms"
    let remedy = "Let both follow the same time servers (chrony, systemd-timesyncd): tokens and codes go by the time."
    switch abs(facts.clockDifference) {
    case ..<1: return .ok(name, seen)
    case ..<30: return .warning(name, seen, remedy)
    default: return .problem(name, seen, remedy)
    }
  }

  private var demoContent: [Finding] {
    guard configuration.environment == .production, facts.demoAccounts > 0 else { return [] }
    return [
      .problem(
        "production.demo_content",
        "\(facts.demoAccounts) accounts of the demo content are here, with a password that all know",
        "Begin with an empty database; never seed one of production.")
    ]
  }
}
