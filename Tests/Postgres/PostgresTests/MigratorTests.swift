import Testing

@testable import Postgres

@Suite("Migrator")
struct MigratorTests {
  private let first = Migration(
    number: 1, name: "0001_first.sql", sql: "create table a (n bigint); insert into a values (1);")
  private let second = Migration(number: 2, name: "0002_second.sql", sql: "create table b (n bigint)")

  private func migrator(_ database: Database, _ migrations: [Migration]) -> Migrator {
    Migrator(connectionString: database.configuration.connectionString, migrations: migrations)
  }

  @Test("missing migrations are applied in order, once")
  func order() async throws {
    try await withDatabase { (database) async throws in
      let migrator = migrator(database, [second, first])
      #expect(try await migrator.pending() == [first, second])
      #expect(try await migrator.migrate().applied == [first, second])
      #expect(try await migrator.pending() == [])
      #expect(try await migrator.migrate().applied == [])
      #expect(try await database.read("select count(*) from a, schema_migrations").int(0, 0) == 2)
    }
  }

  @Test("several that start at once apply each migration once")
  func together() async throws {
    try await withDatabase { (database) async throws in
      let migrator = migrator(database, [first, second])
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await migrator.migrate().applied.count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.sorted() == [0, 0, 0, 2])
      #expect(try await database.read("select count(*) from a").int(0, 0) == 1)
    }
  }

  @Test("a file that was changed after it was applied is an error that names it")
  func changedFile() async throws {
    try await withDatabase { (database) async throws in
      try await migrator(database, [first]).migrate()
      let changed = Migration(number: 1, name: first.name, sql: first.sql + " ")
      let error = await failure { try await migrator(database, [changed, second]).migrate() }
      #expect(error?.code == .migration)
      #expect(error?.message.contains("0001_first.sql") == true)
      #expect(try await database.read("select to_regclass('b') is null").bool(0, 0) == true)
    }
  }

  @Test("a migration that fails leaves nothing, and those before it stay")
  func failingMigration() async throws {
    try await withDatabase { (database) async throws in
      let broken = Migration(number: 2, name: "0002_broken.sql", sql: "create table b (n bigint); select 1 / 0;")
      let error = await failure { try await migrator(database, [first, broken]).migrate() }
      #expect(error?.sqlState == "22012")
      #expect(error?.statementName == "0002_broken.sql")
      #expect(try await database.read("select to_regclass('b') is null").bool(0, 0) == true)
      #expect(try await migrator(database, [first, second]).pending() == [second])
    }
  }

  @Test("a migration must not end its own transaction")
  func straySyntax() async throws {
    try await withDatabase { (database) async throws in
      let stray = Migration(number: 1, name: "0001_stray.sql", sql: "create table a (n bigint); commit;")
      let error = await failure { try await migrator(database, [stray]).migrate() }
      #expect(error?.code == .migration)
    }
  }

  @Test("a newer release's migrations are reported and harmless; a gap is an error")
  func unknownAndGaps() async throws {
    try await withDatabase { (database) async throws in
      try await migrator(database, [first, second]).migrate()
      let report = try await migrator(database, [first]).migrate()
      #expect(report.unknown == [2])
      #expect(report.applied == [])
      let review = try await migrator(database, [first]).review()
      #expect(review.pending == [] && review.unknown == [2])
      let between = Migration(number: 0, name: "0000_late.sql", sql: "select 1")
      let refusal1 = await failure { try await migrator(database, [between, first, second]).migrate() }
      #expect(refusal1?.code == .migration)
      let twice = Migration(number: 1, name: "0001_twice.sql", sql: "select 1")
      let refusal2 = await failure { try await migrator(database, [first, twice]).pending() }
      #expect(refusal2?.code == .migration)
    }
  }

  @Test("the checksum is FNV-1a")
  func checksum() {
    #expect(Migration(number: 1, name: "", sql: "").checksum == "cbf29ce484222325")
    #expect(Migration(number: 1, name: "", sql: "a").checksum == "af63dc4c8601ec8c")
  }
}
