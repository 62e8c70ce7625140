import Testing

@testable import GraphQLCaching

@Suite("Policies of operations")
struct CachePolicyTests {
  private func maxAge(_ text: String, _ conditions: [String: Bool] = [:]) throws -> Int {
    try Library.policy(text, conditions).maxAge
  }

  @Test("the hint of the returned type counts, and the shortest time wins")
  func types() throws {
    #expect(try maxAge("{ book(id: 1) { title } }") == 240)
    #expect(try maxAge("{ book(id: 1) { title quick } }") == 5)
    #expect(try maxAge("{ book(id: 1) { title } answer }") == 7)
  }

  @Test("the hint of a field goes before that of its type")
  func fields() throws {
    #expect(try maxAge("{ books { title } }") == 50)
    #expect(try maxAge("{ book(id: 1) { sequel { title } } }") == 100)
  }

  @Test("root fields and fields of composite types without a hint may not be kept")
  func defaults() throws {
    #expect(try maxAge("{ count }") == 0)
    #expect(try maxAge("{ open { __typename } }") == 0)
    #expect(try maxAge("{ book(id: 1) { author { name } } }") == 0)
    #expect(try maxAge("{ page { nodes { title } } }") == 60)
  }

  @Test("inheritMaxAge on a type or a field goes with the object around it, but not at the root")
  func inheriting() throws {
    #expect(try maxAge("{ book(id: 1) { writer { name } } }") == 240)
    #expect(try maxAge("{ book(id: 1) { shelf { name } } }") == 240)
    #expect(try maxAge("{ hinted { name books { title } } }") == 30)
    #expect(try maxAge("{ shelf { name } }") == 0)
  }

  @Test("PRIVATE wins, also together with inheritMaxAge")
  func scopes() throws {
    #expect(try !Library.policy("{ book(id: 1) { title } }").isPrivate)
    #expect(try Library.policy("{ secret { title } }").isPrivate)
    #expect(try Library.policy("{ book(id: 1) { borrower { name } } }").isPrivate)
    #expect(try maxAge("{ book(id: 1) { borrower { name } } }") == 240)
  }

  @Test("every type that an object may turn out to be counts")
  func abstractTypes() throws {
    #expect(try maxAge("{ item { __typename } }") == 500)
    #expect(try maxAge("{ item { ... on Book { quick } } }") == 5)
    #expect(try maxAge("{ item { ... on Person { name } } }") == 500)
    #expect(try maxAge("{ node(id: 1) { id ... on Book { read } } }") == 0)
  }

  @Test("what @skip and @include leave out does not count")
  func conditions() throws {
    let text = "query ($own: Boolean!) { book(id: 1) { title read @include(if: $own) } }"
    #expect(try maxAge(text, ["own": false]) == 240)
    #expect(try maxAge(text, ["own": true]) == 0)
    #expect(try maxAge("{ book(id: 1) { title quick @skip(if: true) } }") == 240)
  }

  @Test("fragments count where they are spread")
  func fragments() throws {
    let text = "{ book(id: 1) { ...A } } fragment A on Node { id ...B } fragment B on Book { quick sequel { ...A } }"
    #expect(try maxAge(text) == 5)
    #expect(try maxAge("{ ... { book(id: 1) { ... { title } } } }") == 240)
  }

  @Test("introspection, mutations and operations without fields that have a time may not be kept")
  func others() throws {
    #expect(try maxAge("{ __schema { types { name } } }") == 0)
    #expect(try maxAge("mutation { addPerson }") == 0)
    #expect(try maxAge("{ __typename }") == 0)
  }
}
