import GraphQLSyntax
import Testing

@Suite("Lexer")
struct LexerTests {
  @Test("commas, white space, comments and byte order marks are ignored")
  func ignoredTokens() {
    #expect(reprinted("\u{FEFF}{ a,,,b # c\n\t,c\r\n}") == "{\n  a\n  b\n  c\n}")
  }

  @Test("a character that begins no token is refused where it stands")
  func unexpectedCharacter() {
    #expect(fault("{ ? }") == "Syntax Error: Unexpected character: \"?\". (1:3)")
    #expect(fault("{\n  é }") == "Syntax Error: Unexpected character: U+00E9. (2:3)")
    #expect(fault("{ a \u{0} }") == "Syntax Error: Unexpected character: U+0000. (1:5)")
  }

  @Test("single quotes and dots get a hint")
  func hints() {
    #expect(
      fault("{ f(a: 'x') }")
        == "Syntax Error: Unexpected single quote character ('), did you mean to use a double quote (\")? (1:8)")
    #expect(fault("{ .. }") == "Syntax Error: Unexpected \"..\", did you mean \"...\"? (1:3)")
    #expect(
      fault("{ f(a: .12) }")
        == "Syntax Error: Invalid number, expected digit before \".\", did you mean \"0.12\"? (1:8)")
  }

  @Test(
    "a faulty number is refused at the character that breaks it",
    arguments: [
      ("00", "Syntax Error: Invalid number, unexpected digit after 0: \"0\". (1:9)"),
      ("1.", "Syntax Error: Invalid number, expected digit but got: \")\". (1:10)"),
      ("-x", "Syntax Error: Invalid number, expected digit but got: \"x\". (1:9)"),
      ("1e+", "Syntax Error: Invalid number, expected digit but got: \")\". (1:11)"),
      ("1x", "Syntax Error: Invalid number, expected digit but got: \"x\". (1:9)"),
      ("1.2.3", "Syntax Error: Invalid number, expected digit but got: \".\". (1:11)"),
    ])
  func faultyNumbers(number: String, expected: String) {
    #expect(fault("{ f(a: \(number)) }") == expected)
  }

  @Test("a string ends on its line")
  func unterminatedString() {
    #expect(fault("{ f(a: \"x\n\") }") == "Syntax Error: Unterminated string. (1:10)")
    #expect(fault("{ f(a: \"x") == "Syntax Error: Unterminated string. (1:10)")
    #expect(fault("{ f(a: \"\"\"x\n\"") == "Syntax Error: Unterminated string. (2:2)")
  }

  @Test(
    "a faulty escape is quoted and refused at its backslash",
    arguments: [
      ("\\x", "Syntax Error: Invalid character escape sequence: \"\\x\". (1:9)"),
      ("\\u00G0", "Syntax Error: Invalid Unicode escape sequence: \"\\u00G0\". (1:9)"),
      ("\\uD800 and", "Syntax Error: Invalid Unicode escape sequence: \"\\uD800\". (1:9)"),
      ("\\u{110000}", "Syntax Error: Invalid Unicode escape sequence: \"\\u{110000}\". (1:9)"),
      ("\\u{}", "Syntax Error: Invalid Unicode escape sequence: \"\\u{}\". (1:9)"),
    ])
  func faultyEscapes(escape: String, expected: String) {
    #expect(fault("{ f(a: \"\(escape)\") }") == expected)
  }

  @Test("lines end at LF, CR and their pair")
  func lineEnds() {
    #expect(fault("{\n?") == "Syntax Error: Unexpected character: \"?\". (2:1)")
    #expect(fault("{\r?") == "Syntax Error: Unexpected character: \"?\". (2:1)")
    #expect(fault("{\r\n?") == "Syntax Error: Unexpected character: \"?\". (2:1)")
    #expect(fault("{\n\r?") == "Syntax Error: Unexpected character: \"?\". (3:1)")
  }

  @Test("a fault behind a grammatical one is not reached")
  func firstFaultWins() {
    #expect(fault("{ ) ? }") == "Syntax Error: Expected Name, found \")\". (1:3)")
  }
}
