import GraphQLSchema
import Testing

@testable import GraphQLCost

@Suite("The examples of the cost draft")
struct DraftTests {
  @Test("five users of whom each tells an age that weighs 2 cost 11 (examples 1 and 2)")
  func users() throws {
    let shop = try Bookshop(
      """
      type User { name: String age: Int @cost(weight: "2.0") }
      type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }
      """)
    #expect(try shop.cost("query Example { users(max: 5) { age } }") == OperationCost(points: 11, nodeCount: 5))
  }

  @Test("an argument adds its weight where it is given (example 10)")
  func argumentWeights() throws {
    let shop = try products(#"filter: Filter @cost(weight: "15.0")"#)
    #expect(try shop.points("{ topProducts }") == 5)
    #expect(try shop.points("{ topProducts(filter: {}) }") == 20)
    let text = "query ($f: Filter) { topProducts(filter: $f) }"
    #expect(try shop.points(text) == 5)
    #expect(try shop.points(text, ["f": .object(.init())]) == 20)
  }

  @Test("a negative weight makes the field cheaper, but never less than nothing (example 11)")
  func negativeWeights() throws {
    let shop = try products(#"approx: Boolean @cost(weight: "-3.0") wild: Boolean @cost(weight: "-9")"#)
    #expect(try shop.points("{ topProducts(approx: true) }") == 2)
    #expect(try shop.points("{ topProducts(wild: true) }") == 0)
    #expect(try shop.points("query ($w: Boolean) { topProducts(wild: $w) }", ["w": .boolean(false)]) == 0)
    #expect(try shop.points("{ a: topProducts(wild: true) b: topProducts }") == 5)
  }

  @Test("input fields add theirs, in literals and in variables (example 12)")
  func inputFieldWeights() throws {
    let shop = try products(#"filter: Filter @cost(weight: "15.0")"#)
    #expect(try shop.points("{ topProducts(filter: {approx: true}) }") == 8)
    #expect(
      try shop.points(
        "query ($f: Filter) { topProducts(filter: $f) }", ["f": .object(.init([("approx", .boolean(true))]))]) == 8)
    #expect(
      try shop.points("query ($a: Boolean) { topProducts(filter: {approx: $a}) }", ["a": .boolean(true)]) == 8)
    #expect(try shop.points("query ($a: Boolean) { topProducts(filter: {approx: $a}) }") == 20)
    #expect(try shop.points("{ topProducts(filter: {any: [{approx: true}, {approx: true}]}) }") == 0)
  }

  @Test("arguments of directives add theirs (example 13)")
  func directiveArguments() throws {
    let shop = try products("n: Int", more: #"directive @approx(tolerance: Float! @cost(weight: "-1.0")) on FIELD"#)
    #expect(try shop.points("{ topProducts @approx(tolerance: 0.5) }") == 4)
  }

  private func products(_ arguments: String, more: String = "") throws -> Bookshop {
    try Bookshop(
      """
      \(more)
      input Filter { approx: Boolean @cost(weight: "-12.0") any: [Filter] }
      type Query { topProducts(\(arguments)): [String] @cost(weight: "5.0") @listSize(assumedSize: 10) }
      """)
  }
}
