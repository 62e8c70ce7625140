import Glibc
import Synchronization

@testable import Postgres

/// One server for the whole run, in a folder of its own that goes away at the end.
enum TestServer {
  private struct Leftovers {
    var servers: [EmbeddedServer] = []
    var folders: [String] = []
  }

  private static let leftovers = Mutex(Leftovers())
  private static let started = Task { try await start(home: makeFolder()) }

  /// The server, started by the first test that asks.
  static var shared: EmbeddedServer {
    get async throws { try await started.value }
  }

  /// Another server, for a test that stops it.
  static func start(home: String) async throws -> EmbeddedServer {
    var settings = EmbeddedServer.Settings()
    settings.isDurable = false
    settings.connectionLimit = 200
    let server = try await EmbeddedServer.start(home: home, settings: settings)
    leftovers.withLock { $0.servers.append(server) }
    return server
  }

  /// A new folder that is removed at the end of the process.
  static func makeFolder() -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/postgres-tests-XXXXXX").utf8CString)
    let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let path else { fatalError("no temporary folder") }
    let isFirst = leftovers.withLock { leftovers in
      defer { leftovers.folders.append(path) }
      return leftovers.folders.isEmpty
    }
    if isFirst { atexit { TestServer.cleanUp() } }
    return path
  }

  private static func cleanUp() {
    let leftovers = leftovers.withLock { $0 }
    for server in leftovers.servers { server.stopBlocking() }
    for folder in leftovers.folders { removeFolder(folder) }
  }

  private static func removeFolder(_ folder: String) {
    var status = stat()
    for name in fileNames(in: folder) {
      let path = folder + "/" + name
      guard unsafe lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { removeFolder(path) } else { unsafe unlink(path) }
    }
    unsafe rmdir(folder)
  }
}

/// What a test wants to be different.
struct TestOptions {
  var connections = 4
  var loops = 1
  var preparedStatements = 200
  var timeout = Duration.seconds(30)
  // A busy machine must not look like a lock that is never free.
  var lockTimeout = Duration.seconds(20)
  var rowSecurity: RowSecurity?
}

/// Runs a test on a database of its own.
func withDatabase<Value>(
  _ options: TestOptions = TestOptions(), schema: String = "",
  _ body: (Database) async throws -> Value
) async throws -> Value {
  let server = try await TestServer.shared
  let name = "test_\(PostgresUUID.random())"
  try await server.createDatabase(named: name)
  var configuration = DatabaseConfiguration(connectionString: server.connectionString(database: name))
  configuration.connectionsPerLoop = options.connections
  configuration.loopCount = options.loops
  configuration.preparedStatementLimit = options.preparedStatements
  configuration.defaultTimeout = options.timeout
  configuration.lockTimeout = options.lockTimeout
  configuration.rowSecurity = options.rowSecurity
  if !schema.isEmpty {
    try await Migrator(
      connectionString: configuration.connectionString, migrations: [Migration(number: 1, name: "schema", sql: schema)]
    ).migrate()
  }
  let result: Result<Value, any Error>
  do { result = .success(try await withDatabase(configuration, body)) } catch { result = .failure(error) }
  try await server.dropDatabase(named: name)
  return try result.get()
}

/// Opens a database, and closes it whatever happens.
func withDatabase<Value>(
  _ configuration: DatabaseConfiguration, _ body: (Database) async throws -> Value
) async throws -> Value {
  let database = Database(configuration: configuration)
  let result: Result<Value, any Error>
  do {
    try await database.start()
    result = .success(try await body(database))
  } catch {
    result = .failure(error)
  }
  await database.close()
  return try result.get()
}

/// Asks again and again until the answer is yes; false when it never is.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let end = ContinuousClock.now + .seconds(20)
  while ContinuousClock.now < end {
    if try await condition() { return true }
    await Task.yield()
  }
  return false
}

/// The error of an operation that should fail.
func failure(_ operation: () async throws -> some Any) async -> PostgresError? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error as? PostgresError
  }
}

extension Database {
  /// How many sessions run a statement that contains the mark, this one not counted.
  func runningStatements(marked mark: String) async throws -> Int64? {
    try await read(
      """
      select count(*) from pg_stat_activity
      where state = 'active' and pid <> pg_backend_pid() and query like '%' || \(mark)::text || '%'
      """
    ).int(0, 0)
  }
}
