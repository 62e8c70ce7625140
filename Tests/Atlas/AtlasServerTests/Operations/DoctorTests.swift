import FoundationEssentials
import GraphQLJSON
import NIOCore
import NIOPosix
import Testing

@testable import AtlasServer

@Suite("The doctor, beside the database")
struct DoctorTests {
  private func examine(
    _ environment: [String: String], _ change: (inout Doctor.Options) -> Void = { _ in }
  ) async -> DoctorReport {
    var options = Doctor.Options()
    options.usesNetwork = false
    change(&options)
    return await Doctor(environment: environment, options: options).examine()
  }

  @Test("problems end with 2, warnings with 1 where they count, and nothing with 0")
  func exitStatus() {
    let (fine, warning, problem) = (
      Finding.ok("a.b", "x"), Finding.warning("a", "x", "y"), Finding.problem("a", "x", "y")
    )
    #expect(DoctorReport(findings: [fine]).exitStatus(strict: true) == 0)
    #expect(DoctorReport(findings: [fine, warning]).exitStatus(strict: false) == 0)
    #expect(DoctorReport(findings: [fine, warning]).exitStatus(strict: true) == 1)
    #expect(DoctorReport(findings: [warning, problem, fine]).exitStatus(strict: false) == 2)
  }

  @Test("a report is a line with what was seen and one with what to do, and the same as JSON")
  func report() throws {
    let report = DoctorReport(findings: [.ok("a.one", "well"), .problem("b.other", "\"ill\"", "Rest.")])
    #expect(
      report.text == """
        ok       a.one    well
        problem  b.other  "ill"
                          > Rest.
        ok: 1, warnings: 0, problems: 1
        """)
    let json = try JSONParser.parse(Array(report.json.utf8))
    #expect(json.at("problems") == .integer(1))
    #expect(json.at("findings.1.seen") == .string("\"ill\""))
    #expect(json.at("findings.1.remedy") == .string("Rest."))
    #expect(json.at("findings.0.remedy") == .null)
  }

  @Test("no secret of the environment is in a report")
  func secrets() async {
    let hidden = "Hq7Tz1Wd9Kx3"
    var environment: [String: String] = [:]
    for name in ["ATLAS_JWT_SECRET", "ATLAS_SECRET", "ATLAS_LLM_API_KEY", "ATLAS_EMBEDDINGS_API_KEY"] {
      environment[name] = hidden
    }
    environment["DATABASE_URL"] = "postgresql://u:\(hidden)@127.0.0.1:1/x"
    environment["DATABASE_REPLICA_URLS"] = "postgresql://u:\(hidden)@127.0.0.1:1/x"
    environment["ATLAS_SMTP_URL"] = "smtp://u:\(hidden)@mail.test:99999"
    environment["ATLAS_S3_SECRET_KEY"] = hidden
    environment["OAUTH_GOOGLE_CLIENT_SECRET"] = hidden
    environment["ATLAS_PUSH_VAPID_KEY"] = hidden
    for isForProduction in [false, true] {
      let report = await examine(environment) { $0.isForProduction = isForProduction }
      #expect(report.count(.problem) > 4)
      #expect(!report.text.contains(hidden) && !report.json.contains(hidden), "\(report.text)")
    }
    // Libpq would take the end of such a password for the name of the host.
    let report = await examine(["DATABASE_URL": "postgresql://u:half@\(hidden)@127.0.0.1:1/x"])
    #expect(report.findings.contains { $0.name == "database.address" && $0.level == .problem })
    #expect(!report.text.contains(hidden))
  }

  @Test("secrets and keys that cannot be used are a problem in development, too, and none is made")
  func keys() async {
    let home = FileManager.default.temporaryDirectory.path + "/doctor-" + UUID().uuidString
    for changes in [
      ["ATLAS_SECRET": "short"], ["ATLAS_JWT_SECRET": "short"],
      ["ATLAS_JWT_KEYS": "/nowhere", "ATLAS_JWT_ALGORITHM": "ES256"],
    ] {
      let report = await examine(
        ["ATLAS_HOME": home, "DATABASE_URL": "host=127.0.0.1 port=1", "PORT": "0"].merging(changes) { $1 })
      #expect(report.findings.contains { $0.name == "configuration.files" && $0.level == .problem }, "\(changes)")
    }
    #expect(!FileManager.default.fileExists(atPath: home))
  }

  @Test("a folder that is missing is not made, and one that cannot be made is a problem")
  func folders() async {
    let home = FileManager.default.temporaryDirectory.path + "/doctor-" + UUID().uuidString
    let report = await examine(["ATLAS_HOME": home + "/deep", "DATABASE_URL": "host=127.0.0.1 port=1", "PORT": "0"])
    #expect(report.findings.contains { $0.name == "machine.disk" && $0.seen.contains(home) })
    #expect(!FileManager.default.fileExists(atPath: home))
    let nowhere = await examine(["ATLAS_HOME": "/dev/null/atlas", "DATABASE_URL": "host=127.0.0.1 port=1", "PORT": "0"])
    #expect(nowhere.findings.contains { $0.name == "machine.folders" && $0.level == .problem })
  }

  @Test("little room on a disk is a warning, hardly any a problem")
  func disk() {
    let levels = [50 << 20, 500 << 20, 5 << 30].map { MachineCheck.freeSpace("ATLAS_HOME", "/x", bytes: $0).level }
    #expect(levels == [.problem, .warning, .ok])
  }

  @Test("a certificate is good, soon over, or over; files that are none are a problem")
  func certificate() async {
    #expect([-1, 13, 14].map { SettingsCheck.expiry(days: $0).level } == [.problem, .warning, .ok])
    let report = await examine([
      "TLS_CERTIFICATE": "/nowhere/a.pem", "TLS_PRIVATE_KEY": "/nowhere/b.pem", "DATABASE_URL": "host=127.0.0.1 port=1",
    ])
    #expect(report.findings.contains { $0.name == "tls.certificate" && $0.level == .problem })
  }

  @Test("a port that is taken is told, and so are servers that take no connection")
  func network() async throws {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(listener.localAddress?.port)
    func services(_ port: Int) async -> [String: Finding.Level] {
      let report = await examine([
        "PORT": "\(port)", "DATABASE_URL": "host=127.0.0.1 port=1", "ATLAS_SMTP_URL": "smtp://127.0.0.1:\(port)",
        "ATLAS_MAIL_FROM": "a@b.test", "ATLAS_LLM_BASE_URL": "http://127.0.0.1:1", "ATLAS_LLM_MODEL": "m",
      ]) { $0.usesNetwork = true }
      return Dictionary(report.findings.map { ($0.name, $0.level) }) { first, _ in first }
    }
    let open = await services(port)
    try await listener.close()
    #expect(open["machine.port"] == .warning)
    let metrics = await examine([
      "PORT": "0", "ATLAS_METRICS_PORT": "0", "ATLAS_METRICS_HOST": "192.0.2.1",
      "DATABASE_URL": "host=127.0.0.1 port=1",
    ])
    #expect(metrics.findings.filter { $0.name == "machine.port" }.map(\.level) == [.ok, .problem])
    #expect(open["service.mail"] == .ok)
    #expect(open["service.model"] == .warning)
    #expect(await services(1)["service.mail"] == .warning)
  }

  @Test("metrics that everybody could read are a warning")
  func metrics() async {
    for host in ["0.0.0.0", "::", "[::]", "9.9.9.9", "2a00:1450::1"] {
      #expect(SettingsCheck.isExposed(host), "\(host)")
    }
    for host in ["127.0.0.1", "::1", "localhost", "10.1.2.3", "192.168.1.2", "fd00::1", "169.254.0.1"] {
      #expect(!SettingsCheck.isExposed(host), "\(host)")
    }
    func level(_ changes: [String: String]) async -> Finding.Level? {
      let environment = ["PORT": "0", "DATABASE_URL": "host=127.0.0.1 port=1"].merging(changes) { $1 }
      return await examine(environment).findings.first { $0.name == "metrics.address" }?.level
    }
    #expect(await level(["ATLAS_METRICS_PORT": "0", "ATLAS_METRICS_HOST": "0.0.0.0"]) == .warning)
    #expect(await level(["ATLAS_METRICS_PORT": "0"]) == nil)
    #expect(await level([:]) == nil)
  }

  @Test("what production bears, but should not have to, is a warning")
  func productionWarnings() async {
    let careless = ProductionTests.good.merging(
      ["ATLAS_FIELD_LIMITS": "off", "LOG_LEVEL": "trace", "DATABASE_URL": "host=127.0.0.1 port=1"]) { $1 }
    let seen = await examine(careless).findings.filter { $0.name == "production.settings" }.map(\.seen)
    for part in ["ATLAS_FIELD_LIMITS", "LOG_LEVEL", "ATLAS_SECRET", "ATLAS_ALLOWED_ORIGINS", "ATLAS_TRUSTED_PROXIES"] {
      #expect(seen.contains { $0.contains(part) }, "\(part)")
    }
    let careful = careless.merging([
      "ATLAS_FIELD_LIMITS": "", "LOG_LEVEL": "info", "ATLAS_SECRET": "Zk4Wm8Pq2Xv6Rb9Tn1Jc5Ld3Hf7Gs0Ya2Ue4Io6",
      "ATLAS_ALLOWED_ORIGINS": "https://learning.io", "ATLAS_TRUSTED_PROXIES": "10.0.0.0/8",
      "ATLAS_OBJECT_STORE": "s3://files", "ATLAS_S3_ACCESS_KEY": "a", "ATLAS_S3_SECRET_KEY": "b",
    ]) { $1 }
    let findings = await examine(careful).findings
    #expect(!findings.contains { $0.name == "production.settings" })
    #expect(findings.contains { $0.name == "production.rules" && $0.level == .ok })
  }
}
