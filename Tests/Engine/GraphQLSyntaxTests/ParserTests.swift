import GraphQLSyntax
import Testing

@Suite("Parser")
struct ParserTests {
  @Test(
    "a document that is not one is refused where it stops making sense",
    arguments: [
      ("", "Syntax Error: Unexpected <EOF>. (1:1)"),
      ("{", "Syntax Error: Expected Name, found <EOF>. (1:2)"),
      ("{ }", "Syntax Error: Expected Name, found \"}\". (1:3)"),
      ("{ f() }", "Syntax Error: Expected Name, found \")\". (1:5)"),
      ("{ ...on }", "Syntax Error: Expected Name, found \"}\". (1:9)"),
      ("notAnOperation Foo { field }", "Syntax Error: Unexpected Name \"notAnOperation\". (1:1)"),
      ("query", "Syntax Error: Expected \"{\", found <EOF>. (1:6)"),
      ("fragment on on on { on }", "Syntax Error: Unexpected Name \"on\". (1:10)"),
      ("{ a: 1 }", "Syntax Error: Expected Name, found Int \"1\". (1:6)"),
      ("query Q($a: Int = $b) { a }", "Syntax Error: Unexpected variable \"$b\" in constant value. (1:19)"),
      ("type T {}", "Syntax Error: Expected Name, found \"}\". (1:9)"),
      ("extend type T", "Syntax Error: Unexpected <EOF>. (1:14)"),
      ("enum E { true }", "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value. (1:10)"),
      ("directive @d on NOWHERE", "Syntax Error: Unexpected Name \"NOWHERE\". (1:17)"),
      ("union U = | ", "Syntax Error: Expected Name, found <EOF>. (1:13)"),
    ])
  func faults(source: String, expected: String) {
    #expect(fault(source) == expected)
  }

  @Test("descriptions stand before definitions, not before shorthand queries or extensions")
  func descriptions() {
    #expect(fault("\"d\" query Q(\"v\" $a: Int) { a } \"f\" fragment F on T { a }") == nil)
    #expect(
      fault("\"d\" { a }")
        == "Syntax Error: Unexpected description, descriptions are not supported on shorthand queries. (1:1)")
    #expect(
      fault("\"d\" extend type T { a: Int }")
        == "Syntax Error: Unexpected description, only GraphQL definitions support descriptions. (1:1)")
  }

  @Test("keywords may be names")
  func keywordsAsNames() {
    #expect(fault("query query { type: fragment(on: null, mutation: true) { on } }") == nil)
    #expect(fault("type type implements interface { input(enum: union): scalar }") == nil)
  }

  @Test("a message quotes no more than fifty characters of a token")
  func longTokens() {
    let name = String(repeating: "a", count: 51)
    #expect(fault(name) == "Syntax Error: Unexpected Name \"\(name.dropLast())…\". (1:1)")
  }

  @Test("nodes know their text and place")
  func places() throws {
    let document = try Parser.parse("query Q {\n  alias: field(a: [1, 2]) @d\n}")
    let operation = try #require(Array(document.operations).first)
    let selections = try #require(document.selectionSet(operation))
    let field = try #require(document.child(selections, .field))
    #expect(document.name(operation) == "Q")
    #expect(document.responseKey(field) == "alias")
    #expect(document.name(field) == "field")
    #expect(document.sourceText(field) == "alias: field(a: [1, 2]) @d")
    #expect(document.location(field) == SourceLocation(line: 2, column: 3))
    #expect(document.nameLocation(field) == SourceLocation(line: 2, column: 10))
    #expect(Array(document.nodes(of: operation)).first == operation)
  }

  @Test("a value or a type fills its text")
  func parts() throws {
    let (document, type) = try Parser.parseType("[[Int!]]!")
    #expect(document.printType(type) == "[[Int!]]!")
    #expect(throws: GraphQLError.self) { try Parser.parseType("Int Int") }
    #expect(throws: GraphQLError.self) { try Parser.parseValue("1 2") }
    #expect(throws: GraphQLError.self) { try Parser.parseValue("[$a]", isConst: true) }
  }
}
