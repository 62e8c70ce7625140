import FoundationEssentials
import Testing

@testable import AtlasServer

@Suite("Names of variables")
struct KnownVariableTests {
  @Test("what the documents list in tables is what is read, and nothing is read that they do not list")
  func documents() throws {
    let documented = try documentedVariables()
    #expect(documented.count > 80)
    let unread = documented.subtracting(AtlasConfiguration.knownVariables)
    #expect(unread.isEmpty, "documented, but read by nobody: \(unread.sorted())")
    // Neither is for operators: the first is for machines without Debian's folders, the second must not be set.
    let silent = AtlasConfiguration.knownVariables.subtracting(documented)
      .subtracting(["ATLAS_PG_BIN", "SWIFT_DETERMINISTIC_HASHING"])
    #expect(silent.isEmpty, "read, but in no table: \(silent.sorted())")
  }

  @Test("a misspelled name is told with the nearest one; variables of other programs are left alone")
  func misspelled() {
    let reading = EnvironmentReading([
      "ATLAS_SMPT_URL": "x", "ATLAS_SOMETHING_ELSE_ALTOGETHER": "x", "DATABASE_REPLICA_URL": "x", "HTTP_PROXY": "x",
      "DATABASE_NAME": "x", "PATH": "x", "ATLAS_HOME": "x",
    ])
    let warnings = reading.findings.filter { $0.name == "configuration.names" }
    #expect(warnings.count == 3)
    #expect(warnings.map(\.level) == [.warning, .warning, .warning])
    #expect(warnings.first?.remedy == "Did you mean ATLAS_SMTP_URL?")
    #expect(warnings.last?.seen.hasPrefix("DATABASE_REPLICA_URL ") == true)
    #expect(warnings.last?.remedy == "Did you mean DATABASE_REPLICA_URLS?")
  }

  @Test("every fault is told once, and what follows from another is not")
  func faults() throws {
    let reading = EnvironmentReading([
      "ATLAS_BATCH_LIMIT": "ten", "ATLAS_LLM_PROVIDER": "someone", "ATLAS_LLM_API_KEY": "hidden", "LOG_LEVEL": "loud",
      "ATLAS_S3_ENDPOINT": "https://s3.test", "DATABASE_REPLICA_URLS": "postgresql://r", "ATLAS_EVENT_HOURS": "5",
    ])
    let faults = reading.findings.filter { $0.name == "configuration.values" }.map(\.seen)
    #expect(faults.count == 5, "\(faults)")
    for name in ["ATLAS_BATCH_LIMIT", "ATLAS_LLM_PROVIDER", "LOG_LEVEL", "ATLAS_S3_", "DATABASE_REPLICA_URLS"] {
      #expect(faults.contains { $0.hasPrefix(name) }, "\(name)")
    }
    #expect(reading.configuration?.eventHours == 5, "the rest is read")
  }

  /// The names in backticks of the first column of all tables.
  private func documentedVariables() throws -> Set<String> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    let guides = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Documentation")) ?? []
    let files = ["README.md"] + guides.filter { $0.hasSuffix(".md") }.map { "Documentation/" + $0 }
    var names: Set<String> = []
    for file in files {
      let text = String(decoding: try Data(contentsOf: URL(filePath: root + "/" + file)), as: UTF8.self)
      for line in text.split(separator: "\n") where line.hasPrefix("| `") {
        let cell = line.dropFirst(2).prefix { $0 != "|" }
        let words = cell.split(separator: "`").map { String($0) }
        names.formUnion(words.filter { isName($0) })
      }
    }
    return names
  }

  private func isName(_ word: String) -> Bool {
    let prefixes = ["ATLAS_", "DATABASE_", "TLS_", "OAUTH_", "OTEL_", "HTTP_", "LOG_", "ANTHROPIC_", "HOST", "PORT"]
    return prefixes.contains { word.hasPrefix($0) }
      && word.utf8.allSatisfy { byte in
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
      }
  }
}
