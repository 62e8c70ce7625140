import Glibc
import Synchronization

@testable import Postgres

/// A primary and a streaming standby of it, started by the first test that asks. The tests that use them run one after
/// another, and leave both running.
enum ReplicaServers {
  private struct Running {
    var primary: EmbeddedServer
    var standby: EmbeddedServer
    let homes: (primary: String, standby: String)
  }

  private static let started = Task { Mutexed(try await start()) }

  private final class Mutexed: Sendable {
    let running: Mutex<Running>
    init(_ running: sending Running) { self.running = Mutex(running) }
  }

  static var primary: EmbeddedServer {
    get async throws { try await started.value.running.withLock { $0.primary } }
  }

  static var standby: EmbeddedServer {
    get async throws { try await started.value.running.withLock { $0.standby } }
  }

  /// Starts the standby again, after a test has stopped or killed it.
  static func restartStandby() async throws {
    let box = try await started.value
    let (server, home) = box.running.withLock { ($0.standby, $0.homes.standby) }
    await server.stop()
    let again = try await TestServer.start(home: home)
    box.running.withLock { $0.standby = again }
  }

  /// Starts the primary again.
  static func restartPrimary() async throws {
    let box = try await started.value
    let (server, home) = box.running.withLock { ($0.primary, $0.homes.primary) }
    await server.stop()
    let again = try await TestServer.start(home: home)
    box.running.withLock { $0.primary = again }
  }

  private static func start() async throws -> sending Running {
    let homes = (primary: TestServer.makeFolder(), standby: TestServer.makeFolder())
    let primary = try await TestServer.start(home: homes.primary)
    try await copy(primary, to: homes.standby)
    return Running(primary: primary, standby: try await TestServer.start(home: homes.standby), homes: homes)
  }

  /// Copies the primary's data to where the standby will find it, with the settings that make it a standby.
  private static func copy(_ primary: EmbeddedServer, to home: String) async throws {
    let source = primary.connectionString
    try await onThread { () throws(PostgresError) in
      let account = try ServerAccount.current()
      let folder = try ServerFolder(home: home)
      try folder.prepare(for: account)
      unsafe mkdir(folder.data, 0o700)
      try account?.own(folder.data)
      let copying = try ChildProcess(
        ChildProcess.Launch(
          program: try ServerPrograms.find().folder + "/pg_basebackup",
          arguments: ["-D", folder.data, "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync"],
          log: folder.log, account: account))
      guard copying.waitForExit(atMost: .seconds(120)), copying.exitStatus == 0 else {
        throw PostgresError(.embeddedServer, "pg_basebackup failed: \(readFile(folder.log) ?? "")")
      }
    }
  }
}

/// Runs a test on the primary and its standby.
func withReplica(
  _ change: (inout DatabaseConfiguration) -> Void = { _ in }, _ body: (Database) async throws -> Void
) async throws {
  var configuration = DatabaseConfiguration(connectionString: try await ReplicaServers.primary.connectionString)
  configuration.replicaConnectionStrings = [try await ReplicaServers.standby.connectionString]
  configuration.defaultTimeout = .seconds(30)
  // A busy machine must not look like a replica that lags.
  configuration.replicaLagLimit = .seconds(60)
  change(&configuration)
  try await withDatabase(configuration, body)
}

/// Runs statements on the standby itself.
func onStandby<Value: Sendable>(_ body: @Sendable (Database) async throws -> Value) async throws -> Value {
  let configuration = DatabaseConfiguration(connectionString: try await ReplicaServers.standby.connectionString)
  return try await withDatabase(configuration, body)
}

/// Runs a test while the standby replays nothing. The test may resume it.
func withReplayPaused(_ body: () async throws -> Void) async throws {
  try await onStandby { standby in
    _ = try await standby.read("select pg_wal_replay_pause()")
    _ = try await eventually {
      try await standby.read("select pg_get_wal_replay_pause_state()").string(0, 0) == "paused"
    }
  }
  let result: Result<Void, any Error>
  do { result = .success(try await body()) } catch { result = .failure(error) }
  try await resumeReplay()
  try result.get()
}

func resumeReplay() async throws {
  try await onStandby { _ = try await $0.read("select pg_wal_replay_resume()") }
}

extension Database {
  /// Whether a replica answers a read.
  func readsFromReplica(_ consistency: Consistency?) async throws -> Bool {
    try await read("select pg_is_in_recovery()", consistency: consistency).bool(0, 0) == true
  }

  /// Waits until the replicas are in use.
  func waitForReplica(after floor: LogPosition? = nil) async throws -> Bool {
    try await eventually { try await readsFromReplica(.replica(after: floor)) }
  }

  /// Waits until the replicas are not in use.
  func waitForPrimary() async throws -> Bool {
    try await eventually { try await !readsFromReplica(.replica()) }
  }

  /// Writes as an operation does, and says where the write ended.
  func writePosition(_ query: Query) async throws -> LogPosition? {
    let consistency = Consistency.primary()
    try await write(query, consistency: consistency)
    return try await position(after: consistency)
  }
}
