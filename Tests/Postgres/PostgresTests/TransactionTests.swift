import Synchronization
import Testing

@testable import Postgres

@Suite("Transactions")
struct TransactionTests {
  private struct Refusal: Error {}
  private static let counter = "create table counter (n bigint not null); insert into counter values (0)"

  @Test("what the closure wrote is there when it returns, and gone when it throws")
  func commitAndRollback() async throws {
    try await withDatabase(schema: Self.counter) { (database) async throws in
      let seen = try await database.transaction { (transaction) async throws in
        try await transaction.write("update counter set n = n + 1")
        return try await transaction.read("select n from counter").int(0, 0)
      }
      #expect(seen == 1)
      await #expect(throws: Refusal.self) {
        try await database.transaction { (transaction) async throws in
          try await transaction.write("update counter set n = n + 1")
          throw Refusal()
        }
      }
      #expect(try await database.read("select n from counter").int(0, 0) == 1)
    }
  }

  @Test("statements submitted together run in order, and an error stops those after it")
  func pipelinedStatements() async throws {
    try await withDatabase(schema: Self.counter) { (database) async throws in
      let error = await failure {
        try await database.transaction { (transaction) async throws in
          let first = transaction.submit("update counter set n = n + 1 returning n")
          let second = transaction.submit("update counter set n = n * 10 returning n")
          let broken = transaction.submit("select 1 / 0")
          let aborted = transaction.submit("select 1")
          #expect(try await first.rows().int(0, 0) == 1)
          #expect(try await second.rows().int(0, 0) == 10)
          let refusal1 = await failure { try await broken.rows() }
          #expect(refusal1?.sqlState == "22012")
          let refusal2 = await failure { try await aborted.rows() }
          #expect(refusal2?.code == .transactionAborted)
        }
      }
      // The closure swallowed the error and returned: the commit must not look like a success.
      #expect(error?.sqlState == "22012")
      #expect(try await database.read("select n from counter").int(0, 0) == 0)
    }
  }

  @Test("a serialization conflict runs the whole closure again")
  func serializationRetry() async throws {
    try await withDatabase(schema: Self.counter) { (database) async throws in
      let runs = Atomic<Int>(0)
      try await database.transaction(isolation: .repeatableRead) { transaction in
        let run = runs.wrappingAdd(1, ordering: .relaxed).newValue
        _ = try await transaction.read("select n from counter")
        if run == 1 { _ = try await database.write("update counter set n = n + 100") }
        try await transaction.write("update counter set n = n + 1")
      }
      #expect(runs.load(ordering: .relaxed) == 2)
      #expect(try await database.read("select n from counter").int(0, 0) == 101)
    }
  }

  @Test("a conflict that stays is reported after the last attempt")
  func endlessConflict() async throws {
    try await withDatabase(schema: Self.counter) { (database) async throws in
      let error = await failure {
        try await database.transaction(isolation: .repeatableRead, attempts: 2) { transaction in
          _ = try await transaction.read("select n from counter")
          _ = try await database.write("update counter set n = n + 100")
          try await transaction.write("update counter set n = n + 1")
        }
      }
      #expect(error?.sqlState == "40001")
      #expect(error?.isRetryable == true)
      #expect(try await database.read("select n from counter").int(0, 0) == 200)
    }
  }

  @Test("many transactions at once keep every increment")
  func concurrentTransactions() async throws {
    // A busy machine must not look like a lock that is never given back.
    let patient = TestOptions(timeout: .seconds(60), lockTimeout: .seconds(60))
    try await withDatabase(patient, schema: Self.counter) { (database) async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<50 {
          group.addTask {
            try await database.transaction { (transaction) async throws in
              let n = try await transaction.read("select n from counter for update").int(0, 0) ?? 0
              try await transaction.write("update counter set n = \(n + 1)")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await database.read("select n from counter").int(0, 0) == 50)
    }
  }

  @Test("reads get through while transactions hold all the connections they may")
  func readsBesideTransactions() async throws {
    try await withDatabase(.init(connections: 2), schema: Self.counter) { (database) async throws in
      try await database.transaction { (transaction) async throws in
        try await transaction.write("update counter set n = 5")
        #expect(try await database.read("select n from counter").int(0, 0) == 0)
      }
    }
  }

  @Test("a transaction that is over takes no more statements")
  func finishedTransaction() async throws {
    try await withDatabase { (database) async throws in
      let kept = Mutex<Transaction?>(nil)
      try await database.transaction { (transaction) async throws in
        kept.withLock { $0 = transaction }
        _ = try await transaction.read("select 1")
      }
      let transaction = try #require(kept.withLock { $0 })
      let error = await failure { try await transaction.read("select 1") }
      #expect(error?.code == .transactionFinished)
      #expect(try await database.read("select 1").int(0, 0) == 1)
    }
  }

  @Test("an empty transaction sends nothing")
  func emptyTransaction() async throws {
    try await withDatabase { (database) async throws in
      let log = StatementLog()
      try await StatementLog.$current.withValue(log) { try await database.transaction { _ in } }
      #expect(log.entries.isEmpty)
    }
  }

  @Test("a connection that breaks during the commit leaves the outcome unknown, before it does not")
  func unknownOutcome() async throws {
    let schema = """
      create table t (n bigint);
      create function die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
      create constraint trigger die after insert on t deferrable initially deferred for each row execute function die();
      """
    try await withDatabase(schema: schema) { (database) async throws in
      let atCommit = await failure {
        try await database.transaction { try await $0.write("insert into t values (1)") }
      }
      #expect(atCommit?.unknownOutcome == true)
      #expect(atCommit?.isRetryable == false)
      let atSync = await failure { try await database.write("insert into t values (1)") }
      #expect(atSync?.unknownOutcome == true)
      let before = await failure {
        try await database.write("select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)")
      }
      #expect(before?.sqlState == "57P01")
      #expect(before?.unknownOutcome == false)
      let inside = await failure {
        try await database.transaction {
          try await $0.write("select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)")
        }
      }
      #expect(inside?.unknownOutcome == false)
      #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
    }
  }

  @Test("a later deadline lets the transaction's statements run longer than the session's timeout")
  func longDeadline() async throws {
    try await withDatabase(.init(timeout: .seconds(2))) { (database) async throws in
      let setting = try await database.transaction(deadline: .now + .seconds(60)) { transaction in
        try await transaction.read("select current_setting('statement_timeout')::interval > interval '50 s'").bool(0, 0)
      }
      #expect(setting == true)
    }
  }
}
