// GraphQLPostgres: resolvers over PostgreSQL. Rows stay where libpq put them, from the statement to the response.
// Neighbours: GraphQLExecution calls the resolvers made here; Postgres runs their statements.
// Invariant: a cell is copied once, into the response; a statement is sent once per batch of parents.

public import GraphQLExecution
public import Postgres

/// What an application's context must know for the resolvers of this module.
public protocol DatabaseContext: Sendable {
  /// Where statements of the request go.
  var database: Database { get }
  /// What the statements must see where there are read replicas; nil sends all of them to the primary.
  var consistency: Consistency? { get }
  /// The transaction that all statements of the request belong to; nil where each one stands for itself.
  var transaction: Transaction? { get }
}

extension DatabaseContext {
  /// All statements go to the primary.
  public var consistency: Consistency? { nil }
  /// Each statement stands for itself.
  public var transaction: Transaction? { nil }
}

extension ExecutionContext {
  private var databaseContext: any DatabaseContext {
    guard let context = application as? any DatabaseContext else {
      preconditionFailure("an execution was begun without a database")
    }
    return context
  }

  /// Sends a read; it shares a round trip with the others of its wave.
  public func submit(_ query: Query) -> PendingRows {
    let context = databaseContext
    if let transaction = context.transaction { return transaction.submit(query, deadline: deadline) }
    return context.database.submit(query, deadline: deadline, consistency: context.consistency)
  }

  /// Sends a read whose rows are handed over as they arrive.
  public func stream(_ query: Query) -> RowStream {
    let context = databaseContext
    if let transaction = context.transaction { return transaction.stream(query, deadline: deadline) }
    return context.database.stream(query, deadline: deadline, consistency: context.consistency)
  }

  /// Sends a write with one statement, which is atomic by itself: one that fails has no effect and spoils nothing else.
  public func submitWrite(_ query: Query) -> PendingRows {
    let context = databaseContext
    if let transaction = context.transaction { return transaction.submitWrite(query, deadline: deadline) }
    return context.database.submitWrite(query, deadline: deadline, consistency: context.consistency)
  }

  /// Reads and waits.
  public func read(_ query: Query) async throws(PostgresError) -> Rows {
    try await submit(query).rows()
  }

  /// Writes with one statement, which is atomic by itself.
  public func write(_ query: Query) async throws(PostgresError) -> Rows {
    try await submitWrite(query).rows()
  }

  /// Runs several statements as one transaction, again after a serialisation failure. Where the request is one
  /// transaction already they are a part of it, which has no effect when it fails.
  public func transaction<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    let context = databaseContext
    if let transaction = context.transaction { return try await transaction.nested(body) }
    return try await context.database.transaction(deadline: deadline, consistency: context.consistency, body)
  }
}
