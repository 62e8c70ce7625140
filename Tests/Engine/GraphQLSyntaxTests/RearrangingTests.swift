import GraphQLSyntax
import Testing

@Suite("Rearranging documents")
struct RearrangingTests {
  @Test("ignored characters are removed, delimiters between names stay")
  func strip() throws {
    #expect(
      try IgnoredCharacters.strip("query Q ($a: Int!, $b: [S]) { # c\n a, b(x: 1, y: -2)\n ... on T { c } }")
        == "query Q($a:Int!$b:[S]){a b(x:1 y:-2)...on T{c}}")
    #expect(try IgnoredCharacters.strip("{ f(a: 1 ...x) }") == "{f(a:1 ...x)}")
  }

  @Test("block strings lose their indentation")
  func stripBlockStrings() throws {
    #expect(
      try IgnoredCharacters.strip("\"\"\"\n    Two\n    lines\n\"\"\" type T { a: Int }")
        == "\"\"\"Two\nlines\"\"\" type T{a:Int}")
  }

  @Test("a faulty token is refused with its place")
  func stripFault() {
    let place = SourceLocation(line: 2, column: 2)
    let expected = GraphQLError("Syntax Error: Unterminated string.", locations: [place], code: .parseFailed)
    #expect(throws: expected) {
      try IgnoredCharacters.strip("{\n\"")
    }
  }

  @Test("every operation gets the fragments that it needs, through other fragments too")
  func separate() throws {
    let document = try Parser.parse(
      """
      fragment A on T { ...B }
      query One { ...A }
      fragment B on T { ...A id }
      fragment C on T { c }
      query Two { ...C ...Missing }
      { three }
      """)
    let parts = document.separatedOperations().map { ($0.name, Printer.print($0.document)) }
    #expect(parts.map(\.0) == ["One", "Two", ""])
    #expect(
      parts.map(\.1) == [
        "fragment A on T {\n  ...B\n}\n\nquery One {\n  ...A\n}\n\nfragment B on T {\n  ...A\n  id\n}",
        "fragment C on T {\n  c\n}\n\nquery Two {\n  ...C\n  ...Missing\n}",
        "{\n  three\n}",
      ])
  }

  @Test("a part of a document is a document of its own")
  func separatedNodes() throws {
    let document = try Parser.parse("query One { a } query Two { b(x: [1, {y: 2}]) }")
    let two = try #require(document.separatedOperations().last?.document)
    #expect(two.nodeCount < document.nodeCount)
    #expect(try Parser.parse(Printer.print(two)).nodeCount == two.nodeCount)
    let operation = try #require(Array(two.operations).first)
    #expect(two.location(operation) == SourceLocation(line: 1, column: 17))
  }

  @Test("joined documents keep their definitions, names and places apart")
  func concatenate() throws {
    let first = try Parser.parse("type A { b: B }\nextend type A @x")
    let second = try Parser.parse("query Q { b { a } }")
    let both = Document.concatenating([first, second, first])
    #expect(
      Printer.print(both) == [first, second, first].map { Printer.print($0) }.joined(separator: "\n\n"))
    let operation = try #require(Array(both.operations).first)
    #expect(both.location(operation) == SourceLocation(line: 3, column: 1))
    let types = Array(both.children(.document, .objectTypeDefinition))
    #expect(both.nameID(types[0]) == both.nameID(types[1]))
    #expect(Array(Document.concatenating([]).definitions).isEmpty)
  }
}
