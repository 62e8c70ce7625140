import Glibc
import Logging
import Postgres
import Synchronization

@testable import LabEnvironments

/// One PostgreSQL server for the whole run, in a folder of its own that goes away at the end.
enum TestServer {
  private static let leftovers = Mutex<(servers: [EmbeddedServer], folders: [String])>(([], []))
  private static let started = Task { try await start() }

  /// The server, started by the first test that asks.
  static var shared: EmbeddedServer {
    get async throws { try await started.value }
  }

  private static func start() async throws -> EmbeddedServer {
    var settings = EmbeddedServer.Settings()
    settings.isDurable = false
    settings.connectionLimit = 200
    let home = makeFolder()
    let server = try await EmbeddedServer.start(home: home, settings: settings)
    leftovers.withLock { $0.servers.append(server) }
    try askForPasswords(home, server)
    return server
  }

  /// Who logs in to the database of their own name, as roles of labs do, needs a password; an embedded server asks for
  /// none.
  private static func askForPasswords(_ home: String, _ server: EmbeddedServer) throws {
    guard let file = unsafe fopen(home + "/postgres/pg_hba.conf", "w") else { throw NoAccessFile() }
    unsafe fputs("local atlas atlas trust\nlocal sameuser all scram-sha-256\nlocal all all trust\n", file)
    unsafe fclose(file)
    let connection = try ScriptConnection(
      connectionString: server.connectionString, applicationName: "test", statementTimeout: .seconds(30))
    try connection.query("select pg_reload_conf()")
  }

  private struct NoAccessFile: Error {}

  private static func makeFolder() -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/labs-tests-XXXXXX").utf8CString)
    let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let path else { fatalError("no temporary folder") }
    leftovers.withLock { $0.folders.append(path) }
    atexit { TestServer.cleanUp() }
    return path
  }

  private static func cleanUp() {
    let (servers, folders) = leftovers.withLock { $0 }
    for server in servers { server.stopBlocking() }
    for folder in folders { removeFolder(folder) }
  }

  private static func removeFolder(_ folder: String) {
    guard let stream = unsafe opendir(folder) else { return }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    unsafe closedir(stream)
    var status = stat()
    for name in names {
      let path = folder + "/" + name
      guard unsafe lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { removeFolder(path) } else { unsafe unlink(path) }
    }
    unsafe rmdir(folder)
  }
}

/// An installation of its own on the shared server.
struct TestLabs: Sendable {
  let provisioner: EmbeddedLabProvisioner
  let connectionString: String
  let database: String

  /// Makes the environment of a run.
  func provision(_ run: Int64 = 1, setup: String = "create table t (a int); insert into t values (1), (2)") async throws
  {
    let environment = try await provisioner.provision(
      EnvironmentSpecification(run: run, lab: 1, user: 1, kind: .sql(setup: setup), expiresAt: .now))
    guard environment == ProvisionedEnvironment(status: .ready) else { throw NotReady() }
  }

  private struct NotReady: Error {}

  /// Asks as the server's administrator, in the installation's own database.
  func ask(_ statement: String, _ values: [String] = []) throws -> String? {
    let connection = try ScriptConnection(
      connectionString: connectionString, applicationName: "test", statementTimeout: .seconds(30))
    return try connection.query(statement, values).string(0, 0)
  }

  /// Databases and roles of labs that are there.
  func leftovers() throws -> String? {
    try ask(
      """
      select count(*) from (select datname from pg_database union all select rolname from pg_roles) n (name)
      where starts_with(name, $1)
      """, [SQLLabNames(database: database).prefix])
  }
}

/// Runs a test on an installation of its own, and checks that it leaves nothing.
func withLabs(
  user: String? = nil, _ change: (inout SQLLabLimits) -> Void = { _ in }, _ body: (TestLabs) async throws -> Void
) async throws {
  let server = try await TestServer.shared
  let database = "test_\(PostgresUUID.random())"
  try await server.createDatabase(named: database)
  let administrator = server.connectionString(database: database)
  var limits = SQLLabLimits()
  // A busy machine must not look like slow SQL; tests of the limit set their own.
  limits.scriptTime = .seconds(60)
  limits.setupTime = .seconds(60)
  limits.gradingTime = .seconds(300)
  change(&limits)
  let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  let labs = TestLabs(
    provisioner: EmbeddedLabProvisioner(
      connectionString: user.map { administrator + " user=\($0)" } ?? administrator, limits: limits, logger: logger),
    connectionString: administrator, database: database)
  let result: Result<Void, any Error>
  do { result = .success(try await body(labs)) } catch { result = .failure(error) }
  for run in try await labs.provisioner.existing() { try await labs.provisioner.remove(run: run) }
  let left = try labs.leftovers()
  try await server.dropDatabase(named: database)
  try result.get()
  if left != "0" { throw Leftovers(count: left ?? "") }
}

private struct Leftovers: Error {
  let count: String
}

/// The error of an operation that should fail.
func failure(_ operation: () async throws -> some Any) async -> LabEnvironmentError? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error as? LabEnvironmentError
  }
}
