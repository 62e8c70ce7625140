import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What the resolvers of this server know of a request.
struct BenchmarkRequest: DatabaseContext {
  let database: Database
}

/// GraphQL over HTTP for queries and mutations: decode, prepare, execute, answer.
struct EngineResponder: HTTPResponder {
  let engine: Engine
  let database: Database
  let settings = HTTPSettings()

  /// A loop of the database runs the request, so that waiting for rows costs no change of thread.
  func nextExecutor() -> (any TaskExecutor)? { database.nextLoop() }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    do throws(HTTPFault) {
      guard head.path == "/graphql" else { throw HTTPFault(status: 404, message: "GraphQL is at /graphql.") }
      let exchange = try GraphQLExchange.decode(head, body: body.span, settings: settings)
      guard case .one(let request) = exchange.payload else { throw .badRequest("One request at a time.") }
      return .complete(try await respond(exchange, request))
    } catch {
      return .complete(error.response)
    }
  }

  private func respond(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest
  ) async throws(HTTPFault) -> HTTPExchangeResponse {
    switch engine.prepare(request) {
    case .failure(let refusal):
      let head = exchange.responseHead(for: .requestError, in: exchange.formatForRequestError)
      return HTTPExchangeResponse(head: head, body: refusal.responseBody)
    case .success(let operation):
      let format = try exchange.format(for: operation.operationType == .mutation ? .mutation : .query)
      let result = await engine.execute(
        operation, ExecutionContext(application: BenchmarkRequest(database: database)))
      let head = exchange.responseHead(for: result.errors.isEmpty ? .data : .dataWithErrors, in: format)
      return HTTPExchangeResponse(head: head, body: result.body)
    }
  }
}
