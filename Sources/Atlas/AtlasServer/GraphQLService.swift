import AtlasAPI
public import AtlasKernel
import GraphQLCaching
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
  /// Nil where there are no read replicas.
  let positions: ViewerPositions?
  /// Nil where answers are not cached.
  let responses: Responses?
  /// Called after each mutation, so that its events are looked for at once.
  let afterMutation: @Sendable () -> Void

  /// Answers an HTTP request to the GraphQL endpoint.
  public func respond(_ head: HTTPRequestHead, body: [UInt8], client: ClientAddress) async -> HTTPAnswer {
    do throws(HTTPFault) {
      let exchange = try GraphQLExchange.decode(head, body: body.span, settings: httpSettings)
      let viewer = try authenticate(authorization: head.fields["authorization"])
      let sender = Sender(viewer: viewer, client: client, floor: ViewerPositions.floor(head.fields))
      switch exchange.payload {
      case .one(let request):
        let answer = try await respond(exchange, request, sender)
        guard exchange.isGet, case .complete(let response) = answer else { return answer }
        return .complete(response.conditional(head))
      case .batch(let requests): return .complete(await respond(exchange, requests, sender))
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
  ///
  /// - Parameter readsPrimary: whether what is read must be what is committed, and not what a replica has of it.
  func makeContext(_ sender: Sender, for type: OperationType, readsPrimary: Bool = false) -> ExecutionContext {
    let consistency = readsPrimary ? nil : positions?.consistency(for: type, of: sender)
    return ExecutionContext(
      application: AtlasRequest(
        viewer: sender.viewer, database: database, events: events, client: sender.client, consistency: consistency),
      executor: database.operationLoop(), deadline: .now + requestTimeout,
      presentError: { [presenter] in presenter.present($0) })
  }

  /// The context of one event of a subscription.
  func makeEventContext(_ sender: Sender) -> ExecutionContext {
    // Who has been told of an event must find it in the next query, which a replica may not have seen yet.
    if let viewer = sender.viewer { positions?.forget(viewer) }
    return makeContext(sender, for: .subscription)
  }

  /// Runs a query or mutation.
  ///
  /// - Returns: its result and, where there are replicas and it has written, a position in the log behind its writes.
  func execute(
    _ operation: PreparedOperation, _ sender: Sender, readsPrimary: Bool = false
  ) async -> (result: ExecutionResult, written: LogPosition?) {
    let context = makeContext(sender, for: operation.operationType, readsPrimary: readsPrimary)
    let tracking = positions?.begin(context, database)
    let result = await engine.execute(operation, context)
    if operation.operationType == .mutation {
      // Before the answer is sent: who reads it and asks again must see what has changed.
      responses?.cache.evict(engine.evictions(of: operation))
      afterMutation()
    }
    return (result, await tracking?.finish())
  }

  // MARK: One request

  private func respond(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest, _ sender: Sender
  ) async throws(HTTPFault) -> HTTPAnswer {
    let operation: PreparedOperation
    switch engine.prepare(request) {
    case .failure(let refusal): return refuse(exchange, refusal, exchange.formatForRequestError)
    case .success(let prepared): operation = prepared
    }
    guard operation.operationType != .subscription else { return try await subscribe(exchange, operation, sender) }
    let format = try exchange.format(for: operation.operationType == .mutation ? .mutation : .query)
    let answer = await answer(operation, sender)
    var head = exchange.responseHead(for: answer.hasErrors ? .dataWithErrors : .data, in: format)
    if exchange.isGet, !format.isStream, let caching = answer.caching { head.allowCaching(caching) }
    ViewerPositions.append(answer.written, to: &head.fields)
    return self.answer(head, format, answer.body)
  }

  private func subscribe(
    _ exchange: GraphQLExchange, _ operation: PreparedOperation, _ sender: Sender
  ) async throws(HTTPFault) -> HTTPAnswer {
    let format = try exchange.format(for: .subscription)
    let context = makeContext(sender, for: .subscription)
    switch await engine.subscribe(operation, context, makeContext: { makeEventContext(sender) }) {
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
    _ exchange: GraphQLExchange, _ requests: [Result<GraphQLRequest, HTTPFault>], _ sender: Sender
  ) async -> HTTPExchangeResponse {
    var sender = sender
    var lastWritten: LogPosition?
    var writer = JSONWriter(capacity: 4096)
    writer.byte(UInt8(ascii: "["))
    for (index, request) in requests.enumerated() {
      if index > 0 { writer.byte(UInt8(ascii: ",")) }
      switch request {
      case .failure(let fault): fault.write(into: &writer)
      case .success(let request):
        let (body, written) = await member(request, sender)
        writer.raw(body)
        lastWritten = written ?? lastWritten
        sender.floor = written ?? sender.floor
      }
    }
    writer.byte(UInt8(ascii: "]"))
    var head = exchange.responseHead(for: .dataWithErrors, in: exchange.batchFormat)
    ViewerPositions.append(lastWritten, to: &head.fields)
    return HTTPExchangeResponse(head: head, body: writer.finish())
  }

  private func member(_ request: GraphQLRequest, _ sender: Sender) async -> (body: [UInt8], written: LogPosition?) {
    switch engine.prepare(request) {
    case .failure(let refusal): return (refusal.responseBody, nil)
    case .success(let operation):
      guard operation.operationType != .subscription else {
        let error = GraphQLError("A subscription cannot be part of a list of requests.", code: .badUserInput)
        return (GraphQLErrors([error]).responseBody, nil)
      }
      let answer = await answer(operation, sender)
      return (answer.body, answer.written)
    }
  }
}
