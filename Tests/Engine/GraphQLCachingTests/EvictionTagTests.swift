import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import GraphQLCaching

@Suite("Tags of answers and evictions")
struct EvictionTagTests {
  @Test("an answer has the types of all objects that it may hold")
  func types() throws {
    #expect(try Library.tags("{ books { title writer { name } } }") == ["Book", "Person"])
    #expect(try Library.tags("{ item { __typename } }") == ["Book", "Person"])
  }

  @Test("a page without identity stands for its items")
  func pages() throws {
    #expect(try Library.tags("{ page { total } }") == ["BookPage", "Book"])
  }

  @Test("an object that is known by its id has a tag of its own, in one spelling")
  func entities() throws {
    let known: Set = ["Book:7", Eviction.knownTag("Book")]
    #expect(try Library.tags("{ book(id: 7) { title } }") == known)
    #expect(try Library.tags("{ book(id: \"007\") { title } }") == known)
    #expect(try Library.tags("query ($id: ID!) { book(id: $id) { title } }", ["id": .string("07")]) == known)
    #expect(try Library.tags("{ book(id: \"\") { title } }") == ["Book"])
    #expect(try Library.tags("{ book(id: 7) { sequel { title } } }") == known.union(["Book"]))
  }

  @Test("fields that a mutation names have tags")
  func fields() throws {
    #expect(try Library.tags("{ books { reads } }") == ["Book", "Book.reads"])
  }

  @Test("input fields that a mutation names have tags where they are given, literally or in variables")
  func inputFields() throws {
    let text = "query ($filter: BookFilter) { books(filter: $filter) { title } }"
    let inner = InputValue.object(InputObject([("read", .boolean(true))]))
    #expect(try Library.tags("{ books(filter: {read: true}) { title } }") == ["Book", "BookFilter.read"])
    #expect(try Library.tags("{ books(filter: {genre: \"x\"}) { title } }") == ["Book"])
    #expect(try Library.tags("{ books(filter: {inner: {read: null}}) { title } }") == ["Book", "BookFilter.read"])
    #expect(try Library.tags(text, ["filter": .object(InputObject([("genre", .null)]))]) == ["Book"])
    #expect(
      try Library.tags(text, ["filter": .object(InputObject([("inner", inner)]))]) == ["Book", "BookFilter.read"])
    let member = "query ($read: Boolean) { books(filter: {read: $read}) { title } }"
    #expect(try Library.tags(member) == ["Book", "BookFilter.read"])
  }

  @Test("a mutation evicts what its fields name, by argument where one is named")
  func mutations() throws {
    let named: [Eviction] = [.coordinate("Book.reads"), .coordinate("BookFilter.read")]
    #expect(try Library.evictions("mutation { readBook(id: 7) }") == named + [.entity(type: "Book", key: "7")])
    #expect(
      try Library.evictions(
        "mutation ($id: ID!) { ...A } fragment A on Mutation { x: readBook(id: $id) }", ["id": .string("7")])
        == named + [.entity(type: "Book", key: "7")])
    #expect(try Library.evictions("mutation ($id: ID!) { readBook(id: $id) }") == named + [.type("Book")])
    #expect(try Library.evictions("mutation { addPerson @skip(if: true) }") == [])
    #expect(try Library.evictions("{ count }") == [])
  }

  @Test("a name in @invalidates that the schema does not have is found")
  func unknownNames() throws {
    #expect(Library.rules.unknownNames() == [])
    let schema = try SchemaBuilder.build(
      """
      directive @invalidates(types: [String!]!) on FIELD_DEFINITION
      type Query { a: Int }
      type Mutation { b: Int @invalidates(types: ["Query.a", "Query.x", "Nothing", "Nothing.a"]) }
      """)
    #expect(CacheRules(schema).unknownNames() == ["Nothing", "Nothing.a", "Query.x"])
  }
}
