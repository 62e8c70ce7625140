import Testing

@testable import Postgres

/// Rows that are handed over as they arrive.
@Suite("Row streams")
struct RowStreamTests {
  /// Five rows, the third of which waits until nobody holds the lock. They are longer than the server's buffer, which it
  /// sends when it is full. The mark finds the statement among those of all tests.
  private static func held(_ mark: StaticString) -> Query {
    """
    select g, repeat('x', 10000), case when g = 3 then pg_advisory_xact_lock_shared(7) end, '\(unsafeRawSQL: mark)'
    from generate_series(1, 5) g
    """
  }

  @Test("[INC stream rows] the first rows are there while the statement still runs, and others are answered meanwhile")
  func firstRows() async throws {
    try await withDatabase { (database) async throws in
      let stream = try await database.whileLocked { () async throws in
        let stream = database.stream(Self.held("first rows mark"))
        #expect(try await stream.next()?.int(0, 0) == 1)
        #expect(try await database.runningStatements(marked: "first rows mark") == 1)
        #expect(try await database.read("select 1").int(0, 0) == 1)
        return stream
      }
      #expect(try await stream.integers().last == 5)
    }
  }

  @Test("[INC stream rows] rows that nobody reads hold up nobody: what stands behind them is answered")
  func slowReader() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      let (stream, behind) = try await database.whileLockedFromOutside { (_) async throws in
        let stream = database.stream(Self.held("slow reader mark"))
        let behind = database.submit("select 2")
        #expect(try await stream.next()?.int(0, 0) == 1)
        return (stream, behind)
      }
      #expect(try await behind.rows().int(0, 0) == 2)
      #expect(try await stream.next(minimum: 100)?.int(0, 0) == 2)
      #expect(try await stream.next() == nil)
    }
  }

  @Test("[INC stream rows] as many rows come as were asked for; fewer are the last")
  func minimum() async throws {
    try await withDatabase { (database) async throws in
      let stream = database.stream("select g, repeat('x', 10000) from generate_series(1, 20) g")
      let first = try #require(try await stream.next(minimum: 7))
      #expect(first.count >= 7)
      #expect(try await stream.next(minimum: 100)?.count ?? 0 == 20 - first.count)
      #expect(try await stream.next(minimum: 100) == nil)
      #expect(try await database.stream("select 1 where false").next() == nil)
      #expect(try await database.stream("select from generate_series(1, 3)").next(minimum: 3)?.count == 3)
    }
  }

  @Test("[INC stream rows] ten thousand rows are the same as those that are read whole")
  func complete() async throws {
    let query: Query = """
      select g as number, md5(g::text), case when g % 3 > 0 then repeat('ü', (g % 50)::int) end as text
      from generate_series(\(1), 10000) g
      """
    try await withDatabase { (database) async throws in
      let whole = try await database.read(query)
      let stream = database.stream(query)
      var row = 0
      while let rows = try await stream.next() {
        #expect(rows.position(ofColumn: "text") == 2 && rows.columnCount == 3)
        for index in 0..<rows.count {
          let isSame = (0..<3).allSatisfy { rows.string(index, $0) == whole.string(row + index, $0) }
          if !isSame { Issue.record("row \(row + index) differs") }
        }
        row += rows.count
      }
      #expect(row == 10_000)
    }
  }

  @Test("[INC stream rows] cancelling the task stops the SQL on the server, and the connection goes on")
  func cancellation() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      try await database.whileLockedFromOutside { (other) async throws in
        let stream = database.stream(Self.held("cancelled stream mark"))
        #expect(try await stream.next()?.int(0, 0) == 1)
        let task = Task { await failure { try await stream.integers() } }
        task.cancel()
        #expect(await task.value?.code == .canceled)
        #expect(try await eventually { try await other.runningStatements(marked: "cancelled stream mark") == 0 })
        #expect(try await database.read("select 1").int(0, 0) == 1)
        #expect(database.openConnectionCount == 1)
      }
    }
  }

  @Test("[INC stream rows] dropping the stream stops the SQL on the server, and a deadline does")
  func dropping() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      try await database.whileLockedFromOutside { (other) async throws in
        #expect(try await database.stream(Self.held("dropped stream mark")).next()?.int(0, 0) == 1)
        #expect(try await eventually { try await other.runningStatements(marked: "dropped stream mark") == 0 })
        let stream = database.stream(Self.held("late stream mark"), deadline: .now + .milliseconds(200))
        #expect(await failure { try await stream.integers() }?.code == .timeout)
        #expect(try await eventually { try await other.runningStatements(marked: "late stream mark") == 0 })
        #expect(try await database.read("select 1").int(0, 0) == 1)
        #expect(database.openConnectionCount == 1)
      }
    }
  }

  @Test("[INC stream rows] an error comes behind the rows before it, and at once where they are too few")
  func failureInTheMiddle() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      let query = Query("broken.stream", "select 12 / (3 - g) from generate_series(1, 5) g")
      let (stream, another, neighbour) = (database.stream(query), database.stream(query), database.submit("select 1"))
      var numbers: [Int64] = []
      let error = await failure { try await stream.integers { numbers.append($0) } }
      #expect(numbers == [6, 12])
      #expect(error?.sqlState == "22012" && error?.statementName == "broken.stream")
      #expect(await failure { try await another.next(minimum: 3) }?.sqlState == "22012")
      #expect(try await neighbour.rows().int(0, 0) == 1)
      #expect(await failure { try await database.stream("select nothing").next() }?.sqlState == "42703")
    }
  }

  @Test("[INC stream rows] a broken connection fails a stream of which rows were seen; any other is sent again")
  func brokenConnection() async throws {
    try await withDatabase(.init(connections: 1)) { (database) async throws in
      let unseen = try await database.whileLockedFromOutside { (other) async throws in
        let seen = database.stream(Self.held("stream seen mark"))
        #expect(try await seen.next()?.int(0, 0) == 1)
        #expect(try await other.endSession(marked: "stream seen mark"))
        #expect(await failure { try await seen.integers() } != nil)
        let unseen = database.stream(Self.held("stream unseen mark"))
        #expect(try await eventually { try await other.runningStatements(marked: "stream unseen mark") == 1 })
        #expect(try await other.endSession(marked: "stream unseen mark"))
        // Read before the end of the session was noticed, the first row would have been seen.
        #expect(try await eventually { try await other.runningStatements(marked: "stream unseen mark") == 1 })
        return unseen
      }
      #expect(try await unseen.integers() == [1, 2, 3, 4, 5])
    }
  }
}

extension RowStream {
  /// The integers of the first column in all rows that are left.
  fileprivate func integers(_ see: (Int64) -> Void = { _ in }) async throws -> [Int64?] {
    var integers: [Int64?] = []
    while let rows = try await next() {
      for row in 0..<rows.count {
        integers.append(rows.int(row, 0))
        rows.int(row, 0).map(see)
      }
    }
    return integers
  }
}

extension Database {
  /// Runs something while a transaction of this database holds the lock that streams wait for.
  func whileLocked<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    try await transaction { transaction in
      _ = try await transaction.read("select pg_advisory_xact_lock(7)")
      return try await body()
    }
  }

  /// The same over connections of their own, which the closure is given.
  fileprivate func whileLockedFromOutside<Value: Sendable>(
    _ body: (Database) async throws -> Value
  ) async throws -> Value {
    var configuration = configuration
    configuration.connectionsPerLoop = 2
    return try await withDatabase(configuration) { other in try await other.whileLocked { try await body(other) } }
  }

  /// Ends the session that runs a statement with this mark, and waits until it is gone.
  fileprivate func endSession(marked mark: String) async throws -> Bool {
    try await read(
      """
      select pg_terminate_backend(pid, 20000) from pg_stat_activity
      where state = 'active' and pid <> pg_backend_pid() and query like '%' || \(mark)::text || '%'
      """
    ).bool(0, 0) == true
  }
}
