import GraphQLSchema
import GraphQLSyntax
import SchemaTooling
import Testing

@Suite("Reading and checking schemas")
struct SchemaReaderTests {
  private func check(_ files: [String: String], _ names: [String], _ format: ReportFormat = .text) throws -> String {
    let folder = try TemporaryFolder(files)
    let loaded = try SchemaReader(builtIn: []).read(names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 })
    return folder.short(CheckReport(loaded).text(format))
  }

  @Test("files and folders make one schema")
  func files() throws {
    let files = ["a.graphql": "type Query { b: B }", "b.gql": "type B { c: Int }", "c.txt": "no SDL"]
    #expect(try check(files, [""]) == "The schema is valid: 2 types.")
    #expect(try check(files, ["b.gql", "a.graphql"]) == "The schema is valid: 2 types.")
    #expect(try check(files, ["a.graphql"]).hasPrefix("a.graphql:1:17: Unknown type \"B\"."))
  }

  @Test("every fault is told with its file, line and column")
  func places() throws {
    let files = [
      "a.graphql": "type Query {\r\n  a: Missing\n}\rtype A { a: Int }\r",
      "b.graphql": "\n# b\ntype A { a: Gone }\n",
    ]
    #expect(
      try check(files, [""]) == """
        a.graphql:4:6: There can be only one type named "A". (see b.graphql:3:6)
        a.graphql:4:10: Field "A.a" can only be defined once. (see b.graphql:3:10)
        a.graphql:2:6: Unknown type "Missing".
        b.graphql:3:13: Unknown type "Gone".
        """)
  }

  @Test("each file tells its own syntax error")
  func syntax() throws {
    let files = ["a.graphql": "type Query {\n", "b.graphql": "type B { c: Int }", "c.graphql": "\ntype {"]
    #expect(
      try check(files, [""]) == """
        a.graphql:2:1: Syntax Error: Expected Name, found <EOF>.
        c.graphql:2:6: Syntax Error: Expected Name, found "{".
        """)
  }

  @Test("rules about the whole schema are told, then those of the server")
  func rules() throws {
    #expect(try CheckReport(load("type A { a: Int }")).text(.text) == "Query root type must be provided.")
    let reader = SchemaReader(builtIn: [("a.graphql", "type Query { a: Int }")])
    let loaded = try reader.read(["-"]) { [GraphQLError("\($0.types.count > 0 ? "refused" : "")")] }
    #expect(CheckReport(loaded).text(.text) == "refused")
    #expect(loaded.problems.first?.places == [])
  }

  @Test("reports are also made for programs and for GitHub")
  func formats() throws {
    let files = ["a.graphql": "type Query { a: Missing }"]
    #expect(
      try check(files, ["a.graphql"], .json) == """
        {"valid":false,"types":0,"problems":[{"message":"Unknown type \\"Missing\\".",\
        "places":[{"file":"a.graphql","line":1,"column":17}]}]}
        """)
    #expect(
      try check(files, ["a.graphql"], .github)
        == "::error file=a.graphql,line=1,col=17,title=Invalid schema::Unknown type \"Missing\".")
    #expect(
      try check(["a.graphql": "type Query { a: Int }"], [""], .json) == #"{"valid":true,"types":1,"problems":[]}"#)
  }

  @Test("a schema is read from the answer to introspection, whole or its data alone")
  func introspection() async throws {
    let sdl = #"""
      """A query."""
      type Query {
        a(x: [Int!]! = [1]): E @deprecated
      }

      enum E {
        A
      }
      """#
    let answer = try await LoadedSchema.introspection(of: load(sdl).schema)
    #expect(answer.hasPrefix(#"{"data":{"__schema":{"description":null,"#))
    let folder = try TemporaryFolder(["a.json": answer, "b.json": String(answer.dropFirst(8).dropLast())])
    for name in ["a.json", "b.json"] {
      let loaded = try SchemaReader(builtIn: []).read([folder.path + "/" + name])
      #expect(loaded.problems.isEmpty)
      #expect(SchemaPrinter.print(loaded.schema) == sdl)
    }
    let bare = try await LoadedSchema.introspection(of: load(sdl).schema, descriptions: false)
    #expect(!bare.contains(#""description":"#) && !bare.contains("A query."))
  }

  @Test(
    "what is no schema is told, not met with a trap",
    arguments: [
      ("{", "a.json begins like JSON, but it is none."),
      ("{}", "a.json: Invalid or incomplete introspection result."),
      (#"{"data": {"__schema": {"types": [{"name": "A"}]}}}"#, "a.json: Invalid or incomplete introspection result."),
      ("\u{7}", "a.json:1:1: Syntax Error: Unexpected character: U+0007."),
      ("", "a.json:1:1: Syntax Error: Unexpected"),
    ])
  func garbage(text: String, message: String) throws {
    #expect(try check(["a.json": text], ["a.json"]).hasPrefix(message))
  }

  @Test("what cannot be read is an error, and a folder without SDL a fault")
  func unreadable() throws {
    #expect(throws: (any Error).self) { try check([:], ["missing.graphql"]) }
    #expect(try check(["a.txt": ""], [""]).hasPrefix("There are no SDL files in"))
  }
}
