// The bookshop of GettingStarted.md and BreadthFirst.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

let bookshopSDL = """
  type Query { books(first: Int! = 10): [Book!]! }
  type Book { id: ID! title: String! author: Author! }
  type Author { name: String! books: [Book!]! }
  """

struct Book: ObjectSource {
  let id: Int64
  let title: String
  let authorID: Int64
}

struct Author: ObjectSource {
  let id: Int64
  let name: String
}

enum BookType: CompositeOutput { static let typeName = "Book" }
enum AuthorType: CompositeOutput { static let typeName = "Author" }

struct BooksArguments: ArgumentSet {
  let first: Int

  init(_ arguments: InputArguments) throws(GraphQLError) {
    first = try arguments.decode("first")
    if first < 0 { throw GraphQLError("\"first\" must not be negative.", code: .badUserInput) }
  }
}

struct AuthorLoader: EntityLoader {
  let authors: [Int64: Author]

  func load(
    _ keys: [Int64], _ selected: Selected, _ context: ExecutionContext
  ) throws -> @Sendable () async throws -> LoadedEntities<Int64, Author> {
    print("authors \(keys)")
    let found = keys.compactMap { authors[$0] }
    return { LoadedEntities(keys: found.map(\.id), storage: SourceList(found)) }
  }
}

func makeBookshop(_ books: [Book], _ authors: [Author]) throws -> Engine {
  var resolvers = ResolverMap()
  resolvers.add(
    "Query", "books",
    FieldResolver<Root, BooksArguments, [BookType]>.batch { roots, arguments, _ in
      .lists(roots.map { _ in Array(books.prefix(arguments.first)) })
    })

  resolvers.add("Book", "id", FieldResolver<Book, NoArguments, ID>.value { ID(String($0.id)) })
  resolvers.add("Book", "title", FieldResolver<Book, NoArguments, String>.value { $0.title })
  resolvers.add("Author", "name", FieldResolver<Author, NoArguments, String>.value { $0.name })

  resolvers.add("Book", "author", FieldResolver<Book, NoArguments, AuthorType>.reference { $0.authorID })
  let authorsByID = Dictionary(uniqueKeysWithValues: authors.map { ($0.id, $0) })
  resolvers.add(entity: "Author", AuthorLoader(authors: authorsByID))

  resolvers.add(
    "Author", "books",
    FieldResolver<Author, NoArguments, [BookType]>.batch { authors, _, _ in
      print("books of \(authors.map(\.name))")
      let byAuthor = Dictionary(grouping: books, by: \.authorID)
      return .lists(authors.map { byAuthor[$0.id] ?? [] })
    })

  return Engine(try ExecutableSchema(SchemaBuilder.build(bookshopSDL), resolvers))
}

/// Asks an engine in the same process.
func ask(_ engine: Engine, _ query: String) async throws -> String {
  let operation = try engine.prepare(GraphQLRequest(query: Array(query.utf8))).get()
  let result = await engine.execute(operation, ExecutionContext())
  return String(decoding: result.body, as: UTF8.self)
}

/// A field whose data come from somewhere else: one call for all parents.
func stockField(
  _ warehouse: @escaping @Sendable ([Int64]) async throws -> [Int64: Int]
) -> FieldResolver<Book, NoArguments, Int?> {
  let stock = FieldResolver<Book, NoArguments, Int?>.fetch { books, _, _ in
    let ids = books.map(\.id)
    let counts = try await warehouse(ids)
    return .values(ids.map { counts[$0] })
  }

  return stock
}
