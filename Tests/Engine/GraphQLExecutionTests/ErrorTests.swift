import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Errors and nulls")
struct ErrorTests {
  private static let sdl = """
    type Query { item: Item must: Item! items: [Item] sure: [Item!] all: [Item!]! grid: [[Int!]] n(if: Int): Int }
    type Item { n: Int must: Int! }
    """

  private func run(_ query: String, _ root: String) async throws -> String {
    try await TestServer(Self.sdl).run(query, on: root)
  }

  private func error(_ message: String, _ column: Int, _ path: String) -> String {
    #"{"message":"\#(message)","locations":[{"line":1,"column":\#(column)}],"path":\#(path)}"#
  }

  @Test("a null in a non-null field nulls the nearest nullable ancestor")
  func propagation() async throws {
    let error = error("Cannot return null for non-nullable field Item.must.", 13, #"["items",1,"must"]"#)
    #expect(
      try await run("{ items { n must } }", #"{"items":[{"n":1,"must":2},{"n":3}]}"#)
        == #"{"errors":[\#(error)],"data":{"items":[{"n":1,"must":2},null]}}"#)
  }

  @Test("a null item of non-null items nulls the list, and no more where the list may be null")
  func listItems() async throws {
    let item = error("Cannot return null for non-nullable field Item.must.", 10, #"["sure",0,"must"]"#)
    #expect(
      try await run("{ sure { must } }", #"{"sure":[{},{"must":1}]}"#)
        == #"{"errors":[\#(item)],"data":{"sure":null}}"#)
    let null = error("Cannot return null for non-nullable field Query.grid.", 3, #"["grid",1,0]"#)
    #expect(
      try await run("{ grid }", #"{"grid":[[1],[null],null,[]]}"#)
        == #"{"errors":[\#(null)],"data":{"grid":[[1],null,null,[]]}}"#)
  }

  @Test("a null without a nullable ancestor makes data null")
  func dataNull() async throws {
    let error = error("Cannot return null for non-nullable field Query.must.", 5, #"["must"]"#)
    #expect(try await run("{ n must { n } }", #"{"n":1}"#) == #"{"errors":[\#(error)],"data":null}"#)
  }

  @Test("errors name the place in the document and the path in the response")
  func places() async throws {
    let body = try await run(
      "{ items { x: n } items { x: n } }", #"{"items":[{"n":{"$error":"no"}},{"n":"five"}]}"#)
    let places = #""locations":[{"line":1,"column":11},{"line":1,"column":26}]"#
    #expect(
      body == """
        {"errors":[{"message":"no",\(places),"path":["items",0,"x"]},\
        {"message":"Int cannot represent non-integer value: \\"five\\"",\(places),"path":["items",1,"x"]}],\
        "data":{"items":[{"x":null},{"x":null}]}}
        """)
  }

  @Test("a resolver that throws fails all positions, and strangers do not see why")
  func throwing() async throws {
    struct Secret: Error {}
    let server = try TestServer(Self.sdl, ["Item.n": .integer { _ in throw Secret() }])
    let body = try await server.run("{ items { n } }", on: #"{"items":[{},{}]}"#)
    func error(_ index: Int) -> String {
      """
      {"message":"Internal server error.","locations":[{"line":1,"column":11}],"path":["items",\(index),"n"],\
      "extensions":{"code":"INTERNAL"}}
      """
    }
    #expect(body == #"{"errors":[\#(error(0)),\#(error(1))],"data":{"items":[{"n":null},{"n":null}]}}"#)
  }

  @Test("a guard refuses a batch before the resolver is called, or single positions after")
  func guards() async throws {
    let server = try TestServer(Self.sdl) { map in
      map.makeGuard = { type, field in
        switch (type.name, field.name) {
        case ("Query", "n"): FieldGuard { _, _, _ in .deny(GraphQLError("not you")) }
        case ("Item", "n"): FieldGuard { _, _, _ in .denyPositions([1: GraphQLError("not this")]) }
        default: nil
        }
      }
    }
    let body = try await server.run("{ n items { n } }", on: #"{"n":1,"items":[{"n":1},{"n":2}]}"#)
    let errors = [error("not you", 3, #"["n"]"#), error("not this", 13, #"["items",1,"n"]"#)].joined(separator: ",")
    #expect(body == #"{"errors":[\#(errors)],"data":{"n":null,"items":[{"n":1},{"n":null}]}}"#)
    #expect(!server.calls.all.contains("Query.n 1"))
  }
}
