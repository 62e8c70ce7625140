import Testing

@testable import GraphQLCost

@Suite("What the directives of costs say in vain")
struct SchemaCheckTests {
  @Test("a schema without mistakes has none")
  func valid() throws {
    #expect(try Bookshop.standard().rules.problems() == [])
  }

  @Test("weights are decimals", arguments: ["", "x", "1e3", "1.", ".5", "--1", "+1", "1.2345", "1,5", "1234567890"])
  func weights(weight: String) throws {
    let shop = try Bookshop("type Query { a(b: Int @cost(weight: \"\(weight)\")): Int @cost(weight: \"-0.125\") }")
    let problems = shop.rules.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains("Query.a(b:)") == true)
  }

  @Test(
    "slicing arguments and sized fields exist and fit",
    arguments: [
      (#"a(n: Int): [Int] @listSize(slicingArguments: ["m"])"#, "slicing argument m"),
      (#"a(n: String): [Int] @listSize(slicingArguments: ["n"])"#, "slicing argument n"),
      (#"a(i: In): [Int] @listSize(slicingArguments: ["i.m"])"#, "slicing argument i.m"),
      (#"a(i: [In]): [Int] @listSize(slicingArguments: ["i.n"])"#, "slicing argument i.n"),
      (#"a: Query @listSize(assumedSize: 1, sizedFields: ["b"])"#, "Query.b"),
      (#"a: Query @listSize(assumedSize: 1, sizedFields: ["a"])"#, "Query.a"),
      (#"a: Int @listSize(assumedSize: 1)"#, "sizes nothing"),
      (#"a: [Int] @listSize(assumedSize: -1)"#, "assumedSize"),
    ])
  func listSizes(field: String, words: String) throws {
    let problems = try Bookshop("input In { n: Int } type Query { \(field) }").rules.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains(words) == true, "\(problems)")
  }

  @Test("a path into an input object is good")
  func path() throws {
    let field = #"a(i: In!): [Int] @listSize(slicingArguments: ["i.n"])"#
    #expect(try Bookshop("input In { n: Int! } type Query { \(field) }").rules.problems() == [])
  }
}
