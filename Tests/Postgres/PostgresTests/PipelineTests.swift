import Testing

@testable import Postgres

@Suite("Pipeline")
struct PipelineTests {
  @Test("a thousand reads at once are all answered", arguments: [1, 4])
  func manyReads(connections: Int) async throws {
    try await withDatabase(.init(connections: connections)) { (database) async throws in
      let pending = (0..<1_000).map { database.submit("select \($0), \($0 % 7)") }
      for (number, pending) in pending.enumerated() {
        #expect(try await pending.rows().int(0, 0) == Int64(number))
      }
    }
  }

  @Test("tasks on the loop get their rows without leaving it")
  func readsOnTheLoop() async throws {
    try await withDatabase(.init(loops: 2)) { (database) async throws in
      let loop = database.nextLoop()
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<200 {
          group.addTask(executorPreference: loop) {
            let rows = try await database.read("select \(number)")
            return loop.isCurrent && rows.int(0, 0) == Int64(number)
          }
        }
        for try await isRight in group { #expect(isRight) }
      }
    }
  }

  @Test("an error in one shared read does not fail the others")
  func errorsAreTheirOwn() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      let pending = (0..<100).map { number in
        number % 10 == 3 ? database.submit("select 1 / \(number - number)") : database.submit("select \(number)")
      }
      for (number, pending) in pending.enumerated() {
        if number % 10 == 3 {
          let error = await failure { try await pending.rows() }
          #expect(error?.code == .server("22012"))
        } else {
          #expect(try await pending.rows().int(0, 0) == Int64(number))
        }
      }
    }
  }

  @Test("a statement that cannot be prepared fails alone, each time")
  func preparationErrors() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      for _ in 0..<3 {
        let good = database.submit("select 1")
        let bad = database.submit(Query("bad.query", "select nothing from nowhere"))
        let alsoGood = database.submit("select 2")
        #expect(try await good.rows().int(0, 0) == 1)
        let error = await failure { try await bad.rows() }
        #expect(error?.sqlState == "42P01")
        #expect(error?.statementName == "bad.query")
        #expect(try await alsoGood.rows().int(0, 0) == 2)
      }
    }
  }

  @Test("a write among reads is committed by itself")
  func writesBetweenReads() async throws {
    try await withDatabase(.init(connections: 1), schema: "create table t (n bigint primary key)") {
      (database) async throws in
      let broken = database.submit("select 1 / 0")
      async let written = database.write("insert into t values (\(1))")
      let alsoBroken = database.submit("select 1 / 0")
      #expect(try await written.affectedRows == 1)
      let refused1 = await failure { try await broken.rows() }
      #expect(refused1?.sqlState == "22012")
      let refused2 = await failure { try await alsoBroken.rows() }
      #expect(refused2?.sqlState == "22012")
      #expect(try await database.read("select count(*) from t").int(0, 0) == 1)
      let duplicate = await failure { try await database.write("insert into t values (\(1))") }
      #expect(duplicate?.code == .server("23505"))
      #expect(duplicate?.constraint == "t_pkey")
    }
  }

  @Test("a write whose commit fails is an error, not a success")
  func failureAtTheSync() async throws {
    let schema = """
      create table parent (id bigint primary key);
      create table child (parent bigint references parent deferrable initially deferred);
      """
    try await withDatabase(schema: schema) { (database) async throws in
      let error = await failure { try await database.write("insert into child values (\(1))") }
      #expect(error?.sqlState == "23503")
      #expect(error?.unknownOutcome == false)
      #expect(try await database.read("select count(*) from child").int(0, 0) == 0)
    }
  }

  @Test("more statements than a connection keeps prepared still work, and are dropped on the server")
  func boundedPreparedStatements() async throws {
    try await withDatabase(.init(connections: 1, preparedStatements: 3)) { (database) async throws in
      for round in 0..<3 {
        for number in 0..<8 {
          var query: Query = "select \(round)"
          for _ in 0..<number { query += ", \(number)" as Query }
          #expect(try await database.read(query).columnCount == number + 1)
        }
      }
      let isBounded = try await eventually {
        let count = try await database.read("select count(*) from pg_prepared_statements").int(0, 0) ?? .max
        return count <= 4
      }
      #expect(isBounded)
    }
  }

  @Test("a prepared statement whose table changed is prepared again")
  func stalePlans() async throws {
    try await withDatabase(.init(connections: 1), schema: "create table t (a bigint)") {
      (database) async throws in
      #expect(try await database.read("select * from t").columnCount == 1)
      _ = try await database.write("alter table t add b bigint")
      #expect(try await database.read("select * from t").columnCount == 2)
      _ = try await database.write("deallocate all")
      #expect(try await database.read("select * from t").columnCount == 2)
    }
  }

  @Test("no read is sent behind a statement that is slow")
  func slowStatements() async throws {
    try await withDatabase(.init(connections: 2)) { (database) async throws in
      let slow = Task { await failure { try await database.read("select pg_sleep(600), 'slow mark'") } }
      #expect(try await eventually { try await database.runningStatements(marked: "slow mark") == 1 })
      #expect(try await eventually { try await database.read("select pg_sleep(0.1)").count == 1 })
      let pending = (0..<300).map { database.submit("select \($0)") }
      for (number, pending) in pending.enumerated() {
        #expect(try await pending.rows().int(0, 0) == Int64(number))
      }
      slow.cancel()
      #expect(await slow.value?.code == .canceled)
    }
  }

  @Test("the full queue refuses, the others wait")
  func overload() async throws {
    var configuration = DatabaseConfiguration(connectionString: "host=/nonexistent")
    configuration.queueLimit = 2
    configuration.connectionWait = .milliseconds(200)
    let database = Database(configuration: configuration)
    let pending = (0..<3).map { database.submit("select \($0)") }
    let refused3 = await failure { try await pending[2].rows() }
    #expect(refused3?.code == .overloaded)
    let refused4 = await failure { try await pending[0].rows() }
    #expect(refused4?.code == .connectionLost)
    await database.close()
    let refused5 = await failure { try await database.read("select 1") }
    #expect(refused5?.code == .closed)
  }

  @Test("the log of a task holds what was sent, in order")
  func statementLog() async throws {
    try await withDatabase { (database) async throws in
      let log = StatementLog()
      try await StatementLog.$current.withValue(log) {
        _ = try await database.read(Query("first", "select \(1)"))
        try await database.transaction { _ = try await $0.read(Query("second", "select 2")) }
      }
      _ = try await database.read("select 3")
      #expect(log.entries.map(\.name) == ["first", "postgres.begin", "second", "postgres.commit"])
      #expect(
        log.entries.map(\.text) == ["select $1", "begin isolation level read committed", "select 2", "commit"])
    }
  }
}
