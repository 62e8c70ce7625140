import Testing

@testable import Postgres

@Suite("Recovery")
struct RecoveryTests {
  @Test("reads survive the end of every session")
  func terminatedSessions() async throws {
    try await withDatabase { (database) async throws in
      for round in 0..<5 {
        let pending = (0..<50).map { database.submit("select \($0), pg_sleep(0.001)") }
        _ = await failure {
          try await database.write(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """)
        }
        for (number, pending) in pending.enumerated() {
          #expect(try await pending.rows().int(0, 0) == Int64(number), "round \(round)")
        }
      }
      #expect(await eventually { database.openConnectionCount == 4 })
    }
  }

  @Test("a transaction whose session ends fails, and the next one works")
  func terminatedTransaction() async throws {
    try await withDatabase(schema: "create table t (n bigint)") { (database) async throws in
      let error = await failure {
        try await database.transaction { transaction in
          try await transaction.write("insert into t values (1)")
          let session = try await transaction.read("select pg_backend_pid()").int(0, 0) ?? 0
          _ = try await database.read("select pg_terminate_backend(\(session)::int)")
          while true { _ = try await transaction.read("select 1") }
        }
      }
      #expect(error?.unknownOutcome == false)
      #expect(error?.isRetryable == true)
      try await database.transaction { try await $0.write("insert into t values (2)") }
      #expect(try await database.read("select string_agg(n::text, ',') from t").string(0, 0) == "2")
    }
  }

  @Test("a dead database is a typed error, and its return needs no help")
  func serverRestart() async throws {
    let home = TestServer.makeFolder()
    let server = try await TestServer.start(home: home)
    var configuration = DatabaseConfiguration(connectionString: server.connectionString)
    configuration.connectionWait = .milliseconds(300)
    let database = Database(configuration: configuration)
    try await database.start()
    #expect(database.isHealthy)
    await server.stop()
    #expect(server.processID == nil)
    let read = await failure { try await database.read("select 1") }
    #expect(read?.code == .connectionLost)
    let write = await failure { try await database.write("create table t (n bigint)") }
    #expect(write?.code == .connectionLost)
    let transaction = await failure { try await database.transaction { _ = try await $0.read("select 1") } }
    #expect(transaction?.code == .connectionLost)
    let patient = database.submit("select 7")
    let again = try await TestServer.start(home: home)
    _ = await failure { try await patient.rows() }
    let isBack = await eventually { await failure { try await database.ping() } == nil }
    #expect(isBack)
    await database.close()
    await again.stop()
  }

  @Test("starting without a database fails with the reason")
  func noDatabase() async throws {
    var configuration = DatabaseConfiguration(connectionString: "host=/nonexistent password=secret")
    configuration.startTimeout = .milliseconds(200)
    let database = Database(configuration: configuration)
    let error = await failure { try await database.start() }
    #expect(error?.code == .connectionLost)
    #expect(error?.message.contains("/nonexistent") == true)
    #expect(error?.debugDescription.contains("secret") == false)
    await database.close()
  }

  @Test("closing fails what waits and ends every session")
  func closing() async throws {
    let observed = try await withDatabase { (observer) async throws in
      let database = Database(configuration: observer.configuration)
      try await database.start()
      let pending = database.submit("select pg_sleep(600), 'closing mark'")
      #expect(try await eventually { try await observer.runningStatements(marked: "closing mark") == 1 })
      await database.close()
      let error = await failure { try await pending.rows() }
      #expect(try await eventually { try await observer.runningStatements(marked: "closing mark") == 0 })
      return error
    }
    #expect(observed?.code == .closed)
  }
}
