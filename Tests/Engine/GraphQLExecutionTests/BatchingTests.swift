import GraphQLExecution
import Testing

@Suite("Batching")
struct BatchingTests {
  private static let sdl = """
    type Query { people: [Person!]! }
    type Person { name: String friends: [Person!]! best: Named }
    type Dog { name: String }
    union Named = Person | Dog
    """

  @Test("a field is resolved once for all parents, on every level")
  func levels() async throws {
    let server = try TestServer(Self.sdl)
    let leaf = #"{"name":"c"}"#
    let middle = #"{"friends":[\#(leaf),\#(leaf)]}"#
    let top = #"{"friends":[\#(middle),\#(middle)]}"#
    let body = try await server.run(
      "{ people { friends { friends { name } } } }", on: #"{"people":[\#(top),\#(top),\#(top)]}"#)
    #expect(body == #"{"data":{"people":[\#(top),\#(top),\#(top)]}}"#)
    #expect(server.calls.all == ["Query.people 1", "Person.friends 3", "Person.friends 6", "Person.name 12"])
  }

  @Test("objects of an abstract type are resolved once per concrete type")
  func abstractTypes() async throws {
    let server = try TestServer(Self.sdl)
    func person(_ best: String) -> String { #"{"best":\#(best)}"# }
    let body = try await server.run(
      "{ people { best { __typename ... on Person { name } ... on Dog { called: name } } } }",
      on: """
        {"people":[\(person(#"{"__typename":"Dog","name":"d"}"#)),\(person("null")),\
        \(person(#"{"__typename":"Person","name":"p"}"#)),\(person(#"{"__typename":"Dog"}"#))]}
        """)
    #expect(
      body == """
        {"data":{"people":[{"best":{"__typename":"Dog","called":"d"}},{"best":null},\
        {"best":{"__typename":"Person","name":"p"}},{"best":{"__typename":"Dog","called":null}}]}}
        """)
    #expect(server.calls.all.suffix(2) == ["Dog.name 2", "Person.name 1"])
  }

  @Test("nothing below an empty list is called")
  func emptyList() async throws {
    let server = try TestServer(Self.sdl)
    #expect(try await server.run("{ people { name } }", on: #"{"people":[]}"#) == #"{"data":{"people":[]}}"#)
    #expect(server.calls.all == ["Query.people 1"])
  }

  @Test("levels by way of fragments are answered", arguments: [1, 300, 1000])
  func deep(levels: Int) async throws {
    let server = try DeepSchema.server()
    let body = try await server.run(DeepSchema.query(levels: levels))
    let expected = "{\"data\":" + String(repeating: "{\"a\":", count: levels) + "{\"n\":1}"
    #expect(body == expected + String(repeating: "}", count: levels + 1))
  }

  @Test("the level that is one too many fails instead of the process")
  func tooDeep() async throws {
    let body = try await DeepSchema.server().run(DeepSchema.query(levels: 2000))
    #expect(body.hasPrefix(#"{"errors":[{"message":"Objects nest more than 1000 levels deep.","locations""#))
    #expect(body.contains(#"{"a":null}"#))
  }
}

/// Objects without end.
enum DeepSchema {
  static func server() throws -> TestServer {
    let same = AnyFieldResolver { parents, _, _ in .ready(Column(.objects(ObjectColumn(parents)))) }
    return try TestServer("type Query { a: Query n: Int }", ["Query.a": same, "Query.n": .integer { _ in 1 }])
  }

  static func query(levels: Int) -> String {
    "{ ...F1 } "
      + (1...levels).map { level in
        "fragment F\(level) on Query { a { \(level == levels ? "n" : "...F\(level + 1)") } }"
      }.joined(separator: " ")
  }
}
