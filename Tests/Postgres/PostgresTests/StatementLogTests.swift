import Testing

@testable import Postgres

@Suite("The log of statements")
struct StatementLogTests {
  /// What statements of a database leave in a log.
  private func entries(
    schema: String = "", limit: Int = 1_000, _ body: @Sendable (Database) async throws -> Void
  ) async throws -> [StatementLog.Entry] {
    let log = StatementLog(limit: limit)
    try await withDatabase(schema: schema) { (database) async throws in
      try await StatementLog.$current.withValue(log) { try await body(database) }
    }
    return log.entries
  }

  @Test("what has succeeded tells its rows, or how many it changed, and when")
  func rows() async throws {
    let entries = try await entries(schema: "create table t (n bigint)") { database in
      _ = try await database.read(Query("test.series", "select generate_series(1, \(5)::int)"))
      try await database.write(Query("test.insert", "insert into t select generate_series(1, 3)"))
      try await database.write(Query("test.delete", "delete from t where n > 1 returning n"))
    }
    #expect(entries.map(\.name) == ["test.series", "test.insert", "test.delete"])
    #expect(entries.map(\.rowCount) == [5, 3, 2])
    #expect(entries.allSatisfy { $0.sqlState == nil && !$0.isOnReplica })
    #expect(entries.allSatisfy { $0.ended.map { [began = $0.began] ended in ended >= began } == true })
    #expect(entries[0].text == "select generate_series(1, $1::int)")
  }

  @Test("what has failed tells why: the server's SQLSTATE, or one that tells what the driver found")
  func failures() async throws {
    let entries = try await entries { database in
      _ = await failure { try await database.read("select 1 / 0") }
      _ = await failure { try await database.read(Query("test.zero", "select \("a\u{0}b")::text")) }
      _ = await failure { try await database.read("select pg_sleep(60)", deadline: .now + .milliseconds(20)) }
    }
    #expect(entries.map(\.sqlState) == ["22012", "22023", "57014"])
    #expect(entries.allSatisfy { $0.rowCount == nil && $0.ended != nil })
  }

  @Test("a statement that nobody waits for any more has ended when its waiter is told")
  func cancelled() async throws {
    let entries = try await entries { database in
      let waiting = Task { _ = try await database.read(Query("test.sleep", "select pg_sleep(60)")) }
      waiting.cancel()
      _ = await waiting.result
    }
    #expect(entries.map(\.sqlState) == ["57014"])
    #expect(entries.allSatisfy { $0.ended != nil })
  }

  @Test("rows of a stream are counted as they come")
  func stream() async throws {
    let entries = try await entries { database in
      let stream = database.stream("select generate_series(1, 1000)")
      while try await stream.next() != nil {}
    }
    #expect(entries.map(\.rowCount) == [1_000])
  }

  @Test("a transaction is logged from its beginning to its commit, each with its end")
  func transaction() async throws {
    let entries = try await entries(schema: "create table t (n bigint)") { database in
      try await database.transaction { transaction in
        try await transaction.write("insert into t values (1), (2)")
        _ = await failure { try await transaction.submitWrite("insert into t values (1 / 0)").rows() }
      }
    }
    #expect(
      entries.map(\.text) == [
        "begin isolation level read committed", "insert into t values (1), (2)", "savepoint before_write",
        "insert into t values (1 / 0)", "rollback to savepoint before_write", "commit",
      ])
    #expect(entries.map(\.rowCount) == [0, 2, 0, nil, 0, 0])
    #expect(entries.map(\.sqlState) == [nil, nil, nil, "22012", nil, nil])
    #expect(entries.allSatisfy { $0.ended != nil })
  }

  @Test("a statement that is sent again is one entry")
  func sentAgain() async throws {
    let entries = try await entries(schema: "create table t (n bigint)") { database in
      // Its plan becomes out of date between the two.
      _ = try await database.read("select * from t")
      try await database.write("alter table t add column m bigint")
      for _ in 0..<8 { _ = try await database.read("select * from t") }
    }
    #expect(entries.count == 10)
    #expect(entries.allSatisfy { $0.sqlState == nil && $0.ended != nil })
  }

  @Test("a log has no more entries than its limit, and counts the others")
  func limit() async throws {
    let log = StatementLog(limit: 3)
    try await withDatabase { (database) async throws in
      try await StatementLog.$current.withValue(log) { () async throws in
        for _ in 0..<5 { _ = try await database.read("select 1") }
      }
    }
    #expect(log.entries.count == 3)
    #expect(log.omittedCount == 2)
  }
}
