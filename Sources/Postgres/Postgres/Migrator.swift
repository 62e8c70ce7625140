import Glibc

/// Brings a database's schema up to date. Safe when several processes start at once: they take turns.
public struct Migrator: Sendable {
  private let connectionString: String
  private let migrations: [Migration]

  /// A migrator for a database; the migrations may come in any order.
  public init(connectionString: String, migrations: [Migration]) {
    self.connectionString = connectionString
    self.migrations = migrations.sorted { $0.number < $1.number }
  }

  /// What `migrate` would apply. Changes nothing.
  public func pending() async throws(PostgresError) -> [Migration] { try await review().pending }

  /// How the migrations of this program and those of the database compare. Changes nothing.
  ///
  /// - Throws: `migration` for files that were changed after they were applied, as `migrate` would.
  public func review() async throws(PostgresError) -> (pending: [Migration], unknown: [Int]) {
    try await onThread { () throws(PostgresError) in
      let connection = try connect()
      let table = try connection.query("select to_regclass('schema_migrations') is not null")
      guard table.bool(0, 0) == true else { return (migrations, []) }
      return try plan(connection)
    }
  }

  /// Applies what is missing, each migration in a transaction of its own, and says what it did. A migration that fails
  /// leaves nothing behind; those before it stay.
  @discardableResult
  public func migrate() async throws(PostgresError) -> MigrationReport {
    try await onThread { () throws(PostgresError) in
      let connection = try connect()
      // Waits for the others; they need as long as their migrations need.
      try connection.execute("set lock_timeout = '300s'")
      try connection.query("select pg_advisory_lock(\(Self.lockKey))")
      try connection.execute("set lock_timeout = '2s'; \(Self.tableText)")
      let plan = try plan(connection)
      var report = MigrationReport(unknown: plan.unknown)
      for migration in plan.pending {
        try applyPatiently(migration, connection)
        report.applied.append(migration)
      }
      return report
    }
  }

  private func connect() throws(PostgresError) -> BlockingConnection {
    for (migration, next) in zip(migrations, migrations.dropFirst()) where migration.number == next.number {
      throw PostgresError(.migration, "\(migration.name) and \(next.name) have the same number")
    }
    return try BlockingConnection(connectionString: connectionString, applicationName: "migrator", patienceSeconds: 30)
  }

  private func plan(_ connection: BlockingConnection) throws(PostgresError) -> (pending: [Migration], unknown: [Int]) {
    let rows = try connection.query("select number, checksum from schema_migrations order by number")
    var applied: [Int: String] = [:]
    for row in 0..<rows.count {
      guard let number = rows.int(row, 0).flatMap(Int.init(exactly:)) else { continue }
      applied[number] = rows.string(row, 1) ?? ""
    }
    let known = Set(migrations.map(\.number))
    let newest = applied.keys.filter(known.contains).max() ?? .min
    for migration in migrations {
      if let checksum = applied[migration.number], checksum != migration.checksum {
        throw PostgresError(.migration, "\(migration.name) was changed after it was applied")
      }
      if applied[migration.number] == nil, migration.number < newest {
        throw PostgresError(.migration, "\(migration.name) comes before migration \(newest), which is applied already")
      }
    }
    let pending = migrations.filter { applied[$0.number] == nil }
    return (pending, applied.keys.filter { !known.contains($0) }.sorted())
  }

  /// A migration never makes others wait long behind its lock: it gives up after 2 s and tries again.
  private func applyPatiently(_ migration: Migration, _ connection: BlockingConnection) throws(PostgresError) {
    for _ in 1..<Self.lockTries {
      do throws(PostgresError) {
        return try apply(migration, connection)
      } catch  where error.isLockTimeout || error.isSerializationFailure {
        usleep(UInt32.random(in: 50_000...500_000))
      }
    }
    try apply(migration, connection)
  }

  private func apply(_ migration: Migration, _ connection: BlockingConnection) throws(PostgresError) {
    do throws(PostgresError) {
      try connection.execute("begin")
      try connection.execute(migration.sql)
      guard connection.isInTransaction else {
        throw PostgresError(.migration, "\(migration.name) must not end its transaction")
      }
      try connection.query(
        "insert into schema_migrations (number, name, checksum) values ($1, $2, $3)",
        ["\(migration.number)", migration.name, migration.checksum])
      try connection.execute("commit")
    } catch {
      // The first error is the one to report; a connection that broke has rolled back by itself.
      try? connection.execute("rollback")
      throw error.named(migration.name)
    }
  }

  private static let lockTries = 10
  /// An arbitrary constant that all instances share.
  private static let lockKey: Int64 = 7_310_871_205_520_811
  private static let tableText = """
    create table if not exists schema_migrations (
      number bigint primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )
    """
}
