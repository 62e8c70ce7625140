import AtlasAPI
import FoundationEssentials
import GraphQLCost
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import AtlasServer

@Suite("Costs of Atlas's operations")
struct CostTests {
  private let schema: Schema
  private let limit: Int

  init() throws {
    schema = try AtlasSchema.build(API.sdl)
    limit = try #require(AtlasConfiguration.HTTP().costLimit)
  }

  private func cost(_ text: String, _ variables: JSONObject = [:]) throws -> OperationCost {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    let values = try VariableValues.coerce(
      schema: schema, document: document, operation: operation, inputs: variables, hideSuggestions: false
    ).get()
    return try formula(text).cost(values.values)
  }

  private func formula(_ text: String) throws -> CostFormula {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    return CostRules(schema).formula(document, operation: operation, conditions: [:])
  }

  @Test(
    "golden operations stay below the limit",
    arguments: [
      "diagramList", "labList", "diagramDeep", "learner", "node", "nodes", "introspection", "studyGroup",
      "completeDiagram", "askQuestion", "conversation",
    ])
  func golden(name: String) throws {
    let operation = GoldenOperation(name: name)
    let cost = try cost(try #require(operation.text("graphql")), operation.variables())
    #expect(cost.points > 0)
    #expect(cost.points <= limit, "\(cost)")
  }

  @Test("the operations of the benchmark stay below the limit")
  func benchmark() throws {
    let folder = GoldenOperation.root + "/Benchmarks/Atlas/operations"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!names.isEmpty)
    for name in names {
      let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
      // None of their variables is a size.
      let cost = try formula(String(decoding: bytes, as: UTF8.self)).cost([:])
      #expect(cost.points <= limit, "\(name): \(cost)")
    }
  }

  @Test("what tools ask about the schema stays below the limit")
  func introspection() throws {
    let cost = try cost(Self.introspectionQuery)
    #expect(cost.points > 100)
    #expect(cost.points <= limit, "\(cost)")
  }

  @Test("sizes come from the arguments of a page or a filter, and from the schema without them")
  func sizes() throws {
    #expect(try cost("{ diagrams { author { id } } }") == OperationCost(points: 1001, nodeCount: 2000))
    #expect(try cost("{ diagrams(filter: {limit: 10}) { author { id } } }") == OperationCost(points: 11, nodeCount: 20))
    let text =
      "query ($f: DiagramFilter, $n: Int) { diagrams(filter: $f) { labs(first: $n) { totalCount nodes { id } } } }"
    #expect(
      try cost(text, ["f": .object(["limit": .integer(3)]), "n": .integer(4)])
        == OperationCost(points: 1 + 3 * 7, nodeCount: 3 + 3 + 12))
    #expect(try cost("mutation { askQuestion(question: \"?\", context: {}) { text } }").points == 50)
    #expect(try cost("mutation { joinStudyGroup(groupId: 1) { id } }").points == 10)
  }

  /// The query of GraphiQL and most code generators, with all options.
  private static let introspectionQuery = """
    query IntrospectionQuery {
      __schema {
        description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
        types { ...FullType }
        directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
      }
    }
    fragment FullType on __Type {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) {
        name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated
        deprecationReason
      }
      inputFields(includeDeprecated: true) { ...InputValue }
      interfaces { ...TypeRef }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { ...TypeRef }
    }
    fragment InputValue on __InputValue {
      name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
    }
    fragment TypeRef on __Type {
      kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
        ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
      }
    }
    """
}
