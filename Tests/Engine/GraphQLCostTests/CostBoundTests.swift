import GraphQLSchema
import Testing

@testable import GraphQLCost

@Suite("Hostile documents do not make the computation of costs dear")
struct CostBoundTests {
  @Test("fragments that spread each other twice are computed once")
  func fragments() throws {
    let shop = try Bookshop.standard()
    var text = "{ person { ...F0 } }"
    for level in 0..<60 {
      let inner = "friends(first: 2) { ...F\(level + 1) }"
      text += " fragment F\(level) on Person { a: \(inner) b: \(inner) }"
    }
    text += " fragment F60 on Person { name }"
    #expect(try shop.cost(text) == OperationCost(points: Int(Int32.max), nodeCount: Int(Int32.max)))
    let variable = text.replacing("first: 2", with: "first: $n")
    let formula = try shop.formula("query ($n: Int) " + variable)
    #expect(formula.steps.count < 200)
    #expect(formula.cost(["n": .int(0)]) == OperationCost(points: 3, nodeCount: 1))
  }

  @Test("a document that asks for too much of too many types costs more than anybody may ask for")
  func types() throws {
    func cost(types: Int) throws -> Int {
      var sdl = "interface I { n: Int } type Query { i: I }"
      for index in 0..<types { sdl += " type T\(index) implements I { n: Int }" }
      return try Bookshop(sdl).points("{ i { \((0..<1000).map { "a\($0): n" }.joined(separator: " ")) } }")
    }
    #expect(try cost(types: 40) == 1)
    #expect(try cost(types: 60) == Int(Int32.max))
  }

  @Test("a chain of fragments that is too deep costs more than anybody may ask for, and does not end the process")
  func depth() throws {
    let shop = try Bookshop.standard()
    func chain(_ length: Int) -> String {
      var text = "{ person { ...F0 } }"
      for level in 0..<length { text += " fragment F\(level) on Person { friends(first: 1) { ...F\(level + 1) } }" }
      return text + " fragment F\(length) on Person { name }"
    }
    #expect(try shop.cost(chain(50)) == OperationCost(points: 51, nodeCount: 51))
    #expect(try shop.cost(chain(200)).points == Int(Int32.max))
  }
}
