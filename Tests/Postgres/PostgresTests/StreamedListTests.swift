import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres
import Testing

/// `@stream` on lists of rows.
@Suite("Streamed lists of rows")
struct StreamedListTests {
  @Test("[INC stream rows] a root list is the same streamed as whole, by the same statements")
  func rootList() async throws {
    try await withDatabase(schema: Shelf.tables) { (database) async throws in
      let whole = try await Shelf(database).run("{ books { title author { name } } }")
      let streamed = try await Shelf(database).run("{ books @stream(initialCount: 2) { title author { name } } }")
      #expect(whole.items.count == 300 && streamed.items == whole.items)
      #expect(streamed.initialCount == 2)
      #expect(streamed.statements.first == whole.statements.first)
      let none = try await Shelf(database).run("{ books @stream { title author { name } } }")
      #expect(none.initialCount == 0 && none.items == whole.items)
      let all = try await Shelf(database).run("{ books @stream(initialCount: 1000) { title author { name } } }")
      #expect(all.initialCount == 300 && all.items == whole.items)
    }
  }

  @Test("[INC stream rows] so is the list of an only parent, and so are those of several")
  func listOfParents() async throws {
    try await withDatabase(schema: Shelf.tables) { (database) async throws in
      let whole = try await Shelf(database).run("{ author { books { title } } }")
      let streamed = try await Shelf(database).run("{ author { books @stream(initialCount: 1) { title } } }")
      #expect(whole.items.count == 100 && streamed.items == whole.items)
      #expect(streamed.initialCount == 1)
      let several = try await Shelf(database).run("{ authors { books { title } } }")
      let streams = try await Shelf(database).run("{ authors { books @stream(initialCount: 3) { title } } }")
      #expect(several.items.count == 300 && Set(streams.items) == Set(several.items))
      #expect(streams.initialCount == 9)
    }
  }

  @Test("[INC stream rows] the first items are sent while the statement still runs")
  func early() async throws {
    try await withDatabase(schema: Shelf.tables) { (database) async throws in
      let shelf = try Shelf(database)
      let execution = try await database.whileLocked { () async throws in
        let execution = try await shelf.begin("{ heldBooks @stream(initialCount: 1) { title } }")
        #expect(try await database.runningStatements(marked: "held books") == 1)
        return execution
      }
      let answer = try await shelf.finish(execution)
      #expect(answer.initialCount == 1 && answer.items.count == 5)
    }
  }

  @Test("[INC stream rows] a statement that fails in the middle completes the list with an error")
  func failed() async throws {
    try await withDatabase(schema: Shelf.tables) { (database) async throws in
      let answer = try await Shelf(database).run("{ brokenBooks @stream(initialCount: 2) { title } }")
      #expect(answer.items.count == 2)
      #expect(answer.payloads.last?.contains(#""completed":[{"id":"0","errors":[{"message""#) == true)
    }
  }
}

/// Three authors with a hundred books each.
private struct Shelf {
  struct Answer {
    let payloads: [String]
    let statements: [String]
    /// The items of all lists below `data` and of those that followed, in order, as texts.
    let items: [String]
    let initialCount: Int
  }

  struct Context: DatabaseContext {
    let database: Database
  }

  let database: Database
  let engine: Engine

  init(_ database: Database) throws {
    self.database = database
    engine = Engine(try Self.makeExecutable())
  }

  func run(_ query: String) async throws -> Answer {
    let log = StatementLog()
    return try await StatementLog.$current.withValue(log) {
      try await finish(try await begin(query), log)
    }
  }

  func begin(_ query: String) async throws -> IncrementalExecution {
    let operation = try engine.prepare(GraphQLRequest(query: Array(query.utf8)), delivery: .identified).get()
    return await engine.executeIncrementally(operation, ExecutionContext(application: Context(database: database)))
  }

  func finish(_ execution: IncrementalExecution, _ log: StatementLog = StatementLog()) async throws -> Answer {
    var payloads = [execution.initial.body]
    if execution.hasNext { try await execution.deliver { payloads.append($0) } }
    let values = try payloads.map { try JSONParser.parse($0).objectValue }
    let initial = Self.items(values.first??["data"])
    let later = values.flatMap { $0?["incremental"]?.arrayValue ?? [] }.flatMap { Self.items($0.objectValue?["items"]) }
    return Answer(
      payloads: payloads.map { String(decoding: $0, as: UTF8.self) }, statements: log.entries.map(\.text),
      items: initial + later, initialCount: initial.count)
  }

  /// The objects with a title, wherever they stand.
  private static func items(_ value: JSONValue?) -> [String] {
    if let object = value?.objectValue {
      return object["title"] != nil ? ["\(object)"] : object.members.flatMap { items($0.value) }
    }
    return value?.arrayValue?.flatMap(items) ?? []
  }

  static let tables = """
    create table authors (id bigint primary key, name text not null);
    create table books (id bigint primary key, title text not null, author_id bigint not null);
    insert into authors select n, 'Author ' || n from generate_series(1, 3) n;
    insert into books select n, 'Book ' || n || repeat('.', n % 90), 1 + n % 3 from generate_series(1, 300) n;
    """

  private static let sdl = """
    directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
    type Query { authors: [Author!]! author: Author books: [Book!]! heldBooks: [Book!]! brokenBooks: [Book!]! }
    type Author { name: String! books: [Book!]! }
    type Book { title: String! author: Author! }
    """

  private enum AuthorOutput: CompositeOutput { static let typeName = "Author" }
  private enum BookOutput: CompositeOutput { static let typeName = "Book" }
  private struct AuthorRow: RowRecord {
    let row: Row
    static let id = RowColumn<Int64>("id")
  }
  private struct BookRow: RowRecord { let row: Row }

  private typealias Author<Output: OutputType> = FieldResolver<AuthorRow, NoArguments, Output>
  private typealias Book<Output: OutputType> = FieldResolver<BookRow, NoArguments, Output>
  private typealias Query<Output: OutputType> = FieldResolver<Root, NoArguments, Output>

  private static let bookColumns = ColumnList("title", "author_id")

  private static func makeExecutable() throws -> ExecutableSchema {
    var map = ResolverMap()
    map.add("Author", "name", AnyFieldResolver(Author<String>.column(RowColumn("name"))))
    map.add(
      "Author", "books",
      AnyFieldResolver(
        Author<[BookOutput]>.rows(of: BookRow.self, key: AuthorRow.id, parentColumn: RowColumn("author_id")) {
          keys, _, _ in "select author_id, title from books where author_id = any(\(keys)) order by id"
        }))
    map.add("Book", "title", AnyFieldResolver(Book<String>.column(RowColumn("title"))))
    map.add("Book", "author", AnyFieldResolver(Book<AuthorOutput>.reference(RowColumn<Int64>("author_id"))))
    map.add(
      entity: "Author",
      RowLoader<AuthorRow>(key: AuthorRow.id) { keys, _ in "select id, name from authors where id = any(\(keys))" })
    map.add(
      "Query", "author",
      AnyFieldResolver(
        Query<AuthorOutput?>.row(of: AuthorRow.self) { _, _ in "select id, name from authors where id = 1" }))
    map.add(
      "Query", "authors",
      AnyFieldResolver(
        Query<[AuthorOutput]>.rows(of: AuthorRow.self) { _, _ in "select id, name from authors order by id" }))
    addBooks(to: &map)
    return try ExecutableSchema(SchemaBuilder.build(sdl), map)
  }

  private static func addBooks(to map: inout ResolverMap) {
    func add(_ field: String, _ query: @escaping @Sendable (Selected) -> Postgres.Query) {
      map.add(
        "Query", field,
        AnyFieldResolver(Query<[BookOutput]>.rows(of: BookRow.self) { _, selected in query(selected) }))
    }
    add("books") { selected in "select \(bookColumns, selected) from books order by id" }
    // The third row waits for the lock; the rows are longer than the server's buffer.
    add("heldBooks") { _ in
      """
      select repeat('held books', 1000) as title, case when id = 3 then pg_advisory_xact_lock_shared(7) end
      from books where id <= 5 order by id
      """
    }
    add("brokenBooks") { _ in "select (12 / (3 - id))::text as title from generate_series(1, 5) id" }
  }
}
