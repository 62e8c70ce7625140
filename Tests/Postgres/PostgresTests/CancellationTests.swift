import Testing

@testable import Postgres

@Suite("Cancellation")
struct CancellationTests {
  @Test("a deadline answers at once and stops the SQL on the server")
  func deadline() async throws {
    try await withDatabase { (database) async throws in
      let error = await failure {
        try await database.read("select pg_sleep(600), 'deadline mark'", deadline: .now + .milliseconds(100))
      }
      #expect(error?.code == .timeout)
      #expect(try await eventually { try await database.runningStatements(marked: "deadline mark") == 0 })
    }
  }

  @Test("cancelling the task stops the SQL on the server")
  func taskCancellation() async throws {
    try await withDatabase { (database) async throws in
      let task = Task { await failure { try await database.read("select pg_sleep(600), 'task mark'") } }
      #expect(try await eventually { try await database.runningStatements(marked: "task mark") == 1 })
      task.cancel()
      #expect(await task.value?.code == .canceled)
      #expect(try await eventually { try await database.runningStatements(marked: "task mark") == 0 })
    }
  }

  @Test("a task that is cancelled already sends nothing that lasts")
  func cancelledBefore() async throws {
    try await withDatabase { (database) async throws in
      let task = Task {
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        return await failure { try await database.read("select pg_sleep(600), 'early mark'") }
      }
      #expect(await task.value?.code == .canceled)
      #expect(try await eventually { try await database.runningStatements(marked: "early mark") == 0 })
    }
  }

  @Test("those behind a cancelled statement on its connection get their rows")
  func neighbours() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      let slow = Task {
        await failure { try await database.read("select pg_sleep(600)", deadline: .now + .milliseconds(100)) }
      }
      let others = (0..<20).map { database.submit("select \($0)") }
      for (number, other) in others.enumerated() {
        #expect(try await other.rows().int(0, 0) == Int64(number))
      }
      #expect(await slow.value?.code == .timeout)
      #expect(try await database.read("select 1").int(0, 0) == 1)
      #expect(database.openConnectionCount == 1)
    }
  }

  @Test("a write that was stopped says that it had no effect")
  func stoppedWrite() async throws {
    try await withDatabase(schema: "create table t (n bigint)") { (database) async throws in
      let error = await failure {
        try await database.write("insert into t select 1 from pg_sleep(600)", deadline: .now + .milliseconds(100))
      }
      #expect(error?.code == .timeout)
      #expect(error?.unknownOutcome == false)
      #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
    }
  }

  @Test("a transaction past its deadline is rolled back and its connection used again")
  func transactionDeadline() async throws {
    try await withDatabase(.init(connections: 1), schema: "create table t (n bigint)") {
      (database) async throws in
      let error = await failure {
        try await database.transaction(deadline: .now + .milliseconds(200)) { transaction in
          try await transaction.write("insert into t values (1)")
          _ = try await transaction.read("select pg_sleep(600), 'transaction mark'")
        }
      }
      #expect(error?.code == .timeout)
      #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
      #expect(try await database.runningStatements(marked: "transaction mark") == 0)
    }
  }

  @Test("a cancelled transaction is rolled back")
  func transactionCancellation() async throws {
    try await withDatabase(schema: "create table t (n bigint)") { (database) async throws in
      let task = Task {
        await failure {
          try await database.transaction { transaction in
            try await transaction.write("insert into t values (1)")
            _ = try await transaction.read("select pg_sleep(600), 'rollback mark'")
          }
        }
      }
      #expect(try await eventually { try await database.runningStatements(marked: "rollback mark") == 1 })
      task.cancel()
      #expect(await task.value?.code == .canceled)
      #expect(try await eventually { try await database.runningStatements(marked: "rollback mark") == 0 })
      #expect(try await database.read("select count(*) from t").int(0, 0) == 0)
    }
  }

  @Test("a hundred statements cancelled at once leave a database that works")
  func manyCancellations() async throws {
    try await withDatabase { (database) async throws in
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask { _ = try? await database.read("select pg_sleep(0.001 * \(number)::float8), 'storm mark'") }
        }
        group.cancelAll()
      }
      for number in 0..<50 { #expect(try await database.read("select \(number)").int(0, 0) == Int64(number)) }
      #expect(try await eventually { try await database.runningStatements(marked: "storm mark") == 0 })
    }
  }
}
