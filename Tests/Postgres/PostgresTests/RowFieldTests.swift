import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres
import Testing

/// The resolvers of GraphQLPostgres, from a query to the bytes of its response.
@Suite("Fields over rows")
struct RowFieldTests {
  @Test("cells become JSON by their type, and null stays null")
  func cells() async throws {
    let answer = try await Library.run("{ authors { id name active score books { title pages } } }")
    #expect(
      answer.body == #"""
        {"data":{"authors":[{"id":"1","name":"Ada \"the first\"\n","active":true,"score":0.5,"books":[\#
        {"title":"Atlas","pages":10},{"title":"Notes","pages":null}]},\#
        {"id":"2","name":"Émile","active":false,"score":null,"books":[]},\#
        {"id":"3","name":"","active":null,"score":null,"books":[{"title":"Bridges","pages":30}]}]}}
        """#)
  }

  @Test("rows of a parent may stand anywhere, and a parent may stand twice")
  func scattered() async throws {
    let answer = try await Library.run(
      "{ books { author { name booksByTitle { title } words } } }")
    #expect(
      answer.body == #"""
        {"data":{"books":[{"author":{"name":"Ada \"the first\"\n","booksByTitle":[{"title":"Atlas"},{"title":"Notes"}],\#
        "words":["Atlas","Notes"]}},\#
        {"author":{"name":"","booksByTitle":[{"title":"Bridges"}],"words":["Bridges"]}},\#
        {"author":{"name":"Ada \"the first\"\n","booksByTitle":[{"title":"Atlas"},{"title":"Notes"}],\#
        "words":["Atlas","Notes"]}}]}}
        """#)
    // One statement for the books, the authors, and each list, however many there are.
    #expect(answer.statements.count == 4)
  }

  @Test("statements answer the selected columns and the keys that fields need, and no others")
  func selected() async throws {
    let answer = try await Library.run("{ authors { active books { title } } books { author { name } } }")
    #expect(answer.statements.contains("select id, active from authors order by id"))
    #expect(answer.statements.contains("select author_id from books order by title"))
    // The loader asks for what all selections of the operation read of authors.
    #expect(answer.statements.contains("select id, name, active from authors where id = any($1)"))
  }

  @Test("a record that a statement joined is not loaded again")
  func joined() async throws {
    let answer = try await Library.run(
      #"mutation { addBook(title: "New", author: 2) { title author { name } } }"#)
    #expect(answer.body == #"{"data":{"addBook":{"title":"New","author":{"name":"Émile"}}}}"#)
    #expect(answer.statements.count == 1)
  }

  @Test("without the join, the record is loaded")
  func unjoined() async throws {
    let answer = try await Library.run(
      #"mutation { addBook(title: "New", author: 2, plain: true) { author { name } } }"#)
    #expect(answer.body == #"{"data":{"addBook":{"author":{"name":"Émile"}}}}"#)
    #expect(answer.statements.count == 2)
  }
}

/// Authors and books.
private enum Library {
  struct Answer {
    let body: String
    let statements: [String]
  }

  struct Context: DatabaseContext {
    let database: Database
  }

  /// Runs an operation over a database of its own.
  static func run(_ query: String) async throws -> Answer {
    try await withDatabase(schema: tables) { database in
      let engine = Engine(try makeExecutable())
      let operation = try engine.prepare(GraphQLRequest(query: Array(query.utf8))).get()
      let log = StatementLog()
      let result = await StatementLog.$current.withValue(log) {
        await engine.execute(operation, ExecutionContext(application: Context(database: database)))
      }
      return Answer(body: String(decoding: result.body, as: UTF8.self), statements: log.entries.map(\.text))
    }
  }

  private static let tables = """
    create table authors (id bigint primary key, name text not null, active boolean, score double precision);
    create table books (id bigserial primary key, title text not null, pages integer, author_id bigint not null);
    insert into authors values (1, E'Ada "the first"\\n', true, 0.5), (2, 'Émile', false, 'NaN'), (3, '', null, null);
    insert into books (title, pages, author_id) values ('Atlas', 10, 1), ('Bridges', 30, 3), ('Notes', null, 1);
    """

  private static let sdl = """
    type Query { authors: [Author!]! books: [Book!]! }
    type Mutation { addBook(title: String!, author: Int!, plain: Boolean! = false): Book! }
    type Author {
      id: ID! name: String! active: Boolean score: Float books: [Book!]! booksByTitle: [Book!]! words: [String!]!
    }
    type Book { title: String! pages: Int author: Author! }
    """

  private enum AuthorOutput: CompositeOutput { static let typeName = "Author" }
  private enum BookOutput: CompositeOutput { static let typeName = "Book" }
  private struct AuthorRow: RowRecord {
    let row: Row
    static let id = RowColumn<Int64>("id")
  }
  private struct BookRow: RowRecord { let row: Row }
  private struct AddBook: ArgumentSet {
    let title: String
    let author: Int
    let plain: Bool

    init(_ arguments: InputArguments) throws(GraphQLError) {
      title = try arguments.decode("title")
      author = try arguments.decode("author")
      plain = try arguments.decode("plain")
    }
  }

  private typealias Author<Output: OutputType> = FieldResolver<AuthorRow, NoArguments, Output>
  private typealias Book<Output: OutputType> = FieldResolver<BookRow, NoArguments, Output>

  private static let authorColumns = ColumnList("id", "name", "active", "score", required: ["id"])
  private static let bookColumns = ColumnList("title", "pages", "author_id")

  private static func makeExecutable() throws -> ExecutableSchema {
    var map = ResolverMap()
    map.add("Author", "id", AnyFieldResolver(Author<ID>.column(RowColumn("id"))))
    map.add("Author", "name", AnyFieldResolver(Author<String>.column(RowColumn("name"))))
    map.add("Author", "active", AnyFieldResolver(Author<Bool?>.column(RowColumn("active"))))
    map.add("Author", "score", AnyFieldResolver(Author<Double?>.column(RowColumn("score"))))
    for (field, order) in [("books", "author_id, title"), ("booksByTitle", "title")] as [(String, StaticString)] {
      map.add(
        "Author", field,
        AnyFieldResolver(
          Author<[BookOutput]>.rows(of: BookRow.self, key: AuthorRow.id, parentColumn: RowColumn("author_id")) {
            keys, _, _ in
            "select author_id, title, pages from books where author_id = any(\(keys)) order by \(unsafeRawSQL: order)"
          }))
    }
    map.add(
      "Author", "words",
      AnyFieldResolver(
        Author<[String]>.cells(of: RowColumn("title"), key: AuthorRow.id, parentColumn: RowColumn("author_id")) {
          keys, _ in "select author_id, title from books where author_id = any(\(keys)) order by title"
        }))
    map.add("Book", "title", AnyFieldResolver(Book<String>.column(RowColumn("title"))))
    map.add("Book", "pages", AnyFieldResolver(Book<Int?>.column(RowColumn("pages"))))
    map.add("Book", "author", AnyFieldResolver(Book<AuthorOutput>.reference(RowColumn<Int64>("author_id"))))
    map.add(
      entity: "Author",
      RowLoader<AuthorRow>(
        key: AuthorRow.id,
        selecting: { keys, selected, _ in
          "select \(authorColumns, selected) from authors where id = any(\(keys))"
        }))
    addRoots(to: &map)
    return try ExecutableSchema(SchemaBuilder.build(sdl), map)
  }

  private static func addRoots(to map: inout ResolverMap) {
    map.add(
      "Query", "authors",
      AnyFieldResolver(
        FieldResolver<Root, NoArguments, [AuthorOutput]>.rows(of: AuthorRow.self) { _, selected in
          "select \(authorColumns, selected) from authors order by id"
        }))
    map.add(
      "Query", "books",
      AnyFieldResolver(
        FieldResolver<Root, NoArguments, [BookOutput]>.rows(of: BookRow.self) { _, selected in
          "select \(bookColumns, selected) from books order by title"
        }))
    map.add(
      "Mutation", "addBook",
      AnyFieldResolver(
        FieldResolver<Root, AddBook, BookOutput>.write(
          of: BookRow.self,
          joined: [JoinedRecord(AuthorRow.self, of: "Author", key: AuthorRow.id, columnPrefix: "author.")]
        ) { arguments, _ in
          let insert: Query = """
            insert into books (title, author_id) values (\(arguments.title), \(arguments.author))
            returning title, pages, author_id
            """
          if arguments.plain { return insert }
          return """
            with b as (\(fragment: insert))
            select b.*, a.id as "author.id", a.name as "author.name" from b join authors a on a.id = b.author_id
            """
        }))
  }
}
