import Glibc
import Testing

@testable import Postgres

@Suite("Embedded server")
struct EmbeddedServerTests {
  @Test("a second process cannot use the folder, and the data is nobody else's")
  func exclusive() async throws {
    let home = TestServer.makeFolder()
    let server = try await TestServer.start(home: home)
    let error = await failure { try await EmbeddedServer.start(home: home) }
    #expect(error?.code == .embeddedServer)
    #expect(error?.message.contains("another process") == true)
    for folder in [home + "/postgres", home + "/run"] {
      var status = stat()
      unsafe #expect(stat(folder, &status) == 0)
      #expect(status.st_mode & 0o077 == 0)
    }
    await server.stop()
    #expect(server.processID == nil)
  }

  @Test("a server that was left behind is stopped by the next start, and its data is kept")
  func leftBehind() async throws {
    let home = TestServer.makeFolder()
    let server = try await TestServer.start(home: home)
    let left = try #require(server.processID)
    let configuration = DatabaseConfiguration(connectionString: server.connectionString)
    let database = Database(configuration: configuration)
    try await database.start()
    _ = try await database.write("create table kept (n bigint)")
    await database.close()
    // As after a kill -9 of ourselves: the server runs, the lock is gone.
    unsafe unlink(home + "/postgres.lock")
    let next = try await TestServer.start(home: home)
    #expect(server.processID == nil)
    #expect(next.processID != left)
    let again = Database(configuration: configuration)
    try await again.start()
    #expect(try await again.read("select count(*) from kept").int(0, 0) == 0)
    await again.close()
    await next.stop()
  }

  @Test("a database can be cloned from a migrated one")
  func cloning() async throws {
    let server = try await TestServer.shared
    let (template, clone) = ("template_\(PostgresUUID.random())", "clone_\(PostgresUUID.random())")
    try await server.createDatabase(named: template)
    let migration = Migration(number: 1, name: "schema", sql: "create table t (n bigint); insert into t values (7)")
    try await Migrator(connectionString: server.connectionString(database: template), migrations: [migration]).migrate()
    try await server.createDatabase(named: clone, template: template)
    let database = Database(
      configuration: DatabaseConfiguration(connectionString: server.connectionString(database: clone)))
    try await database.start()
    #expect(try await database.read("select n from t").int(0, 0) == 7)
    await database.close()
    try await server.dropDatabase(named: clone)
    try await server.dropDatabase(named: template)
  }

  @Test("a folder with a long path still gets a socket")
  func longPath() async throws {
    let parent = TestServer.makeFolder()
    unsafe chmod(parent, 0o711)
    let home = parent + "/" + String(repeating: "long-", count: 20) + "/it's"
    let server = try await TestServer.start(home: home)
    let database = Database(configuration: DatabaseConfiguration(connectionString: server.connectionString))
    try await database.start()
    try await database.ping()
    await database.close()
    await server.stop()
  }
}
