import AtlasAPI
public import AtlasKernel
import GraphQLEngine
import GraphQLExecution
public import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax
import Identity
import Postgres

/// GraphQL requests to answers, over whatever carried them: the same for HTTP, sockets and tests.
public struct GraphQLService: Sendable {
  let engine: Engine
  let database: Database
  let events: any EventSource
  let identity: IdentityDomain
  let presenter: ErrorPresenter
  let httpSettings: HTTPSettings
  let requestTimeout: Duration
  /// Called after each mutation, so that its events are looked for at once.
  let afterMutation: @Sendable () -> Void

  /// Answers an HTTP request to the GraphQL endpoint.
  public func respond(_ head: HTTPRequestHead, body: [UInt8], client: ClientAddress) async -> HTTPAnswer {
    do throws(HTTPFault) {
      let exchange = try GraphQLExchange.decode(head, body: body.span, settings: httpSettings)
      let viewer = try authenticate(authorization: head.fields["authorization"])
      switch exchange.payload {
      case .one(let request): return try await respond(exchange, request, viewer, client)
      case .batch(let requests): return .complete(await respond(exchange, requests, viewer, client))
      }
    } catch {
      return .complete(error.response)
    }
  }

  /// The viewer that an `Authorization` value names; nil for a visitor.
  ///
  /// - Throws: 401 for a token that is not valid: a client that sends one does not want a visitor's answer.
  func authenticate(authorization: String?) throws(HTTPFault) -> Viewer? {
    guard let authorization else { return nil }
    let scheme = "bearer "
    if authorization.utf8.count > scheme.utf8.count, authorization.prefix(scheme.count).lowercased() == scheme,
      let viewer = identity.authenticate(bearer: String(authorization.dropFirst(scheme.count)))
    {
      return viewer
    }
    throw HTTPFault(
      status: 401, message: "The access token is not valid or has expired.", code: ErrorCode.unauthenticated.rawValue,
      fields: ["WWW-Authenticate": "Bearer error=\"invalid_token\""])
  }

  /// The context of one execution, with a deadline from now.
  func makeContext(_ viewer: Viewer?, _ client: ClientAddress, executor: (any TaskExecutor)?) -> ExecutionContext {
    ExecutionContext(
      application: AtlasRequest(viewer: viewer, database: database, events: events, client: client),
      executor: executor, deadline: .now + requestTimeout, presentError: { [presenter] in presenter.present($0) })
  }

  /// Runs a query or mutation.
  func execute(_ operation: PreparedOperation, _ context: ExecutionContext) async -> ExecutionResult {
    let result = await engine.execute(operation, context)
    if operation.operationType == .mutation { afterMutation() }
    return result
  }

  // MARK: One request

  private func respond(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest, _ viewer: Viewer?, _ client: ClientAddress
  ) async throws(HTTPFault) -> HTTPAnswer {
    let operation: PreparedOperation
    switch engine.prepare(request) {
    case .failure(let refusal): return refuse(exchange, refusal, exchange.formatForRequestError)
    case .success(let prepared): operation = prepared
    }
    let loop = database.nextLoop()
    let context = makeContext(viewer, client, executor: loop)
    guard operation.operationType != .subscription else {
      return try await subscribe(exchange, operation, context, viewer, client)
    }
    let format = try exchange.format(for: operation.operationType == .mutation ? .mutation : .query)
    let result = await execute(operation, context)
    let head = exchange.responseHead(for: result.errors.isEmpty ? .data : .dataWithErrors, in: format)
    return answer(head, format, result.body)
  }

  private func subscribe(
    _ exchange: GraphQLExchange, _ operation: PreparedOperation, _ context: ExecutionContext, _ viewer: Viewer?,
    _ client: ClientAddress
  ) async throws(HTTPFault) -> HTTPAnswer {
    let format = try exchange.format(for: .subscription)
    let opened = await engine.subscribe(operation, context) { makeContext(viewer, client, executor: context.executor) }
    switch opened {
    case .failure(let refusal): return refuse(exchange, refusal, format)
    case .success(let stream):
      return .stream(exchange.responseHead(for: .data, in: format)) { writer in
        try await EventStreamResponse(stream: stream, presenter: presenter).write(to: writer)
      }
    }
  }

  /// Request errors; as the one event of a stream where a stream was asked for.
  private func refuse(_ exchange: GraphQLExchange, _ refusal: GraphQLErrors, _ format: ResponseFormat) -> HTTPAnswer {
    answer(exchange.responseHead(for: .requestError, in: format), format, refusal.responseBody)
  }

  private func answer(_ head: HTTPResponseHead, _ format: ResponseFormat, _ body: [UInt8]) -> HTTPAnswer {
    let bytes =
      format == .eventStream
      ? EventStreamFraming.opening + EventStreamFraming.next(body.span) + EventStreamFraming.complete : body
    return .complete(HTTPExchangeResponse(head: head, body: bytes))
  }

  // MARK: Lists of requests

  private func respond(
    _ exchange: GraphQLExchange, _ requests: [Result<GraphQLRequest, HTTPFault>], _ viewer: Viewer?,
    _ client: ClientAddress
  ) async -> HTTPExchangeResponse {
    var writer = JSONWriter(capacity: 4096)
    writer.byte(UInt8(ascii: "["))
    for (index, request) in requests.enumerated() {
      if index > 0 { writer.byte(UInt8(ascii: ",")) }
      switch request {
      case .failure(let fault): fault.write(into: &writer)
      case .success(let request): writer.raw(await member(request, viewer, client))
      }
    }
    writer.byte(UInt8(ascii: "]"))
    let head = exchange.responseHead(for: .dataWithErrors, in: exchange.batchFormat)
    return HTTPExchangeResponse(head: head, body: writer.finish())
  }

  private func member(_ request: GraphQLRequest, _ viewer: Viewer?, _ client: ClientAddress) async -> [UInt8] {
    switch engine.prepare(request) {
    case .failure(let refusal): return refusal.responseBody
    case .success(let operation):
      guard operation.operationType != .subscription else {
        let error = GraphQLError("A subscription cannot be part of a list of requests.", code: .badUserInput)
        return GraphQLErrors([error]).responseBody
      }
      return await execute(operation, makeContext(viewer, client, executor: database.nextLoop())).body
    }
  }
}
