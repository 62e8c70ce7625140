import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Guards: what a refusal does to the response")
struct GuardTests {
  private static let sdl = """
    type Query { item: Item items: [Item] secret: Int list: [Int] }
    type Item { n: Int names: [String] other: Item }
    """
  private static let root = """
    {"secret":1,"list":[1],"items":[{"n":1,"names":["a"],"other":{"n":9}},{"n":2,"names":["b"],"other":{"n":8}}]}
    """

  /// A server that guards one field.
  private func run(
    _ query: String, guarding coordinate: String, onDenied: FieldGuard.Denial, _ decision: FieldGuard.Decision
  ) async throws -> (body: String, calls: [String]) {
    let server = try TestServer(Self.sdl) { map in
      map.makeGuard = { type, field in
        "\(type.name).\(field.name)" == coordinate
          ? FieldGuard(onDenied: onDenied) { _, _, _ in decision } : nil
      }
    }
    return (try await server.run(query, on: Self.root), server.calls.all)
  }

  @Test("HIDE answers null alone, and the resolver is not called", arguments: ["secret", "list"])
  func hiddenField(_ field: String) async throws {
    let (body, calls) = try await run(
      "{ \(field) }", guarding: "Query.\(field)", onDenied: .hide, .deny(GraphQLError("no")))
    #expect(body == #"{"data":{"\#(field)":null}}"#)
    #expect(calls.isEmpty)
  }

  @Test(
    "HIDE at some positions answers null there, for values, lists and objects alike",
    arguments: [
      ("n", #"[{"n":1},{"n":null}]"#), ("names", #"[{"names":["a"]},{"names":null}]"#),
      ("other { n }", #"[{"other":{"n":9}},{"other":null}]"#),
    ])
  func hiddenPositions(_ selection: String, _ items: String) async throws {
    let field = String(selection.prefix { $0 != " " })
    let (body, _) = try await run(
      "{ items { \(selection) } }", guarding: "Item.\(field)", onDenied: .hide, .denyPositions([1: GraphQLError("no")]))
    #expect(body == #"{"data":{"items":\#(items)}}"#)
  }

  @Test(
    "FAIL answers the error and no data, however deep the field stands, and nothing runs after it",
    arguments: [FieldGuard.Decision.deny(GraphQLError("no")), .denyPositions([1: GraphQLError("no")])])
  func failedOperation(_ decision: FieldGuard.Decision) async throws {
    let (body, calls) = try await run(
      "{ items { n other { n } } }", guarding: "Item.n", onDenied: .fail, decision)
    #expect(body == #"{"errors":[{"message":"no","locations":[{"line":1,"column":11}]}],"data":null}"#)
    #expect(!calls.contains { $0.hasPrefix("Item.n") })
  }

  @Test("NULL answers null and the error")
  func nulledField() async throws {
    let (body, _) = try await run("{ secret }", guarding: "Query.secret", onDenied: .null, .deny(GraphQLError("no")))
    #expect(
      body
        == #"{"errors":[{"message":"no","locations":[{"line":1,"column":3}],"path":["secret"]}],"data":{"secret":null}}"#
    )
  }
}
