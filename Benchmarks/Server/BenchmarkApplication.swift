import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLPostgres
import GraphQLServing
import GraphQLSyntax
import Postgres

/// What the resolvers of this server know of a request.
struct BenchmarkRequest: DatabaseContext {
  let database: Database
}

/// The engine over a database; `GraphQLEndpoint` makes a server of it.
struct BenchmarkApplication: GraphQLApplication {
  let engine: Engine
  let database: Database

  /// A loop of the database runs the request, so that waiting for rows costs no change of thread.
  func nextExecutor() -> (any TaskExecutor)? { database.nextLoop() }

  func makeContext(_ sender: HTTPPeer, for type: OperationType) -> ExecutionContext {
    ExecutionContext(application: BenchmarkRequest(database: database))
  }
}
