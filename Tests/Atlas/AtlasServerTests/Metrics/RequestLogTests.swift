import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Logging
import Synchronization
import Testing

@testable import AtlasServer

@Suite("Log of requests: one line for each")
struct RequestLogTests {
  /// The lines about requests, in their order.
  private func lines(
    _ lines: AtlasConfiguration.Monitoring.RequestLines = .all, _ body: (TestInstance) async throws -> Void
  ) async throws -> [JSONValue] {
    let bytes = Bytes()
    let logger = Logger(label: "tests") { _ in JSONLogHandler { bytes.add($0) } }
    try await withInstance({ $0.monitoring.requestLines = lines }, logger: logger) { try await body($0) }
    return try bytes.lines.map { try JSONParser.parse($0) }.filter { $0.at("message")?.stringValue == "request" }
  }

  private final class Bytes: Sendable {
    private let all = Mutex<[UInt8]>([])

    func add(_ line: [UInt8]) { all.withLock { $0 += line } }

    var lines: [[UInt8]] { all.withLock { $0.split(separator: 10).map { Array($0) } } }
  }

  @Test("what was executed, from the cache or not, what has errors and what was refused have a line each")
  func all() async throws {
    let lines = try await lines { instance in
      let token = try await instance.signIn(.learner)
      let query = "query Known { diagrams(filter: {limit: 2}) { id } }"
      try await instance.query(query, token: token)
      try await instance.query(query, token: token)
      try await instance.query("{ nothing }")
      try await instance.query("{ diagram(id: \"diagram_999999\") { id } }")
      try await instance.query("{ __typename }", token: "forged")
    }
    #expect(lines.map { $0.at("outcome")?.stringValue } == ["ok", "ok", "ok", "refused", "errors", "refused"])
    #expect(lines.map { $0.at("type")?.stringValue } == ["mutation", "query", "query", "unknown", "query", "unknown"])
    #expect(lines.map { $0.at("cached") } == [false, false, true, false, false, false].map { .boolean($0) })
    #expect(lines.map { $0.at("operation")?.stringValue } == [nil, "Known", "Known", nil, nil, nil])
    #expect(lines.map { $0.at("viewer")?.stringValue } == [nil, "user_1", "user_1", nil, nil, nil])
    #expect(lines.allSatisfy { $0.at("level") == .string("info") })
    let visitor = "192.0.2.1"
    #expect(lines.map { $0.at("ip_address")?.stringValue } == [visitor, nil, nil, visitor, visitor, visitor])
    #expect(lines.suffix(2).map { $0.at("codes.0")?.stringValue } == ["NOT_FOUND", "UNAUTHENTICATED"])
    for name in ["request_id", "milliseconds"] { #expect(lines.allSatisfy { $0.at(name) != nil }, "\(name)") }
    for name in ["points", "bytes"] { #expect(lines[1].at(name) != nil, "\(name)") }
  }

  @Test("the name of an operation is cut, and nothing else of the client's is in a line")
  func hostile() async throws {
    let name = String(repeating: "x", count: 4_000)
    let lines = try await lines { instance in
      try await instance.query(
        "query \(name)($secret: ID!) { diagram(id: $secret) { id } }", ["secret": .string("diagram_secret")])
    }
    let line = try #require(lines.first)
    #expect(line.at("operation")?.stringValue == String(repeating: "x", count: 100))
    #expect(!String(decoding: line.serialized(), as: UTF8.self).contains("secret"))
  }

  @Test("what comes too often is counted and has no line")
  func tooOften() async throws {
    let bytes = Bytes()
    let logger = Logger(label: "tests") { _ in JSONLogHandler { bytes.add($0) } }
    try await withInstance({ $0.limits.requestsPerMinute = 2 }, logger: logger) { instance in
      for _ in 0..<5 { try await instance.query("{ __typename }") }
    }
    let lines = try bytes.lines.map { try JSONParser.parse($0) }.filter { $0.at("message")?.stringValue == "request" }
    #expect(lines.map { $0.at("outcome")?.stringValue } == ["ok", "ok"])
  }

  @Test("lines can be kept to what went wrong, or left out")
  func fewer() async throws {
    func work(_ instance: TestInstance) async throws {
      try await instance.query("{ __typename }")
      try await instance.query("{ nothing }")
    }
    #expect(try await lines(.errors, work).map { $0.at("outcome")?.stringValue } == ["refused"])
    #expect(try await lines(.none, work).isEmpty)
  }
}
