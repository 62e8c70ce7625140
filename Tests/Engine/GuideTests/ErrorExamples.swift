// The snippets of Errors.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLSchema
import GraphQLSyntax

/// A failure of the application, of which clients are not to know more than that there is one.
struct WarehouseDown: Error {}

func makeErrorExamples() throws -> Engine {
  let schema = try SchemaBuilder.build(
    """
    type Query { books: [Book!] }
    type Book { price: Int stock: Int sold: Int! }
    """)
  var resolvers = ResolverMap()

  resolvers.add(
    "Book", "price",
    FieldResolver<Book, NoArguments, Int?>.batch { books, _, _ in
      var column = ColumnOf<Int?>.values(books.map { $0.id == 2 ? nil : 9 }).column
      for position in 0..<books.count where books[position].id == 2 {
        column.errors[position] = GraphQLError("The price is being changed.", code: "PRICE_CHANGING")
      }
      return ColumnOf(unchecked: column)
    })

  resolvers.add(
    "Book", "stock",
    FieldResolver<Book, NoArguments, Int?>.batch { _, _, _ in
      throw WarehouseDown()
    })

  resolvers.add(
    "Book", "sold",
    FieldResolver<Book, NoArguments, Int>.batch { _, _, _ in
      throw GraphQLError("The till is closed.", code: "CLOSED")
    })

  let books = [Book(id: 1, title: "Paxos", authorID: 1), Book(id: 2, title: "Raft", authorID: 2)]
  resolvers.add(
    "Query", "books",
    FieldResolver<Root, NoArguments, [BookType]?>.batch { roots, _, _ in
      .lists(roots.map { _ in books })
    })
  return Engine(try ExecutableSchema(schema, resolvers))
}

/// A context that tells of some errors in words of its own.
func makeTellingContext() -> ExecutionContext {
  let context = ExecutionContext(presentError: { error in
    if error is WarehouseDown { return GraphQLError("The warehouse is down.", code: "UNAVAILABLE") }
    return ExecutionContext.maskError(error)
  })

  return context
}
