import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax
import GraphQLWebSocket

extension GraphQLEndpoint {
  /// Answers a request of the single connection mode of server-sent events.
  func respond(
    _ request: EventStreamRequest, _ head: HTTPRequestHead, _ body: RequestBody, _ peer: HTTPPeer
  ) async throws(HTTPFault) -> HTTPAnswer {
    switch request {
    case .reserve(let token): return .complete(try streams.reserve(try await client(head, peer), presented: token))
    case .open(let token): return try streams.open(token, try await client(head, peer))
    case .stop(let token, let id):
      return .complete(try streams.stop(token, try await client(head, peer), operationID: id))
    case .operation(let token):
      var (exchange, sender) = try await understand(head, body, peer)
      let client = application.eventStreamClient(sender, peer)
      let (id, request) = try exchange.eventStreamOperation(settings.eventStreams)
      let response = try await streams.start(token, client, id: id, on: application.nextExecutor()) {
        () async throws(HTTPFault) in
        try await prepareForStream(exchange, request, &sender)
      }
      return .complete(response).adding(application.answerFields(sender))
    }
  }

  private func client(_ head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> EventStreamClient {
    application.eventStreamClient(try await application.sender(of: head, peer), peer)
  }

  private func prepareForStream(
    _ exchange: GraphQLExchange, _ request: GraphQLRequest, _ sender: inout Application.Sender
  ) async throws(HTTPFault) -> EventStreamPreparation {
    switch await prepare(request, &sender, .identified) {
    case .failure(let refusal): return .refuse(refuseForStream(exchange, refusal))
    case .success(let operation):
      // Asked for its fault alone: over GET there are no mutations.
      do throws(HTTPFault) {
        if operation.operationType == .mutation { _ = try exchange.format(for: .mutation) }
      } catch {
        application.noteEnd(RequestReport(refusing: operation, error), sender)
        return .refuse(error.response)
      }
      let end = RequestEnd(of: operation, sender, application)
      return .run { [sender] outlet in await run(operation, sender, outlet, end) }
    }
  }

  /// Request errors as JSON. Success would say that there are results on the stream, for which a client waits.
  private func refuseForStream(_ exchange: GraphQLExchange, _ refusal: Refusal) -> HTTPExchangeResponse {
    let format = exchange.formatForRequestError
    var response = refuse(exchange, refusal, format.isStream ? .json : format)
    if response.head.status < 400 { response.head.status = 400 }
    return response
  }
}
