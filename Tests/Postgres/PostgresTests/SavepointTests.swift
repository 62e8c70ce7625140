import Testing

@testable import Postgres

@Suite("Savepoints")
struct SavepointTests {
  private struct Refusal: Error {}
  private static let table = "create table t (n bigint constraint t_key primary key)"

  private func numbers(_ database: Database) async throws -> String? {
    try await database.read("select string_agg(n::text, ',' order by n) from t").string(0, 0)
  }

  @Test("a write that fails takes nothing with it, and the transaction goes on")
  func failedWrite() async throws {
    try await withDatabase(schema: Self.table) { (database) async throws in
      try await database.transaction { (transaction) async throws in
        _ = try await transaction.submitWrite("insert into t values (1)").rows()
        for _ in 0..<3 {
          let error = await failure { try await transaction.submitWrite("insert into t values (2), (1)").rows() }
          #expect(error?.constraint == "t_key")
        }
        #expect(try await transaction.read("select count(*) from t").int(0, 0) == 1)
        _ = try await transaction.submitWrite("insert into t values (3)").rows()
        // The last one failed, and nothing is sent behind it but the commit.
        let last = await failure { try await transaction.submitWrite("insert into t values (3)").rows() }
        #expect(last?.sqlState == "23505")
      }
      #expect(try await numbers(database) == "1,3")
    }
  }

  @Test("a read that fails ends the transaction, and the commit says so")
  func failedRead() async throws {
    try await withDatabase(schema: Self.table) { (database) async throws in
      let error = await failure {
        try await database.transaction { (transaction) async throws in
          _ = try await transaction.submitWrite("insert into t values (1)").rows()
          _ = await failure { try await transaction.read("select 1 / 0") }
        }
      }
      #expect(error?.sqlState == "22012")
      #expect(try await numbers(database) == nil)
    }
  }

  @Test("a part that throws has no effect, and one that hides a failure throws it")
  func nestedPart() async throws {
    try await withDatabase(schema: Self.table) { (database) async throws in
      try await database.transaction { (transaction) async throws in
        try await transaction.write("insert into t values (1)")
        await #expect(throws: Refusal.self) {
          try await transaction.nested { part in
            try await part.write("insert into t values (2)")
            try await part.nested { try await $0.write("insert into t values (3)") }
            throw Refusal()
          }
        }
        let hidden = await failure {
          try await transaction.nested { part in
            try await part.write("insert into t values (4)")
            _ = await failure { try await part.write("insert into t values (4)") }
          }
        }
        #expect(hidden != nil)
        let kept = try await transaction.nested { part in
          let error = await failure { try await part.submitWrite("insert into t values (1)").rows() }
          #expect(error?.constraint == "t_key")
          return try await part.write("insert into t values (5) returning n").int(0, 0)
        }
        #expect(kept == 5)
      }
      #expect(try await numbers(database) == "1,5")
    }
  }

  @Test("a stream in a transaction sees what was written in it")
  func stream() async throws {
    try await withDatabase(schema: Self.table) { (database) async throws in
      try await database.transaction { (transaction) async throws in
        try await transaction.write("insert into t select generate_series(1, 5)")
        let stream = transaction.stream("select n from t order by n")
        var count = 0
        while let rows = try await stream.next() { count += rows.count }
        #expect(count == 5)
        #expect(try await transaction.read("select count(*) from t").int(0, 0) == 5)
      }
    }
  }
}
