import GraphQLSyntax
import Testing

@Suite("Parser limits")
struct ParserLimitsTests {
  private func nested(_ depth: Int) -> String {
    String(repeating: "{ a ", count: depth) + String(repeating: "}", count: depth)
  }

  @Test("selection sets nest as deep as the limit and no deeper")
  func selectionNesting() {
    #expect(fault(nested(200)) == nil)
    #expect(fault(nested(201)) == "Syntax Error: Document nesting exceeds 200 levels. (1:801)")
  }

  @Test("values and types count as nesting")
  func valueNesting() {
    func list(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    func type(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "Int" + String(repeating: "]", count: depth)
    }
    let limits = Parser.Limits(maxNesting: 5)
    #expect(fault("{ f(a: \(list(4))) }", limits: limits) == nil)
    #expect(fault("{ f(a: \(list(5))) }", limits: limits) == "Syntax Error: Document nesting exceeds 5 levels. (1:12)")
    #expect(fault("query Q($a: \(type(5))) { a }", limits: limits) == nil)
    #expect(
      fault("query Q($a: \(type(6))) { a }", limits: limits)
        == "Syntax Error: Document nesting exceeds 5 levels. (1:18)")
  }

  @Test("a document may have as many tokens as the limit")
  func tokens() {
    #expect(fault("{ a } # comments are free", limits: Parser.Limits(maxTokens: 3)) == nil)
    #expect(
      fault("{ a b }", limits: Parser.Limits(maxTokens: 3))
        == "Syntax Error: Document contains more than 3 tokens. Parsing aborted. (1:7)")
  }

  @Test("a document may have as many bytes as the limit")
  func bytes() {
    #expect(fault("{ a }", limits: Parser.Limits(maxBytes: 5)) == nil)
    #expect(
      fault("{ ab }", limits: Parser.Limits(maxBytes: 5)) == "Syntax Error: Document is larger than 5 bytes. (1:1)")
  }
}
