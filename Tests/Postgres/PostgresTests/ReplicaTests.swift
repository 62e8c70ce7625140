import Glibc
import Testing

@testable import Postgres

@Suite("Replicas", .serialized)
struct ReplicaTests {
  @Test("a replica answers the reads of an operation that only reads, the primary everything else")
  func routing() async throws {
    try await withReplica { (database) async throws in
      #expect(try await database.waitForReplica())
      #expect(try await !database.readsFromReplica(nil))
      #expect(try await !database.readsFromReplica(.primary()))
      let writing = Consistency.replica()
      _ = try await database.readsFromReplica(writing)
      let isReplica = try await database.transaction(consistency: writing) { transaction in
        try await transaction.read("select pg_is_in_recovery()").bool(0, 0)
      }
      #expect(isReplica == false)
      #expect(try await !database.readsFromReplica(writing))
    }
  }

  @Test("the log of statements tells which server answered")
  func logged() async throws {
    try await withReplica { (database) async throws in
      #expect(try await database.waitForReplica())
      let log = StatementLog()
      try await StatementLog.$current.withValue(log) { () async throws in
        _ = try await database.read("select 1", consistency: .replica())
        _ = try await database.read("select 2")
        // What a replica cannot answer is sent again, to the primary, and is one entry all the same.
        _ = await failure { try await database.read("select 1 / 0", consistency: .replica()) }
      }
      #expect(log.entries.map(\.isOnReplica) == [true, false, false])
      #expect(log.entries.map(\.sqlState) == [nil, nil, "22012"])
    }
  }

  @Test("a replica is told on whose behalf it reads, for that read only")
  func audiences() async throws {
    try await withReplica { configuration in
      configuration.rowSecurity = RowSecurity(setting: "test.viewer")
      configuration.connectionsPerLoop = 1
    } _: { (database) async throws in
      #expect(try await database.waitForReplica())
      let viewer: Query = "select pg_is_in_recovery(), nullif(current_setting('test.viewer', true), '')"
      for user in Int64(1)...5 {
        let own = try await database.read(viewer.onBehalf(of: .user(user)), consistency: .replica())
        #expect(own.bool(0, 0) == true)
        #expect(own.string(0, 1) == "\(user)")
        let next = try await database.read(viewer, consistency: .replica())
        #expect(next.bool(0, 0) == true)
        #expect(next.isNull(0, 1))
      }
    }
  }

  @Test("the position of a write comes with its answer")
  func positions() async throws {
    try await withReplica { (database) async throws in
      try await database.write("create table if not exists positions (n bigint)")
      let consistency = Consistency.primary()
      #expect(!consistency.hasWritten)
      #expect(try await database.position(after: consistency) == nil)
      let before = try await database.submitPosition().position()
      try await database.write("insert into positions values (1)", consistency: consistency)
      let first = try #require(try await database.position(after: consistency))
      #expect(first > before)
      try await database.transaction(consistency: consistency) { transaction in
        try await transaction.write("insert into positions values (2)")
      }
      let second = try #require(try await database.position(after: consistency))
      #expect(second > first)
      #expect(consistency.questions?.count == 2)
      let after = try await database.submitPosition().position()
      #expect(second <= after)
      let refused = Consistency.primary()
      _ = await failure { try await database.write("insert into positions values ('x')", consistency: refused) }
      #expect(refused.hasWritten)
      #expect(try await database.position(after: refused) != nil)
    }
  }

  @Test("who has written reads the own write, though the replica stands still; others read from the replica")
  func readYourWrites() async throws {
    try await withReplica { (database) async throws in
      try await database.write("create table if not exists own (n bigint)")
      let created = try await database.writePosition("insert into own values (0)")
      #expect(try await database.waitForReplica(after: created))
      try await withReplayPaused {
        let mark = Int64.random(in: 1...Int64.max)
        let written = try #require(try await database.writePosition("insert into own values (\(mark))"))
        let count: Query = "select count(*), bool_and(pg_is_in_recovery()) from own where n = \(mark)"
        let own = try await database.read(count, consistency: .replica(after: written))
        #expect(own.int(0, 0) == 1)
        #expect(own.bool(0, 1) == false)
        // Nobody waits again for a replica that stands still.
        for _ in 0..<100 { #expect(try await !database.readsFromReplica(.replica(after: written))) }
        #expect(try await database.waitForReplica())
        let other = try await eventually {
          let rows = try await database.read(count, consistency: .replica())
          return rows.bool(0, 1) == nil && rows.int(0, 0) == 0
        }
        #expect(other)
        try await resumeReplay()
        #expect(try await database.waitForReplica(after: written))
        let later = try await database.read(count, consistency: .replica(after: written))
        #expect(later.int(0, 0) == 1)
      }
    }
  }

  @Test("a read waits for a replica that is about to come far enough")
  func waiting() async throws {
    try await withReplica {
      $0.replicaWait = .seconds(600)
    } _: { (database) async throws in
      #expect(try await database.waitForReplica())
      try await database.write("create table if not exists waited (n bigint)")
      try await withReplayPaused {
        let written = try await database.writePosition("insert into waited values (1)")
        let pending = database.submit("select pg_is_in_recovery()", consistency: .replica(after: written))
        #expect(try await database.waitForReplica())
        let isSettled = pending.outcome.isSettled
        #expect(!isSettled)
        try await resumeReplay()
        #expect(try await pending.rows().bool(0, 0) == true)
      }
    }
  }

  @Test("a cancelled read no longer waits for a replica")
  func cancelling() async throws {
    try await withReplica {
      $0.replicaWait = .seconds(600)
    } _: { (database) async throws in
      #expect(try await database.waitForReplica())
      let unreachable = LogPosition(rawValue: UInt64.max)
      let task = Task {
        await failure { try await database.read("select 1", consistency: .replica(after: unreachable)) }
      }
      task.cancel()
      #expect(await task.value?.code == .canceled)
    }
  }

  @Test("a replica that lags too far gets no reads until it has caught up")
  func lag() async throws {
    try await withReplica {
      $0.replicaLagLimit = .milliseconds(400)
    } _: { (database) async throws in
      try await database.write("create table if not exists lagging (n bigint)")
      #expect(try await database.waitForReplica())
      try await withReplayPaused {
        try await database.write("insert into lagging values (1)")
        #expect(try await database.waitForPrimary())
        try await resumeReplay()
        #expect(try await database.waitForReplica())
      }
    }
  }

  @Test("killing a replica loses no read, and it is used again when it is back", arguments: [SIGINT, SIGQUIT])
  func killing(signal: Int32) async throws {
    try await withReplica { (database) async throws in
      #expect(try await database.waitForReplica())
      let operation = Consistency.replica()
      _ = try await database.readsFromReplica(operation)
      let processID = try #require(try await ReplicaServers.standby.processID)
      let slow = (0..<20).map { database.submit("select \($0), pg_sleep(0.05)", consistency: .replica()) }
      let isKilled = try await database.read("select 1", consistency: .replica()).int(0, 0) == 1
      #expect(isKilled && kill(processID, signal) == 0)
      for (number, pending) in slow.enumerated() { #expect(try await pending.rows().int(0, 0) == Int64(number)) }
      #expect(try await database.waitForPrimary())
      #expect(try await !database.readsFromReplica(operation))
      for number in 0..<100 {
        #expect(try await database.read("select \(number)", consistency: .replica()).int(0, 0) == Int64(number))
      }
      try await ReplicaServers.restartStandby()
      #expect(try await database.waitForReplica())
      // An operation that has read from the primary does not go back in time.
      #expect(try await !database.readsFromReplica(operation))
    }
  }

  @Test("what a replica refuses, the primary answers, and its errors are the truth")
  func refusals() async throws {
    try await withReplica { (database) async throws in
      try await database.write("create sequence if not exists numbers")
      let created = try await database.writePosition("select setval('numbers', 41)")
      #expect(try await database.waitForReplica(after: created))
      #expect(try await database.read("select nextval('numbers')", consistency: .replica(after: created)).count == 1)
      let error = await failure { try await database.read("select 1 / 0", consistency: .replica()) }
      #expect(error?.sqlState == "22012")
      #expect(try await database.waitForReplica())
    }
  }

  @Test("while the primary is away, replicas answer what they can")
  func primaryAway() async throws {
    try await withReplica {
      $0.connectionWait = .milliseconds(200)
    } _: { (database) async throws in
      #expect(try await database.waitForReplica())
      try await ReplicaServers.primary.stop()
      #expect(await eventually { !database.isHealthy })
      #expect(await eventually { (try? await database.readsFromReplica(.replica())) == true })
      let error = await failure { try await database.write("select 1") }
      #expect(error?.code == .connectionLost)
      try await ReplicaServers.restartPrimary()
      #expect(await eventually { await failure { try await database.ping() } == nil })
      #expect(try await database.waitForReplica())
    }
  }

  @Test("a replica that was never there costs nothing but its name")
  func missing() async throws {
    try await withReplica {
      $0.replicaConnectionStrings = ["host=/nonexistent"]
    } _: { (database) async throws in
      for _ in 0..<50 { #expect(try await !database.readsFromReplica(.replica())) }
      #expect(database.openReplicaConnectionCount == 0)
    }
  }
}

@Suite("Positions in the log")
struct LogPositionTests {
  @Test("a position is read and written in PostgreSQL's notation")
  func notation() {
    #expect(LogPosition("16/B374D848")?.rawValue == 0x16_B374_D848)
    #expect(LogPosition("0/0")?.description == "0/0")
    #expect(LogPosition("ffffffff/FFFFFFFF")?.description == "FFFFFFFF/FFFFFFFF")
    #expect(LogPosition("1/2").map { $0 < LogPosition(rawValue: 1 << 32 | 3) } == true)
  }

  @Test(
    "anything else is no position",
    arguments: ["", "/", "1/", "/1", "1", "1/2/3", "+1/2", "g/1", "123456789/0", "1 /2"])
  func garbage(text: String) {
    #expect(LogPosition(text) == nil)
  }

  @Test("lag is measured against what the primary said at known moments")
  func samples() {
    let start = Instant.now
    func moment(_ milliseconds: Int) -> Instant { start + .milliseconds(milliseconds) }
    var samples = LogSamples()
    #expect(samples.latestMoment(before: LogPosition(rawValue: 10)) == nil)
    for (time, position) in [(0, 10), (100, 20), (200, 20), (300, 30)] as [(Int, UInt64)] {
      let sample = LogSamples.Sample(moment: moment(time), position: LogPosition(rawValue: position))
      samples.add(sample, keeping: .milliseconds(250))
    }
    #expect(samples.latestMoment(before: LogPosition(rawValue: 19)) == nil, "the sample of 10 is too old")
    #expect(samples.latestMoment(before: LogPosition(rawValue: 25)) == moment(200))
    #expect(samples.latestMoment(before: LogPosition(rawValue: 30)) == moment(300))
    samples.add(LogSamples.Sample(moment: moment(400), position: LogPosition(rawValue: 5)), keeping: .seconds(1))
    #expect(samples.latestMoment(before: LogPosition(rawValue: 30)) == moment(400), "another log begins")
  }
}
