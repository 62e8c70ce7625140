// GraphQLPostgres: resolvers over PostgreSQL. Rows stay where libpq put them, from the statement to the response.
// Neighbours: GraphQLExecution calls the resolvers made here; Postgres runs their statements.
// Invariant: a cell is copied once, into the response; a statement is sent once per batch of parents.

public import GraphQLExecution
public import Postgres

/// What an application's context must know for the resolvers of this module.
public protocol DatabaseContext: Sendable {
  /// Where statements of the request go.
  var database: Database { get }
}

extension ExecutionContext {
  /// The database of this execution.
  private var database: Database {
    guard let context = application as? any DatabaseContext else {
      preconditionFailure("an execution was begun without a database")
    }
    return context.database
  }

  /// Sends a read; it shares a round trip with the others of its wave.
  public func submit(_ query: Query) -> PendingRows { database.submit(query, deadline: deadline) }

  /// Sends a write with one statement, which is atomic by itself.
  public func submitWrite(_ query: Query) -> PendingRows { database.submitWrite(query, deadline: deadline) }

  /// Reads and waits.
  public func read(_ query: Query) async throws(PostgresError) -> Rows {
    try await database.read(query, deadline: deadline)
  }

  /// Writes with one statement, which is atomic by itself.
  public func write(_ query: Query) async throws(PostgresError) -> Rows {
    try await database.write(query, deadline: deadline)
  }

  /// Runs several statements as one transaction, again after a serialisation failure.
  public func transaction<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await database.transaction(deadline: deadline, body)
  }
}
