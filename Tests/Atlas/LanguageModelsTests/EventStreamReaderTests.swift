import Testing

@testable import LanguageModels

@Suite("Server-sent events")
struct EventStreamReaderTests {
  private func events(_ pieces: [[UInt8]], lineBytes: Int = 100, eventBytes: Int = 100) throws -> [String] {
    var reader = EventStreamReader(lineBytes: lineBytes, eventBytes: eventBytes)
    return try pieces.flatMap { try reader.read($0) }.map { String(decoding: $0.data, as: UTF8.self) }
  }

  @Test(
    "events are the same in whatever pieces they come, and however their lines end", arguments: ["\n", "\r", "\r\n"])
  func pieces(lineEnd: String) throws {
    let lines = [
      ": a comment", "event: greeting", "data: Grüße 👋🏽", "", "data:one", "data", "data: two", "id: 1", "", "",
      "event: empty", "", "data: never ended",
    ]
    let bytes = Array(lines.joined(separator: lineEnd).utf8)
    let expected = ["Grüße 👋🏽", "one\n\ntwo"]
    #expect(try events([bytes]) == expected)
    #expect(try events(bytes.map { [$0] }) == expected)
    for count in 1..<bytes.count { #expect(try events([Array(bytes[..<count]), Array(bytes[count...])]) == expected) }
  }

  @Test("a byte order mark is no part of the first line, and one of any other")
  func byteOrderMark() throws {
    let text = "\u{FEFF}data: 1\n\n\u{FEFF}data: 2\n\ndata: 3\n\n"
    #expect(try events([Array(text.utf8)]) == ["1", "3"])
  }

  @Test(
    "bytes that are no UTF-8 are malformed, wherever they stand",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    for field in ["data: x", ": ", "event: "] {
      let line = Array(field.utf8) + bytes + Array("\n\n".utf8)
      #expect(throws: ModelFailure.malformed) { try events([line]) }
      #expect(throws: ModelFailure.malformed) { try events(line.map { [$0] }) }
    }
  }

  @Test("a line of the limit is read, a byte more is malformed, also before the line ends")
  func lineLimit() throws {
    let line = "data: " + String(repeating: "x", count: 94)
    #expect(try events([Array("\(line)\n\n".utf8)]).count == 1)
    #expect(throws: ModelFailure.malformed) { try events([Array("\(line)x".utf8)]) }
  }

  @Test("an event of the limit is read, a byte more is malformed, however many lines it has")
  func eventLimit() throws {
    let lines = String(repeating: "data: 123456789\n", count: 9)
    #expect(try events([Array("\(lines)data: 1234567890\n\n".utf8)]).first?.utf8.count == 100)
    #expect(throws: ModelFailure.malformed) { try events([Array("\(lines)data: 12345678901\n".utf8)]) }
  }
}
