import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import GraphQLCost

@Suite("What the points of an operation are for")
struct CostByCoordinateTests {
  private func parts(
    _ text: String, _ variables: [String: InputValue] = [:]
  ) throws -> [String]? {
    let shop = try Bookshop.standard()
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    let formula = shop.rules.formula(document, operation: operation, conditions: [:], isByCoordinate: true)
    #expect(formula.cost(variables) == (try shop.cost(text, variables)))
    return formula.pointsByCoordinate(variables)?.map { "\($0.coordinate) \($0.points)" }
  }

  @Test("fields and types have their parts, the greatest first")
  func parts() throws {
    #expect(
      try parts("{ persons(first: 4) { edges { node { name } } total } item { id } }") == [
        "PersonConnection.total 5", "PersonEdge.node 4", "Book 2", "PersonConnection.edges 1", "Query.item 1",
        "Query.persons 1",
      ])
  }

  @Test("what depends on variables is told with their values")
  func variables() throws {
    let text = "query ($n: Int) { persons(first: $n) { nodes { friends(first: $n) { name } } } }"
    #expect(
      try parts(text, ["n": .int(5)]) == ["Person.friends 5", "PersonConnection.nodes 1", "Query.persons 1"])
    #expect(try parts(text, ["n": .int(0)]) == ["PersonConnection.nodes 1", "Query.persons 1"])
  }

  @Test("of several types the dearest counts")
  func dearest() throws {
    #expect(try parts("{ item { ... on Pen { colour } price } }") == ["Pen.colour 7", "Money 1", "Query.item 1"])
    #expect(try parts("{ item { ... on Book { title } price } }") == ["Book 2", "Money 1", "Query.item 1"])
  }

  @Test(
    "the parts sum up to the points exactly, whatever is rounded",
    arguments: [
      "{ prices }", "{ item { price } prices }", "{ a: item { price } b: item { price } c: item { price } }",
      "{ items { price related(first: 7) { price } } }", "mutation { buy rename { name friends { name } } give }",
      "subscription { sold { price } }",
      "{ __schema { types { name fields { name } } } __type(name: \"Pen\") { name } }",
      "{ search(filter: {words: \"a\", other: {words: \"b\"}, page: {limit: 9}}) { friends { name } } tags }",
      "{ thing { ... on Book { title author { name } } ... on Person { friends(first: 2) { name } } } }",
    ])
  func sum(text: String) throws {
    let shop = try Bookshop.standard()
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    let formula = shop.rules.formula(document, operation: operation, conditions: [:], isByCoordinate: true)
    let parts = try #require(formula.pointsByCoordinate([:]))
    #expect(parts.reduce(0) { $0 + $1.points } == formula.cost([:]).points)
    #expect(parts.allSatisfy { $0.points > 0 })
    #expect(formula.cost([:]) == (try shop.cost(text)))
  }

  @Test("what is beyond all bounds is not told, and neither is what was not asked for")
  func unbounded() throws {
    let shop = try Bookshop.standard()
    #expect(try shop.formula("{ person { name } }").pointsByCoordinate([:]) == nil)
    let text = "query ($n: Int) { persons(first: $n) { nodes { friends(first: $n) { friends(first: $n) { name } } } } }"
    #expect(try parts(text, ["n": .int(.max)]) == nil)
  }
}
