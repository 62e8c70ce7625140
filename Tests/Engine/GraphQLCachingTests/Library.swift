import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import GraphQLCaching

/// A schema with every kind of hint, and policies of operations on it.
enum Library {
  static let sdl = """
    directive @cacheControl(maxAge: Int, scope: Scope, inheritMaxAge: Boolean)
      on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
    directive @invalidates(types: [String!]!, byArgument: String) repeatable on FIELD_DEFINITION
    enum Scope { PUBLIC PRIVATE }
    interface Node { id: ID! }
    union Item = Book | Person
    type Query {
      book(id: ID!): Book
      books(filter: BookFilter = {genre: "any"}): [Book] @cacheControl(maxAge: 50)
      shelf: Shelf @cacheControl(inheritMaxAge: true)
      hinted: Shelf @cacheControl(maxAge: 30)
      item: Item @cacheControl(maxAge: 500)
      open: Item
      node(id: ID!): Node @cacheControl(maxAge: 500)
      page: BookPage @cacheControl(maxAge: 60)
      secret: Book @cacheControl(scope: PRIVATE)
      count: Int
      answer: Int @cacheControl(maxAge: 7)
    }
    type Book implements Node @cacheControl(maxAge: 240) {
      id: ID!
      title: String
      reads: Int
      read: Boolean @cacheControl(maxAge: 0, scope: PRIVATE)
      quick: Int @cacheControl(maxAge: 5)
      author: Person
      writer: Person @cacheControl(inheritMaxAge: true)
      borrower: Person @cacheControl(inheritMaxAge: true, scope: PRIVATE)
      sequel: Book @cacheControl(maxAge: 100)
      shelf: Shelf
    }
    type Person implements Node { id: ID! name: String }
    type Shelf @cacheControl(inheritMaxAge: true) { name: String books: [Book] }
    type BookPage { total: Int nodes: [Book!] }
    input BookFilter { genre: String read: Boolean inner: BookFilter }
    type Mutation {
      readBook(id: ID!): Int
        @invalidates(types: ["Book.reads", "BookFilter.read"]) @invalidates(types: ["Book"], byArgument: "id")
      addPerson: Int @invalidates(types: ["Person"])
    }
    """

  static let rules = makeRules()

  private static func makeRules() -> CacheRules {
    do {
      return CacheRules(try SchemaBuilder.build(sdl)) { _, id in id.isEmpty ? nil : String(id.drop { $0 == "0" }) }
    } catch {
      fatalError("\(error)")
    }
  }

  static func policy(_ text: String, _ conditions: [String: Bool] = [:]) throws -> CachePolicy {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first(where: { _ in true }))
    return rules.policy(document, operation: operation, conditions: conditions)
  }

  static func tags(_ text: String, _ values: [String: InputValue] = [:]) throws -> Set<String> {
    Set(try policy(text).tags(values))
  }

  static func evictions(_ text: String, _ variables: [String: InputValue] = [:]) throws -> [Eviction] {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first(where: { _ in true }))
    return rules.evictions(document, operation: operation, conditions: [:], variables: variables)
  }
}
