import GraphQLJSON
import Testing

@Suite struct JSONParserTests {
  @Test(
    "a valid text comes back as it was",
    arguments: [
      "null", "true", "false", "0", "-0", "1.50", "1e5", "-12E-3", "123456789012345678901234567890", "\"\"", "[]",
      "{}", "[1,[2,{\"a\":[]}]]", #"{"b":1,"a":{"c":null}}"#, "\"Größe 😀\"",
    ])
  func roundTrip(text: String) throws {
    #expect(String(decoding: try JSONParser.parse(text).serialized(), as: UTF8.self) == text)
  }

  @Test("white space is allowed around every token")
  func whitespace() throws {
    let value = try JSONParser.parse(" \n\t\r[ 1 , { \"a\" : 2 } ] ")
    #expect(value == .array([.number("1"), .object(["a": .number("2")])]))
  }

  @Test("every escape is understood")
  func escapes() throws {
    let text = #""\"\\\/\b\f\n\r\tA\u00e9\uD83D\uDE00x""#
    #expect(try JSONParser.parse(text) == .string("\"\\/\u{8}\u{C}\n\r\tAé😀x"))
    #expect(try JSONParser.parse(#""\u0000""#) == .string("\0"))
  }

  @Test(
    "a text that is not strict JSON is refused",
    arguments: [
      "", " ", "nul", "True", "[1,]", "[,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":}", "[", "{",
      "{\"a\"", "\"abc", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"a\nb\"", "\"\\n\u{1}\"",
      "01", "-", "1.", ".5", "+1", "1e", "1e+",
      "0x10", "NaN", "Infinity", "'a'", "1 2", "{} x", "]", "// c\n1", "-01", "--1",
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(text) }
  }

  @Test(
    "half a surrogate pair is refused",
    arguments: [#""\uD800""#, #""\uDC00""#, #""\uD800x""#, #""\uD800\n""#, #""\uD800\uD800""#, #""\uD800A""#])
  func surrogates(text: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(text) }
  }

  @Test(
    "bytes that are not UTF-8 are refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0x80, 0x22], [0xC3, 0xA9],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
  }

  @Test("a byte order mark is refused")
  func byteOrderMark() {
    #expect(throws: JSONError.self) { try JSONParser.parse([0xEF, 0xBB, 0xBF, 0x31]) }
  }

  @Test("two equal keys are refused at any depth and any size, also when one is escaped")
  func duplicateKeys() {
    #expect(throws: JSONError.self) { try JSONParser.parse(#"{"a":1,"a":2}"#) }
    #expect(throws: JSONError.self) { try JSONParser.parse(#"{"a":1,"\u0061":2}"#) }
    #expect(throws: JSONError.self) { try JSONParser.parse(#"{"v":{"x":{"y":1,"y":2}}}"#) }
    let many = (0..<20).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(throws: JSONError.self) { try JSONParser.parse("{\(many),\"k3\":1}") }
    #expect(throws: JSONError.self) { try JSONParser.parse("{\(many),\"k19\":1}") }
  }

  @Test("keys that are canonically equivalent but differ in bytes are two keys")
  func equivalentKeys() throws {
    let value = try JSONParser.parse("{\"\\u00e9\":1,\"e\\u0301\":2}")
    #expect(value.objectValue?["\u{e9}"] == .number("1"))
    #expect(value.objectValue?["e\u{301}"] == .number("2"))
  }

  @Test("numbers beyond a Double are refused unless they are integers")
  func numberRange() throws {
    #expect(throws: JSONError.self) { try JSONParser.parse("1e400") }
    #expect(throws: JSONError.self) { try JSONParser.parse("-1.5e999") }
    #expect(try JSONParser.parse("1e308") == .number("1e308"))
    #expect(try JSONParser.parse("1e-999") == .number("1e-999"))
    let long = String(repeating: "9", count: 400)
    #expect(try JSONParser.parse(long) == .number(long))
    #expect(throws: JSONError.self) { try JSONParser.parse(long + "9") }
  }

  @Test("nesting is allowed up to the limit and refused beyond it")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONParser.parse(nested(64))
    #expect(throws: JSONError.self) { try JSONParser.parse(nested(65)) }
    #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test("members and elements are allowed up to the limit and refused beyond it")
  func widths() throws {
    let limits = JSONParser.Limits(membersPerObject: 2, elementsPerArray: 2)
    _ = try JSONParser.parse(#"[{"a":1,"b":2},2]"#, limits: limits)
    #expect(throws: JSONError.self) { try JSONParser.parse(#"{"a":1,"b":2,"c":3}"#, limits: limits) }
    #expect(throws: JSONError.self) { try JSONParser.parse("[1,2,3]", limits: limits) }
  }

  @Test("an error says where it is")
  func location() {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse("{\n  \"é\": ?}") }
    #expect(error?.byteOffset == 10)
    #expect(error?.line == 2)
    #expect(error?.column == 8)
    #expect(error?.description == "Expected a JSON value (line 2, column 8)")
  }
}
