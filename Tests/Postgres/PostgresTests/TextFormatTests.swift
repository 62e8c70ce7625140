import Testing

@testable import Postgres

@Suite("Text formats")
struct TextFormatTests {
  private func array(_ text: String) -> [String?]? {
    parseArray(Array(text.utf8))?.map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("arrays with quotes, nulls and escapes are read")
  func arrays() {
    #expect(array("{}") == [])
    #expect(array("{a,b}") == ["a", "b"])
    #expect(
      array(#"{"a b",NULL,"NULL","q\"x","back\\slash","",é}"#)
        == ["a b", nil, "NULL", "q\"x", "back\\slash", "", "é"])
    #expect(array(#"{"{,}"}"#) == ["{,}"])
  }

  @Test(
    "text that is no one-dimensional array is refused",
    arguments: ["", "{", "a", "{{a},{b}}", "{a}b}", #"{"a}"#, #"{"a\}"#])
  func brokenArrays(text: String) {
    #expect(array(text) == nil)
  }

  @Test("integers are read up to their limits and no further")
  func integers() {
    #expect(parseInteger(Array("0".utf8)) == 0)
    #expect(parseInteger(Array("-9223372036854775808".utf8)) == .min)
    #expect(parseInteger(Array("9223372036854775807".utf8)) == .max)
    for text in ["", "-", "9223372036854775808", "-9223372036854775809", "1.5", "1e3", "99999999999999999999999"] {
      #expect(parseInteger(Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test("timestamps are read in the server's spelling and in ISO 8601")
  func timestamps() {
    func microseconds(_ text: String) -> Int64? { PostgresTimestamp(text: text.utf8)?.microsecondsSince1970 }
    #expect(microseconds("1970-01-01 00:00:00+00") == 0)
    #expect(microseconds("2000-01-01T00:00:00Z") == 946_684_800_000_000)
    #expect(microseconds("2024-02-29 12:30:05.25+00") == 1_709_209_805_250_000)
    #expect(microseconds("1969-12-31 23:59:59.999999+00") == -1)
    #expect(microseconds("2000-01-01 01:30:00+01:30") == 946_684_800_000_000)
  }

  @Test(
    "what is no timestamp is nil",
    arguments: [
      "", "infinity", "-infinity", "2000-01-01", "0044-03-15 00:00:00+00 BC", "2000-13-01 00:00:00+00",
      "999999-01-01 00:00:00+00", "2000-01-01 00:00:00.+00",
    ])
  func brokenTimestamps(text: String) {
    #expect(PostgresTimestamp(text: text.utf8) == nil)
  }

  @Test("identifiers are written as they are read")
  func identifiers() {
    let text = "0f8fad5b-d9cb-469f-a165-70867728950e"
    #expect(PostgresUUID(text: text.utf8)?.description == text)
    #expect(PostgresUUID(text: "0F8FAD5B-D9CB-469F-A165-70867728950E".utf8)?.description == text)
    for broken in ["", "0f8fad5bd9cb469fa16570867728950e", text + "0", "zf8fad5b-d9cb-469f-a165-70867728950e"] {
      #expect(PostgresUUID(text: broken.utf8) == nil, "\(broken)")
    }
    #expect(PostgresUUID.random().description.utf8.count == 36)
  }

  @Test("errors describe themselves without the server's words")
  func errors() {
    var error = PostgresError(.server("22P02"), "invalid input syntax for type integer: \"secret\"")
    error.sqlState = "22P02"
    #expect(error.description == "PostgresError server(22P02)")
    #expect(!error.debugDescription.contains("secret"))
  }
}
