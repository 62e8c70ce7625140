import GraphQLCost
import GraphQLEngine
import GraphQLJSON
import GraphQLSyntax
import Testing

@Suite("What is refused before anything is executed")
struct InputChecksTests {
  private static let sdl = """
    directive @cost(weight: String!) on FIELD_DEFINITION
    directive @listSize(slicingArguments: [String!], assumedSize: Int) on FIELD_DEFINITION
    directive @constraint(minLength: Int, maxLength: Int, max: Float) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
    type Query {
      list(first: Int = 2 @constraint(max: 50)): [Item] @listSize(slicingArguments: ["first"])
      say(name: String @constraint(minLength: 2), words: String @constraint(maxLength: 3)): Int
    }
    type Item { n: Int @cost(weight: "3") }
    type Subscription { tick: Int @cost(weight: "9") }
    """

  private func refusal(
    _ text: String, _ variables: JSONObject = [:], limit: Int? = nil, maxErrors: Int = 9
  ) throws -> [GraphQLError] {
    var configuration = EngineConfiguration(maxCoercionErrors: maxErrors)
    configuration.costLimit = limit
    let server = try TestServer(Self.sdl, configuration: configuration)
    let request = GraphQLRequest(query: Array(text.utf8), variables: variables)
    guard case .failure(let failure) = server.engine.prepare(request) else { return [] }
    return failure.errors
  }

  @Test("a prepared operation knows its cost, for the values of each request")
  func cost() throws {
    let server = try TestServer(Self.sdl)
    let text = "query ($n: Int) { list(first: $n) { n } }"
    #expect(try server.prepare(text, variables: ["n": .integer(10)]).cost == OperationCost(points: 31, nodeCount: 10))
    #expect(try server.prepare(text, variables: ["n": .integer(1)]).cost?.points == 4)
    #expect(try server.prepare(text).cost?.points == 7)
    let conditional = "query ($on: Boolean!) { list { n @include(if: $on) } }"
    #expect(try server.prepare(conditional, variables: ["on": .boolean(true)]).cost?.points == 7)
    #expect(try server.prepare(conditional, variables: ["on": .boolean(false)]).cost?.points == 1)
  }

  @Test("the limit itself is allowed, one point more is refused with both numbers")
  func costLimit() throws {
    let text = "query ($n: Int) { list(first: $n) { n } }"
    #expect(try refusal(text, ["n": .integer(3)], limit: 10) == [])
    let errors = try refusal(text, ["n": .integer(4)], limit: 10)
    #expect(errors.map(\.message) == ["The operation may cost 13 points, more than the limit of 10."])
    #expect(errors.first?.code == .costLimit)
    #expect(errors.first?.extensions["cost"] == .integer(13))
    #expect(errors.first?.extensions["limit"] == .integer(10))
    #expect(try refusal("subscription { tick }", limit: 8).first?.code == .costLimit)
    #expect(try refusal("subscription { tick }", limit: 9) == [])
    #expect(try refusal(text, ["n": .integer(50)]) == [])
  }

  @Test("constraints are told all at once, before costs, and no more of them than errors of coercion")
  func constraints() throws {
    let text = #"query ($w: String) { say(name: "x", words: $w) list(first: 51) { n } }"#
    let variables: JSONObject = ["w": .string("long")]
    #expect(
      try refusal(text, variables, limit: 1).map(\.message) == [
        "name must be at least 2 characters long.", "words must be at most 3 characters long.",
        "first must be at most 50.",
      ])
    #expect(try refusal(text, variables, maxErrors: 2).count == 2)
    #expect(try refusal(text, variables).allSatisfy { $0.code == .validationError })
  }
}
