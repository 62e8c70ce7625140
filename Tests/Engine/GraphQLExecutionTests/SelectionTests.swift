import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import GraphQLValidation
import Testing

@Suite("Selections")
struct SelectionTests {
  private static let sdl = """
    type Query { a: Int b: Int sum(x: Int = 1, y: Int!): Int item: Item }
    type Item { a: Int b: Int item: Item }
    """

  private func run(_ query: String, _ root: String = #"{"a":1,"b":2}"#, _ variables: JSONObject = [:]) async throws
    -> String
  {
    let sum = AnyFieldResolver.integer { try $0.decode("x") + $0.decode("y") }
    return try await TestServer(Self.sdl, ["Query.sum": sum]).run(query, on: root, variables: variables)
  }

  @Test("aliases name the members, in the order of the document")
  func aliases() async throws {
    #expect(
      try await run("{ z: b a other: a t: __typename s: sum(y: 2) t2: sum(x: 5, y: 2) }")
        == #"{"data":{"z":2,"a":1,"other":1,"t":"Query","s":3,"t2":7}}"#)
  }

  @Test("fields with one response key are merged at the first one's place, with all their subfields")
  func merging() async throws {
    let query = """
      { item { a } b ...More item { item { b } } } fragment More on Query { b item { a item { a } } }
      """
    #expect(
      try await run(query, #"{"b":2,"item":{"a":3,"item":{"a":4,"b":5}}}"#)
        == #"{"data":{"item":{"a":3,"item":{"a":4,"b":5}},"b":2}}"#)
  }

  @Test("merged fields are resolved once")
  func mergedCalls() async throws {
    let server = try TestServer(Self.sdl)
    _ = try await server.run("{ item { a } item { a b } }", on: #"{"item":{}}"#)
    #expect(server.calls.all == ["Query.item 1", "Item.a 1", "Item.b 1"])
  }

  @Test("skip and include follow their variables, and skip wins", arguments: [true, false])
  func conditions(flag: Bool) async throws {
    let query = """
      query ($f: Boolean!) {
        a @include(if: $f) b @skip(if: $f) both: a @skip(if: $f) @include(if: $f) ... @include(if: $f) { in: b }
      }
      """
    #expect(
      try await run(query, #"{"a":1,"b":2}"#, ["f": .boolean(flag)])
        == (flag ? #"{"data":{"a":1,"in":2}}"# : #"{"data":{"b":2}}"#))
  }

  @Test("a condition that is given as null fails the object of its selection")
  func nullCondition() async throws {
    func error(_ column: Int) -> String {
      """
      {"message":"Argument \\"if\\" has invalid value: Expected variable \\"$f\\" provided to non-null type \
      \\"Boolean!\\" not to be null.","locations":[{"line":1,"column":\(column)}]
      """
    }
    let extensions = #""extensions":{"code":"BAD_USER_INPUT"}}"#
    #expect(
      try await run("query ($f: Boolean = true) { item { a @skip(if: $f) } b }", #"{"item":{},"b":2}"#, ["f": .null])
        == #"{"errors":[\#(error(49)),"path":["item"],\#(extensions)],"data":{"item":null,"b":2}}"#)
    #expect(
      try await run("query ($f: Boolean = true) { a @include(if: $f) }", "{}", ["f": .null])
        == #"{"errors":[\#(error(45)),\#(extensions)],"data":null}"#)
  }

  @Test("a chain of fragments of any length is followed")
  func fragmentChain() async throws {
    let chain = (0..<30_000).map { "fragment F\($0) on Query { ...F\($0 + 1) }" }.joined(separator: " ")
    let configuration = EngineConfiguration(validation: ValidationOptions(limits: .none))
    let server = try TestServer(Self.sdl, configuration: configuration)
    let body = try await server.run("{ ...F0 } \(chain) fragment F30000 on Query { a }", on: #"{"a":1}"#)
    #expect(body == #"{"data":{"a":1}}"#)
  }

  @Test("arguments take variables, and defaults where a variable has no value")
  func arguments() async throws {
    let query = "query ($x: Int, $y: Int! = 4) { sum(x: $x, y: $y) }"
    #expect(try await run(query) == #"{"data":{"sum":5}}"#)
    #expect(try await run(query, "{}", ["x": .integer(10), "y": .integer(1)]) == #"{"data":{"sum":11}}"#)
  }
}
