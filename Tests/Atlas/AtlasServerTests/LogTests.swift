import GraphQLHTTP
import GraphQLJSON
import Logging
import Synchronization
import Testing

@testable import AtlasServer

@Suite("Logs: one line of JSON per event, without secrets, whatever clients send")
struct LogTests {
  private final class Lines: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var logger: Logger {
      var logger = Logger(label: "tests") { _ in JSONLogHandler { line in self.bytes.withLock { $0 += line } } }
      logger.logLevel = .debug
      return logger
    }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func parsed() throws -> [JSONValue] {
      try text.utf8.split(separator: UInt8(ascii: "\n")).map { try JSONParser.parse(String($0) ?? "") }
    }
  }

  @Test("line breaks and control characters in messages and members stay inside their line")
  func forgedLines() throws {
    let lines = Lines()
    lines.logger.info(
      "one\r\n{\"level\":\"critical\"}", metadata: ["agent": "a\nb\u{1B}[31m\u{0}c\u{2028}d", "n": "1"])
    #expect(lines.text.utf8.filter { $0 < 0x20 } == [0x0A])
    let line = try #require(try lines.parsed().first)
    #expect(line.at("message")?.stringValue == "one\r\n{\"level\":\"critical\"}")
    #expect(line.at("level")?.stringValue == "info")
    #expect(line.at("agent")?.stringValue == "a\nb\u{1B}[31m\u{0}c\u{2028}d")
  }

  @Test("members whose names speak of secrets are masked, nested ones, too")
  func secrets() throws {
    let lines = Lines()
    lines.logger.info(
      "x",
      metadata: [
        "Authorization": "Bearer abc", "refreshToken": "abc", "list": ["a"], "inner": ["password": "abc", "n": "1"],
      ])
    #expect(!lines.text.contains("abc"))
    let line = try #require(try lines.parsed().first)
    #expect(line.at("inner.n")?.stringValue == "1" && line.at("inner.password")?.stringValue == "***")
    #expect(line.at("list.0")?.stringValue == "a")
  }

  @Test("metadata cannot replace level, time or message")
  func reserved() throws {
    let lines = Lines()
    lines.logger.warning("x", metadata: ["level": "info", "message": "y"])
    let line = try #require(try lines.parsed().first)
    #expect(line.at("level")?.stringValue == "warning" && line.at("message")?.stringValue == "x")
  }

  @Test("an operation with errors is one line with the request's identifier, and no value that the client sent")
  func requests() async throws {
    let lines = Lines()
    try await withInstance(logger: lines.logger) { instance in
      var head = TestInstance.head()
      head.fields.append("X-Request-ID", "trace-12345678")
      let text = "mutation Enter($p: String!) { login(email: \"nobody@example.org\", password: $p) { tokenType } }"
      let response = try await instance.respond(head, TestInstance.body(text, ["p": .string("hunter2hunter2")]))
      #expect(response.code == "INVALID_CREDENTIALS")
      #expect(response.fields["X-Request-ID"] == "trace-12345678")
    }
    let line = try #require(try lines.parsed().first { $0.at("message")?.stringValue == "request" })
    #expect(line.at("outcome")?.stringValue == "errors")
    #expect(line.at("request_id")?.stringValue == "trace-12345678")
    #expect(line.at("operation")?.stringValue == "Enter")
    #expect(line.at("codes.0")?.stringValue == "INVALID_CREDENTIALS")
    #expect(!lines.text.contains("hunter2") && !lines.text.contains("nobody@"))
  }

  @Test("an identifier that could harm a log is replaced", arguments: ["short", "a b c d e f", "x\r\ny-12345678", ""])
  func foreignIdentifiers(_ given: String) async throws {
    try await withInstance { instance in
      var head = TestInstance.head()
      head.fields.append("X-Request-ID", given)
      let response = try await instance.respond(head, TestInstance.body("{ __typename }"))
      let id = try #require(response.fields["X-Request-ID"])
      #expect(id != given && id.utf8.count == 36)
    }
  }
}
