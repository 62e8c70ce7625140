import GraphQLSchema
import Testing

@testable import GraphQLCost

@Suite("Costs of operations")
struct CostFormulaTests {
  private let shop: Bookshop

  init() throws { shop = try Bookshop.standard() }

  @Test("a field of a composite type costs 1, a leaf nothing, and types add what they weigh")
  func defaults() throws {
    #expect(try shop.cost("{ person { name __typename } }") == OperationCost(points: 1, nodeCount: 1))
    #expect(try shop.cost("{ tags __typename }") == OperationCost(points: 0, nodeCount: 0))
    #expect(try shop.points("{ prices }") == 2)
    #expect(try shop.points("{ item { ... on Pen { price } } }") == 3)
    // 8.5 is rounded up once, at the end.
    #expect(try shop.points("{ item { ... on Pen { colour price } } }") == 9)
  }

  @Test("a list without a size counts once, one with a default argument as often as that says")
  func sizes() throws {
    #expect(try shop.cost("{ items { id } }") == OperationCost(points: 3, nodeCount: 1))
    #expect(try shop.cost("{ person { friends { friends { name } } } }") == OperationCost(points: 5, nodeCount: 13))
    #expect(
      try shop.cost("{ person { friends(first: 10) { friends(first: 2) { name } } } }")
        == OperationCost(points: 12, nodeCount: 31))
  }

  @Test("a connection hands its size to the fields it names, and to no others")
  func sizedFields() throws {
    #expect(
      try shop.cost("{ persons(first: 7) { edges { node { name } } } }") == OperationCost(points: 9, nodeCount: 15))
    #expect(try shop.cost("{ persons { nodes { name } total } }") == OperationCost(points: 7, nodeCount: 21))
    #expect(try shop.cost("{ persons(first: 2, last: 9) { nodes { name } } }").nodeCount == 10)
    #expect(
      try shop.cost(
        """
        { a: persons(first: 2) { ...N } b: persons(first: 3) { ...N } }
        fragment N on PersonConnection { nodes { name } }
        """) == OperationCost(points: 4, nodeCount: 7))
  }

  @Test("a size in a variable counts when the value is known; without one the defaults do")
  func variables() throws {
    let text = "query ($n: Int) { persons(first: $n) { nodes { friends(first: $n) { name } } } }"
    #expect(try !shop.formula(text).isConstant)
    #expect(try shop.cost(text, ["n": .int(3)]) == OperationCost(points: 5, nodeCount: 13))
    #expect(try shop.cost(text) == OperationCost(points: 22, nodeCount: 81))
    // Null asks for nothing: the default of the argument does not come back.
    #expect(try shop.cost("query ($n: Int) { person { friends(first: $n) { name } } }", ["n": .null]).nodeCount == 2)
  }

  @Test("paths lead into input objects, literal or not, and to their defaults")
  func paths() throws {
    #expect(try shop.cost("{ search { name } }").nodeCount == 50)
    #expect(try shop.cost("{ search(filter: {}) { name } }").nodeCount == 4)
    #expect(try shop.cost("{ search(filter: {page: {limit: 8}}) { name } }").nodeCount == 8)
    #expect(try shop.cost("{ search(filter: {page: {offset: 8}}) { name } }").nodeCount == 50)
    let page: InputValue = .object(.init([("limit", .int(9))]))
    #expect(
      try shop.cost("query ($n: Int) { search(filter: {page: {limit: $n}}) { name } }", ["n": .int(9)]).nodeCount == 9)
    #expect(try shop.cost("query ($p: Page) { search(filter: {page: $p}) { name } }", ["p": page]).nodeCount == 9)
    #expect(try shop.cost("query ($p: Page) { search(filter: {page: $p}) { name } }").nodeCount == 4)
    #expect(
      try shop.cost(
        "query ($f: Filter) { search(filter: $f) { name } }", ["f": .object(.init([("page", page)]))]
      ).nodeCount == 9)
  }

  @Test("negative sizes count as nothing; large ones stop at the largest number")
  func hostileSizes() throws {
    #expect(try shop.cost("{ persons(first: -5) { nodes { name } total } }") == OperationCost(points: 7, nodeCount: 1))
    let text = """
      query ($n: Int) { person { friends(first: $n) { friends(first: $n) { friends(first: $n) { name } } } } }
      """
    #expect(try shop.cost(text, ["n": .int(-1)]) == OperationCost(points: 2, nodeCount: 1))
    for size in [Int(Int32.max), .max] {
      #expect(
        try shop.cost(text, ["n": .int(size)])
          == OperationCost(points: Int(Int32.max), nodeCount: Int(Int32.max)))
    }
    let digits = String(repeating: "9", count: 40)
    #expect(try shop.cost("{ person { friends(first: \(digits)) { name } } }").nodeCount == Int(Int32.max))
    #expect(try shop.cost("{ person { friends(first: -\(digits)) { name } } }").nodeCount == 1)
  }

  @Test("of several types that an object may have, the dearest counts, and not their sum")
  func abstractTypes() throws {
    // A book: 1 + 2 + its author; a pen: 1 + 7.
    #expect(try shop.points("{ item { id ... on Book { author { name } } ... on Pen { colour } } }") == 8)
    #expect(try shop.points("{ thing { ... on Book { author { name } } ... on Person { name } } }") == 4)
    #expect(try shop.points("{ item { ... on Item { ... on Book { title } } } }") == 3)
    let text = "query ($n: Int) { item { related(first: $n) { id } ... on Pen { colour } } }"
    #expect(try shop.cost(text, ["n": .int(0)]) == OperationCost(points: 9, nodeCount: 1))
    #expect(try shop.cost(text, ["n": .int(10)]) == OperationCost(points: 29, nodeCount: 11))
  }

  @Test("what is merged into one field costs once, each alias by itself")
  func merging() throws {
    #expect(try shop.points("{ person { name } person { friends(first: 1) { name } } }") == 2)
    let text = "{ person { name } ...P ... { person { name } } } fragment P on Query { person { name } }"
    #expect(try shop.points(text) == 1)
    #expect(try shop.points("{ person { name } other: person { name } }") == 2)
  }

  @Test("what @skip and @include leave out costs nothing")
  func conditions() throws {
    let text = """
      query ($own: Boolean!) { person { name } persons @include(if: $own) { total } ...P @skip(if: true) }
      fragment P on Query { item { id } }
      """
    #expect(try shop.formula(text, ["own": false]).cost([:]).points == 1)
    #expect(try shop.formula(text, ["own": true]).cost([:]).points == 7)
  }

  @Test("root fields of mutations cost 10 unless they say otherwise; an event of a subscription is a query")
  func operations() throws {
    #expect(try shop.points("mutation { buy }") == 10)
    #expect(try shop.points("mutation { rename { friends { name } } give }") == 12)
    #expect(try shop.points("subscription { sold { id } }") == 3)
    var settings = CostRules.Settings()
    settings.mutationWeight = 3
    let other = try Bookshop("type Query { a: Int } type Mutation { a: Int }", settings: settings)
    #expect(try other.points("mutation { a }") == 3)
  }

  @Test("introspection has lists of a settled size")
  func introspection() throws {
    #expect(try shop.cost("{ __schema { types { name fields { name } } } }") == OperationCost(points: 7, nodeCount: 31))
    #expect(try shop.points(#"{ __type(name: "Book") { fields { type { name } } } }"#) == 7)
  }
}
