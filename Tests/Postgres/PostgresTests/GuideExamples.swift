// The snippets of the guide's PostgreSQL.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres
import Testing

/// The bookshop over PostgreSQL.
private enum BookshopOverPostgreSQL {
  static let tables = """
    create table authors (id bigint primary key, name text not null);
    create table books (id bigint primary key, title text not null, author_id bigint not null references authors);
    insert into authors values (1, 'Lamport'), (2, 'Ongaro');
    insert into books values (1, 'Paxos', 1), (2, 'Raft', 2), (3, 'Clocks', 1);
    """

  static let sdl = """
    type Query { books(first: Int! = 10): [Book!]! }
    type Mutation { addBook(title: String!, author: Int!): Book! }
    type Book { id: ID! title: String! author: Author! }
    type Author { name: String! books: [Book!]! }
    """

  enum BookType: CompositeOutput { static let typeName = "Book" }
  enum AuthorType: CompositeOutput { static let typeName = "Author" }

  struct BooksArguments: ArgumentSet {
    let first: Int

    init(_ arguments: InputArguments) throws(GraphQLError) { first = try arguments.decode("first") }
  }

  struct AddBookArguments: ArgumentSet {
    let title: String
    let author: Int

    init(_ arguments: InputArguments) throws(GraphQLError) {
      title = try arguments.decode("title")
      author = try arguments.decode("author")
    }
  }

  struct BookRow: RowRecord {
    static let id = RowColumn<Int64>("id")
    static let columns = ColumnList("id", "title", "author_id")

    let row: Row
  }

  struct AuthorRow: RowRecord {
    static let id = RowColumn<Int64>("id")
    static let columns = ColumnList("id", "name", required: ["id"])

    let row: Row
  }

  struct ShopRequest: DatabaseContext {
    let database: Database
  }

  static func makeEngine() throws -> Engine {
    var resolvers = ResolverMap()

    resolvers.add(
      "Query", "books",
      FieldResolver<Root, BooksArguments, [BookType]>.rows(of: BookRow.self) { arguments, selected in
        Query("shop.books", "select \(BookRow.columns, selected) from books order by id limit \(arguments.first)")
      })
    resolvers.add("Book", "id", FieldResolver<BookRow, NoArguments, ID>.column(RowColumn("id")))
    resolvers.add("Book", "title", FieldResolver<BookRow, NoArguments, String>.column(RowColumn("title")))
    resolvers.add("Author", "name", FieldResolver<AuthorRow, NoArguments, String>.column(RowColumn("name")))

    let author = FieldResolver<BookRow, NoArguments, AuthorType>.reference(RowColumn<Int64>("author_id"))
    resolvers.add("Book", "author", author)
    resolvers.add(
      entity: "Author",
      RowLoader<AuthorRow>(
        key: AuthorRow.id,
        selecting: { keys, selected, _ in
          Query("shop.authors", "select \(AuthorRow.columns, selected) from authors where id = any(\(keys))")
        }))

    resolvers.add(
      "Author", "books",
      FieldResolver<AuthorRow, NoArguments, [BookType]>.rows(of: BookRow.self, key: AuthorRow.id) {
        authors, _, selected in
        Query(
          "shop.booksOfAuthors",
          """
          select author_id as parent_id, \(BookRow.columns, selected) from books
          where author_id = any(\(authors)) order by author_id, id
          """)
      })

    resolvers.add(
      "Mutation", "addBook",
      FieldResolver<Root, AddBookArguments, BookType>.write(of: BookRow.self) { arguments, selected in
        Query(
          "shop.addBook",
          """
          insert into books (id, title, author_id)
          select max(id) + 1, \(arguments.title), \(arguments.author) from books
          returning \(BookRow.columns, selected)
          """)
      })

    return Engine(try ExecutableSchema(SchemaBuilder.build(sdl), resolvers))
  }
}

@Suite("The guide's bookshop over PostgreSQL")
struct GuideExamples {
  private func ask(_ query: String, _ database: Database) async throws -> String {
    let engine = try BookshopOverPostgreSQL.makeEngine()
    let operation = try engine.prepare(GraphQLRequest(query: Array(query.utf8))).get()

    let context = ExecutionContext(application: BookshopOverPostgreSQL.ShopRequest(database: database))
    let result = await engine.execute(operation, context)

    return String(decoding: result.body, as: UTF8.self)
  }

  @Test("rows become objects, references and lists, and a write answers its row")
  func bookshop() async throws {
    try await withDatabase(schema: BookshopOverPostgreSQL.tables) { (database) async throws in
      #expect(
        try await ask("{ books(first: 2) { title author { name books { id } } } }", database) == """
          {"data":{"books":[{"title":"Paxos","author":{"name":"Lamport","books":[{"id":"1"},{"id":"3"}]}},\
          {"title":"Raft","author":{"name":"Ongaro","books":[{"id":"2"}]}}]}}
          """)
      #expect(
        try await ask(#"mutation { addBook(title: "Time", author: 1) { id author { name } } }"#, database)
          == #"{"data":{"addBook":{"id":"4","author":{"name":"Lamport"}}}}"#)
    }
  }
}
