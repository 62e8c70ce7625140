import FoundationEssentials
import Postgres
import Testing

@testable import AtlasServer

@Suite("The doctor at a database")
struct DoctorDatabaseTests {
  /// What the doctor says of a database, by the name of the first finding of each kind.
  private func examine(
    _ url: String, _ changes: [String: String] = [:], isForProduction: Bool = false
  ) async -> [String: [Finding]] {
    let environment = [
      "DATABASE_URL": url, "PORT": "0", "ATLAS_LABS": "off", "DATABASE_LOOPS": "1", "DATABASE_CONNECTIONS": "4",
    ].merging(changes) { $1 }
    var options = Doctor.Options()
    options.usesNetwork = false
    options.isForProduction = isForProduction
    let report = await Doctor(environment: environment, options: options).examine()
    return Dictionary(grouping: report.findings, by: \.name)
  }

  /// Runs a test with the connection string of a migrated database that holds the demo content.
  private func withDatabase(_ body: (String, ScriptConnection) async throws -> Void) async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    do {
      let url = try #require(configuration.databaseURL)
      try await body(
        url, ScriptConnection(connectionString: url, applicationName: "test", statementTimeout: .seconds(30)))
    } catch {
      Issue.record(error)
    }
    await drop()
  }

  @Test("a database that is up to date has nothing wrong but what the server of the tests leaves out")
  func healthy() async throws {
    try await withDatabase { url, _ in
      let findings = await examine(url, ["ATLAS_LABS": "embedded"])
      for name in [
        "reachable", "version", "role", "connections", "rights", "row_security", "migrations", "labs", "clock",
      ] {
        let found = try #require(findings["database." + name]?.first, "\(name)")
        #expect(found.level == .ok, "\(found)")
      }
      // Its commits do not wait for the disk.
      let durability = try #require(findings["database.durability"])
      #expect(durability.map(\.level) == [.problem, .problem, .warning])
      #expect(durability.allSatisfy { $0.remedy?.isEmpty == false })
      #expect(findings["production.demo_content"] == nil)
      let production = await examine(url, isForProduction: true)
      #expect(production["production.demo_content"]?.first?.level == .problem)
    }
  }

  @Test("migrations that are pending, of a newer release, or changed are told apart")
  func migrations() async throws {
    try await withDatabase { url, connection in
      try connection.execute("delete from schema_migrations where number = (select max(number) from schema_migrations)")
      let pending = await examine(url)["database.migrations"]?.first
      #expect(pending?.level == .warning && pending?.seen.hasPrefix("1 are pending") == true)
      try connection.execute("insert into schema_migrations (number, name, checksum) values (9999, 'later', 'x')")
      #expect(await examine(url)["database.migrations"]?.contains { $0.seen.contains("newer release") } == true)
      try connection.execute("update schema_migrations set checksum = 'x' where number = 1")
      let changed = await examine(url)["database.migrations"]?.first
      #expect(changed?.level == .problem && changed?.seen.contains("0001_identity.sql") == true)
    }
  }

  @Test("a user without rights is told what it lacks")
  func rights() async throws {
    try await withDatabase { url, connection in
      let role = "doctor_\(PostgresUUID.random())".replacing("-", with: "_")
      try connection.execute("create role \(role) login; grant connect on database \(databaseName(url)) to \(role)")
      let findings = await examine(url.replacing("user=atlas", with: "user=\(role)"), ["ATLAS_LABS": "embedded"])
      try connection.execute("drop owned by \(role); drop role \(role)")
      #expect(findings["database.rights"]?.first?.level == .problem)
      #expect(findings["database.labs"]?.first?.level == .warning)
      #expect(findings["database.migrations"]?.first?.level == .problem)
    }
  }

  @Test("a replica that is none is a problem, and one that is away a warning without its password")
  func replicas() async throws {
    try await withDatabase { url, _ in
      let findings = await examine(
        url, ["DATABASE_REPLICA_URLS": "\(url),postgresql://u:half-a-secret@127.0.0.1:1/x"])
      #expect(findings["replica.1"]?.first?.level == .problem)
      #expect(findings["replica.2"]?.first?.level == .warning)
      #expect(findings["replica.2"]?.first?.seen.contains("127.0.0.1") == true)
      #expect(findings["replica.2"]?.first?.seen.contains("half-a-secret") == false)
    }
  }

  @Test("the embedded database is looked at where it runs, and is not started where it does not")
  func embedded() async throws {
    let home = FileManager.default.temporaryDirectory.path + "/doctor-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    #expect(await examine("", ["ATLAS_HOME": home])["database.embedded"]?.first?.level == .ok)
    #expect(!FileManager.default.fileExists(atPath: home))
    let server = try await EmbeddedServer.start(home: home + "/postgres")
    let findings = await examine("", ["ATLAS_HOME": home])
    await server.stop()
    #expect(findings["database.reachable"]?.first?.level == .ok)
    #expect(findings["database.migrations"]?.first?.level == .warning, "none is applied yet")
    #expect(findings["database.durability"]?.first?.level == .ok)
    #expect(findings["database.row_security"]?.first?.level == .ok)
  }

  private func databaseName(_ url: String) throws -> String {
    let name = try #require(ConnectionTarget(url)?.description.split(separator: " ").first)
    return "\"\(name)\""
  }
}
