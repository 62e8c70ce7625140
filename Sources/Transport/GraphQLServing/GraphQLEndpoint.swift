import GraphQLEngine
import GraphQLExecution
public import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax
import HTTPCompression

/// Answers GraphQL requests for an application. What carries them is not its concern: HTTP asks `respond`, sockets ask
/// `open` and `run`.
///
/// It answers whatever the path is; a server that serves more than GraphQL asks it for the one path.
public struct GraphQLEndpoint<Application: GraphQLApplication>: HTTPResponder {
  /// Who asks, and what resolvers get to know.
  public let application: Application
  /// What the operator decided.
  public let settings: EndpointSettings
  private let documents: PersistedDocuments
  let streams: EventStreamHub

  /// An endpoint. Trusted documents are checked by whoever loads them.
  public init(_ application: Application, settings: EndpointSettings = EndpointSettings()) {
    self.application = application
    self.settings = settings
    documents = PersistedDocuments(settings.documents)
    streams = EventStreamHub(settings: settings.eventStreams)
  }

  public func nextExecutor() -> (any TaskExecutor)? { application.nextExecutor() }

  public func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    await respond(head, .collected(body), peer)
  }

  /// Answers one request, however its body comes.
  func respond(_ head: HTTPRequestHead, _ body: RequestBody, _ peer: HTTPPeer) async -> HTTPAnswer {
    if let answer = settings.http.optionsAnswer(head, methods: settings.allowedMethods) { return .complete(answer) }
    do throws(HTTPFault) {
      if let request = try EventStreamRequest.classify(head, settings.eventStreams) {
        return finish(try await respond(request, head, body, peer), head)
      }
      var (exchange, sender) = try await understand(head, body, peer)
      let answer = await respond(exchange, &sender)
      return finish(answer.adding(application.answerFields(sender)), head)
    } catch {
      application.noteRefused(RequestReport(refusing: nil, error), head, peer)
      return finish(.complete(error.response), head)
    }
  }

  /// The one place that every answer passes on its way out.
  private func finish(_ answer: HTTPAnswer, _ head: HTTPRequestHead) -> HTTPAnswer {
    var answer = answer
    if case .complete(let response) = answer {
      answer = .complete(response.conditional(head).compressed(for: head, settings: settings.http))
    }
    return answer.shared(with: head, under: settings.http.crossOriginPolicy)
  }

  private func respond(_ exchange: GraphQLExchange, _ sender: inout Application.Sender) async -> HTTPAnswer {
    switch exchange.payload {
    case .batch(let requests): return .complete(await respond(exchange, requests, &sender))
    case .one(let request):
      do throws(HTTPFault) {
        return try await respond(exchange, request, &sender)
      } catch {
        return .complete(error.response)
      }
    }
  }

  // MARK: One request

  private func respond(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest, _ sender: inout Application.Sender
  ) async throws(HTTPFault) -> HTTPAnswer {
    switch await prepare(request, &sender, exchange.delivery) {
    case .failure(let refusal): return .complete(refuse(exchange, refusal, exchange.formatForRequestError))
    case .success(let operation):
      do throws(HTTPFault) {
        if operation.operationType == .subscription { return try await subscribe(exchange, operation, sender) }
        if operation.isIncremental { return try await deliver(exchange, operation, sender) }
        return .complete(try await execute(exchange, operation, &sender))
      } catch {
        application.noteEnd(RequestReport(refusing: operation, error), sender)
        throw error
      }
    }
  }

  /// Everything that comes before an execution, whatever carried the request: it is counted, made ready, and paid for.
  /// What is refused here has not been executed; what does not come to its end here has been counted.
  ///
  /// - Parameter delivery: how the client takes the parts that `@defer` and `@stream` name.
  func prepare(
    _ request: GraphQLRequest, _ sender: inout Application.Sender, _ delivery: IncrementalDelivery
  ) async -> Result<PreparedOperation, Refusal> {
    var refusal: Refusal
    var record: ExecutionRecord?
    var prepared: PreparedOperation?
    do throws(RequestRefusal) {
      try await application.admit(&sender)
      record = application.makeRecord(of: request, &sender)
      switch prepareDocument(request, sender, delivery, record) {
      case .success(let operation):
        prepared = operation
        let began = record.moment
        try await application.charge(operation, &sender)
        if let began { record?.add(.stage("charge"), since: began) }
        return .success(operation)
      case .failure(let error): refusal = error
      }
    } catch {
      refusal = Refusal(error)
    }
    refusal.extensions = application.engine.explanation(of: prepared, record)
    application.noteEnd(RequestReport(prepared, errors: refusal.errors.errors, isRefused: true), sender)
    return .failure(refusal)
  }

  /// The document, its plan and its variables: everything that needs no data.
  private func prepareDocument(
    _ request: GraphQLRequest, _ sender: Application.Sender, _ delivery: IncrementalDelivery,
    _ record: ExecutionRecord?
  ) -> Result<PreparedOperation, Refusal> {
    guard documents.policy.concerns(request) else {
      return application.engine.prepare(request, delivery: delivery, record: record).mapError(Refusal.init)
    }
    var request = request
    do throws(DocumentRefusal) {
      let (text, hash) = try documents.resolve(request)
      request.query = text
      let prepared = application.engine.prepare(request, delivery: delivery, record: record).mapError(Refusal.init)
      if let hash, case .success = prepared, mayKeep(sender) { documents.keep(text, as: hash) }
      return prepared
    } catch {
      return .failure(Refusal(error))
    }
  }

  private func mayKeep(_ sender: Application.Sender) -> Bool {
    settings.documents.registration == .anyone || application.isSignedIn(sender)
  }

  private func execute(
    _ exchange: GraphQLExchange, _ operation: PreparedOperation, _ sender: inout Application.Sender
  ) async throws(HTTPFault) -> HTTPExchangeResponse {
    let format = try exchange.format(for: operation.operationType == .mutation ? .mutation : .query)
    var answer = await application.answer(operation, &sender)
    var head = exchange.responseHead(for: answer.errors.isEmpty ? .data : .dataWithErrors, in: format)
    if exchange.isGet, !format.isStream, let caching = answer.caching, operation.record?.isExplained != true {
      head.allowCaching(caching)
    } else {
      answer.body.add(extensions: answer.extensions)
    }
    head.fields.all += answer.fields.all
    application.noteEnd(RequestReport(operation, answer, status: head.status), sender)
    return response(head, format, answer.body)
  }

  /// Request errors; as the one event of a stream where a stream was asked for and the status is that of a stream.
  func refuse(_ exchange: GraphQLExchange, _ refusal: Refusal, _ format: ResponseFormat) -> HTTPExchangeResponse {
    var head = exchange.responseHead(for: refusal.outcome, in: format)
    head.fields.all += refusal.fields.all
    if case .refused = refusal.outcome { return HTTPExchangeResponse(head: head, body: refusal.body) }
    return response(head, format, refusal.body)
  }

  /// A single result, in any format.
  func response(_ head: HTTPResponseHead, _ format: ResponseFormat, _ body: [UInt8]) -> HTTPExchangeResponse {
    HTTPExchangeResponse(head: head, body: StreamFraming(format)?.whole(body) ?? body)
  }
}
