import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import GraphQLCost

/// The directives of the draft, and costs of operations on schemas that use them.
struct Bookshop {
  static let directives = """
    directive @cost(weight: String!)
      on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
    directive @listSize(
      assumedSize: Int, slicingArguments: [String!], slicingArgumentDefaultValue: Int, sizedFields: [String!]
      requireOneSlicingArgument: Boolean = true
    ) on FIELD_DEFINITION

    """

  let rules: CostRules

  init(_ sdl: String, settings: CostRules.Settings = CostRules.Settings()) throws {
    rules = CostRules(try SchemaBuilder.build(Self.directives + sdl), settings: settings)
  }

  /// A shop with every kind of list.
  static func standard() throws -> Bookshop {
    try Bookshop(
      """
      interface Item { id: ID! price: Money related(first: Int): [Item] @listSize(slicingArguments: ["first"]) }
      scalar Money @cost(weight: "0.5")
      type Book implements Item @cost(weight: "2") {
        id: ID! price: Money title: String author: Person
        related(first: Int): [Item] @listSize(slicingArguments: ["first"])
      }
      type Pen implements Item {
        id: ID! price: Money colour: String @cost(weight: "7")
        related(first: Int): [Item] @listSize(slicingArguments: ["first"])
      }
      union Thing = Book | Pen | Person
      type Person { name: String friends(first: Int = 3): [Person] @listSize(slicingArguments: ["first"]) }
      type PersonConnection { edges: [PersonEdge] nodes: [Person] total: Int @cost(weight: "5") }
      type PersonEdge { node: Person }
      input Page { limit: Int offset: Int }
      input Filter { page: Page = {limit: 4} words: String @cost(weight: "3") other: Filter }
      type Query {
        item: Item
        thing: Thing
        person: Person
        persons(first: Int, last: Int): PersonConnection
          @listSize(
            slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 20, assumedSize: 100
            sizedFields: ["edges", "nodes"]
          )
        search(filter: Filter): [Person] @listSize(slicingArguments: ["filter.page.limit"], assumedSize: 50)
        tags: [String] @listSize(assumedSize: 10)
        items: [Item]
        prices: [Money] @listSize(assumedSize: 4)
      }
      type Mutation { buy: Int rename: Person give: Int @cost(weight: "1") }
      type Subscription { sold: Item }
      """)
  }

  func formula(_ text: String, _ conditions: [String: Bool] = [:]) throws -> CostFormula {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    return rules.formula(document, operation: operation, conditions: conditions)
  }

  func cost(_ text: String, _ variables: [String: InputValue] = [:]) throws -> OperationCost {
    try formula(text).cost(variables)
  }

  func points(_ text: String, _ variables: [String: InputValue] = [:]) throws -> Int {
    try cost(text, variables).points
  }
}
