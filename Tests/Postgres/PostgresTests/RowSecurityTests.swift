import Testing

@testable import Postgres

/// Statements on behalf of users, on connections that all of them share.
@Suite("Row security")
struct RowSecurityTests {
  @Test("a statement sees the rows of its user, all as the system, and none when it says nothing")
  func audiences() async throws {
    try await withNotes { (database) async throws in
      #expect(try await database.owners() == [])
      #expect(try await database.owners(.user(nil)) == [])
      #expect(try await database.owners(.user(3)) == [3])
      #expect(try await database.owners(.system) == Array(1...Self.ownerCount))
      #expect(try await database.read("select current_user = session_user").bool(0, 0) == false)
    }
  }

  @Test("a user changes own rows only, and makes none for others")
  func writes() async throws {
    try await withNotes { (database) async throws in
      let insert: Query = "insert into notes values (\(Int64(5)), 'more')"
      #expect(try await database.write(insert.onBehalf(of: .user(5))).affectedRows == 1)
      for audience in [Audience.user(6), .user(nil), nil] {
        let refused = await failure { try await database.write(insert.onBehalf(audience)) }
        #expect(refused?.sqlState == "42501")
        #expect(refused?.unknownOutcome == false)
      }
      let change: Query = "update notes set body = 'changed'"
      #expect(try await database.write(change.onBehalf(of: .user(5))).affectedRows == 2)
      #expect(try await database.write(change).affectedRows == 0)
      #expect(try await database.write(("delete from notes" as Query).onBehalf(of: .user(6))).affectedRows == 1)
      #expect(try await database.owners(.system).count == Int(Self.ownerCount))
    }
  }

  @Test("after a user's statement, however it ended, the next one on the connection sees nothing")
  func nothingStays() async throws {
    try await withNotes { (database) async throws in
      _ = try await database.owners(.user(1))
      #expect(try await database.owners() == [])
      let broken = await failure { try await database.read(Self.broken.onBehalf(of: .user(1))) }
      #expect(broken?.sqlState == "22012")
      #expect(try await database.owners() == [])
      try await database.write(("update notes set body = 'x'" as Query).onBehalf(of: .user(1)))
      #expect(try await database.owners() == [])
      let refused = await failure { try await database.write(Self.foreign.onBehalf(of: .user(1))) }
      #expect(refused?.sqlState == "42501")
      #expect(try await database.owners() == [])
      let late = await failure {
        try await database.read(
          ("select pg_sleep(600) from notes" as Query).onBehalf(of: .user(1)), deadline: .now + .milliseconds(100))
      }
      #expect(late?.code == .timeout)
      #expect(try await database.owners() == [])
      #expect(try await database.read("select current_setting('test.viewer', true)").string(0, 0) == "")
      #expect(database.openConnectionCount == 1)
    }
  }

  @Test("each statement of a transaction has its own audience, also behind a savepoint that was taken back")
  func transactions() async throws {
    try await withNotes(connections: 2) { (database) async throws in
      try await database.transaction { transaction in
        #expect(try await transaction.owners() == [])
        #expect(try await transaction.owners(.user(2)) == [2])
        #expect(try await transaction.owners(.user(3)) == [3])
        #expect(try await transaction.owners() == [])
        #expect(try await transaction.owners(.system).count == Int(Self.ownerCount))
        try await transaction.write("savepoint s")
        #expect(try await transaction.owners(.user(4)) == [4])
        try await transaction.write("rollback to savepoint s")
        #expect(try await transaction.owners(.user(4)) == [4])
        #expect(try await transaction.owners() == [])
        let refused = await failure { try await transaction.write(Self.foreign.onBehalf(of: .user(4))) }
        #expect(refused?.sqlState == "42501")
        try await transaction.write("rollback to savepoint s")
        #expect(try await transaction.owners() == [])
        try await transaction.write(("update notes set body = 'kept'" as Query).onBehalf(of: .user(4)))
      }
      for _ in 0..<4 {
        #expect(try await database.owners(.user(4)) == [4])
        #expect(try await database.owners() == [])
      }
      let failed = await failure {
        try await database.transaction { transaction in
          _ = try await transaction.owners(.system)
          try await transaction.write(Self.foreign.onBehalf(of: .user(1)))
        }
      }
      #expect(failed?.sqlState == "42501")
      for _ in 0..<4 { #expect(try await database.owners() == []) }
      let kept: Query = "select owner from notes where body = 'kept'"
      #expect(try await database.read(kept.onBehalf(of: .system)).int(0, 0) == 4)
    }
  }

  @Test("fifty users at once on two connections, among visitors and failures, see each only what is theirs")
  func interleaved() async throws {
    try await withNotes(connections: 2) { (database) async throws in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<600 {
          let user = Int64(number % 50) + 1
          group.addTask {
            switch number % 6 {
            case 0: return try await database.owners() == []
            case 1: return await failure { try await database.read(Self.broken.onBehalf(of: .user(user))) } != nil
            case 2:
              let write = ("update notes set body = 'x' returning owner" as Query).onBehalf(of: .user(user))
              return try await database.write(write).integers == [user]
            case 3: return try await database.transaction { try await $0.owners(.user(user)) } == [user]
            default: return try await database.owners(.user(user)) == [user]
            }
          }
        }
        for try await isRight in group { #expect(isRight) }
      }
    }
  }

  @Test("reads of a turn that are submitted together keep their users apart")
  func together() async throws {
    try await withNotes { (database) async throws in
      // Some users follow themselves, and every fourth read is nobody's.
      let users = (0..<200).map { (number: Int64) -> Int64? in number % 4 == 3 ? nil : 1 + (number / 3) % 50 }
      let pending = users.map { user in
        database.submit(Self.select.onBehalf(user.map { Audience.user($0) }))
      }
      for (user, pending) in zip(users, pending) {
        let own = [user].compactMap { $0 }
        let seen = try await pending.rows().integers
        #expect(seen == own)
      }
    }
  }

  @Test("rows that are handed over as they arrive are the user's")
  func streams() async throws {
    try await withNotes { (database) async throws in
      let stream = database.stream(Self.select.onBehalf(of: .user(7)))
      #expect(try await stream.next(minimum: 10)?.integers == [7])
      #expect(try await stream.next() == nil)
      #expect(try await database.stream(Self.select).next() == nil)
    }
  }

  @Test("when the server has forgotten what was prepared, statements are prepared again and stay their user's")
  func forgottenPlans() async throws {
    try await withNotes { (database) async throws in
      for _ in 0..<2 {
        #expect(try await database.owners(.user(8)) == [8])
        try await database.write("deallocate all")
      }
      let change = ("update notes set body = 'x'" as Query).onBehalf(of: .user(8))
      #expect(try await database.write(change).affectedRows == 1)
      try await database.write("deallocate all")
      #expect(try await database.write(change).affectedRows == 1)
      try await database.write("deallocate all")
      let seen = try await database.transaction { try await $0.owners(.user(8)) }
      #expect(seen == [8])
      #expect(try await database.owners() == [])
    }
  }

  @Test("a connection that keeps one prepared statement serves users too")
  func leastPrepared() async throws {
    try await withNotes(preparedStatements: 1) { (database) async throws in
      for user in Int64(1)...10 { #expect(try await database.owners(.user(user)) == [user]) }
      #expect(try await database.owners() == [])
    }
  }

  @Test("a new connection in the place of one that broke takes the role too")
  func reconnection() async throws {
    try await withNotes { (database) async throws in
      let process = try #require(try await database.read("select pg_backend_pid()").int(0, 0))
      let outside = DatabaseConfiguration(connectionString: database.configuration.connectionString)
      try await withDatabase(outside) { _ = try await $0.read("select pg_terminate_backend(\(process)::int)") }
      #expect(await eventually { (try? await database.owners(.user(9))) == [9] })
      #expect(try await database.owners() == [])
      #expect(try await database.read("select current_user").string(0, 0) == Self.security.role)
    }
  }

  @Test("what enforces the policies: the role where it can be taken, else the user, if policies apply to it")
  func enforcement() async throws {
    try await withNotes { (database) async throws in
      let superuser = database.configuration.connectionString
      func enforcement(_ role: String?, _ connection: String) async throws -> RowSecurity.Enforcement {
        try await RowSecurity(setting: "test.viewer", role: role)
          .enforcement(connectionString: connection, reading: "notes")
      }
      #expect(try await enforcement(Self.security.role, superuser) == .role)
      #expect(try await enforcement("no_such_role", superuser) == .none)
      #expect(try await enforcement("row_security_stranger", superuser) == .none)
      let stranger = superuser + " options='-c role=row_security_stranger'"
      #expect(try await enforcement(nil, stranger) == .user)
    }
  }

  private static let ownerCount: Int64 = 50
  private static let security = RowSecurity(setting: "test.viewer", role: "row_security_tests")
  /// Forgets to ask for its user's rows only.
  fileprivate static let select: Query = "select owner from notes order by owner"
  private static let broken: Query = "select 1 / 0 from notes"
  private static let foreign: Query = "insert into notes values (\(Int64(2)), 'foreign')"

  /// Roles belong to the server, which all tests share.
  private static let schema = """
    do $$ begin create role row_security_tests; exception when duplicate_object or unique_violation then null; end $$;
    do $$ begin create role row_security_stranger; exception when duplicate_object or unique_violation then null;
    end $$;
    create table notes (owner bigint not null, body text not null);
    insert into notes select n, 'note' from generate_series(1, \(ownerCount)) as n;
    grant select, insert, update, delete on notes to row_security_tests;
    alter table notes enable row level security, force row level security;
    create policy own on notes using (
      current_setting('test.viewer', true) = 'system' or owner::text = current_setting('test.viewer', true)
    );
    """

  private func withNotes(
    connections: Int = 1, preparedStatements: Int = 200, _ body: (Database) async throws -> Void
  ) async throws {
    let options = TestOptions(
      connections: connections, preparedStatements: preparedStatements, rowSecurity: Self.security)
    try await withDatabase(options, schema: Self.schema, body)
  }
}

extension Query {
  /// Without an audience the query as it is.
  fileprivate func onBehalf(_ audience: Audience?) -> Query { audience.map { onBehalf(of: $0) } ?? self }
}

extension Database {
  /// The owners of the notes that are visible.
  fileprivate func owners(_ audience: Audience? = nil) async throws -> [Int64] {
    try await read(RowSecurityTests.select.onBehalf(audience)).integers
  }
}

extension Transaction {
  fileprivate func owners(_ audience: Audience? = nil) async throws -> [Int64] {
    try await read(RowSecurityTests.select.onBehalf(audience)).integers
  }
}

extension Rows {
  fileprivate var integers: [Int64] { (0..<count).compactMap { int($0, 0) } }
}
