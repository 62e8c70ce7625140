import AtlasKernel
import DemoContent
import Glibc
import Logging
import Postgres
import Seeding
import Synchronization

@testable import AtlasServer

/// One PostgreSQL server for the whole run, with a template that is migrated and holds the demo content. Its folder
/// goes away at the end.
enum TestServer {
  private struct Leftovers {
    var servers: [EmbeddedServer] = []
    var folders: [String] = []
  }

  private static let leftovers = Mutex(Leftovers())
  /// Where instances put what they write, such as mails.
  private static let home = makeFolder()
  private static let template = "template_demo"
  private static let started = Task { try await startWithTemplate() }

  /// A configuration over a copy of the template that nobody else uses.
  static func makeConfiguration() async throws -> (AtlasConfiguration, drop: @Sendable () async -> Void) {
    let server = try await started.value
    let name = "test_\(PostgresUUID.random())"
    try await server.createDatabase(named: name, template: template)
    return (configuration(server.connectionString(database: name)), { try? await server.dropDatabase(named: name) })
  }

  /// A server of one test, which may stop it, with empty tables.
  static func startPrivate() async throws -> (server: EmbeddedServer, configuration: AtlasConfiguration) {
    let server = try await start()
    return (server, configuration(server.connectionString))
  }

  private static func startWithTemplate() async throws -> EmbeddedServer {
    let server = try await start()
    try await server.createDatabase(named: template)
    let application = try await AtlasApplication.start(
      configuration(server.connectionString(database: template)), logger: .silent)
    do {
      try await application.seedDemo()
    } catch {
      await application.stop()
      throw error
    }
    await application.stop()
    return server
  }

  private static func configuration(_ connectionString: String) -> AtlasConfiguration {
    var configuration = AtlasConfiguration()
    configuration.port = 0
    configuration.labs.mode = .off
    configuration.databaseURL = connectionString
    configuration.home = home
    configuration.tokens.secret = "a secret of the tests, long enough to sign with"
    configuration.databaseConnections = 3 * configuration.databaseLoops
    configuration.passwordCost = 10
    // Tests of limits set their own.
    configuration.limits = .off
    // A busy machine must not look like a slow request.
    configuration.requestTimeout = .seconds(60)
    return configuration
  }

  private static func start() async throws -> EmbeddedServer {
    var settings = EmbeddedServer.Settings()
    settings.isDurable = false
    settings.connectionLimit = 1_000
    let server = try await EmbeddedServer.start(home: makeFolder(), settings: settings)
    leftovers.withLock { $0.servers.append(server) }
    return server
  }

  private static func makeFolder() -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/atlas-tests-XXXXXX").utf8CString)
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
    for name in names(in: folder) {
      let path = folder + "/" + name
      guard unsafe lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { removeFolder(path) } else { unsafe unlink(path) }
    }
    unsafe rmdir(folder)
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}

extension Logger {
  /// Says nothing.
  static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}
