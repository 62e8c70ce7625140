import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax

extension GraphQLEndpoint {
  /// Answers a list of requests in its order; each member fails alone.
  func respond(
    _ exchange: GraphQLExchange, _ requests: [Result<GraphQLRequest, HTTPFault>], _ sender: inout Application.Sender
  ) async -> HTTPExchangeResponse {
    var head = exchange.responseHead(for: .dataWithErrors, in: exchange.batchFormat)
    var fields = HTTPFields()
    var writer = JSONWriter(capacity: 4096)
    writer.byte(UInt8(ascii: "["))
    // What is known of one member is no part of what is told of another.
    let arrived = sender
    for (index, request) in requests.enumerated() {
      if index > 0 { writer.byte(UInt8(ascii: ",")) }
      switch request {
      case .failure(let fault):
        application.noteEnd(RequestReport(refusing: nil, fault), arrived)
        fault.write(into: &writer)
      case .success(let request):
        var answer = await member(request, &sender)
        answer.body.add(extensions: answer.extensions)
        writer.raw(answer.body)
        if !answer.fields.all.isEmpty { fields = answer.fields }
      }
    }
    writer.byte(UInt8(ascii: "]"))
    head.fields.all += fields.all
    return HTTPExchangeResponse(head: head, body: writer.finish())
  }

  private func member(_ request: GraphQLRequest, _ sender: inout Application.Sender) async -> GraphQLAnswer {
    switch await prepare(request, &sender, .none) {
    case .failure(let refusal): return GraphQLAnswer(body: refusal.body, errors: refusal.errors.errors)
    case .success(let operation):
      guard operation.operationType != .subscription else {
        let error = GraphQLError("A subscription cannot be part of a list of requests.", code: .badUserInput)
        application.noteEnd(RequestReport(operation, errors: [error], isRefused: true), sender)
        return GraphQLAnswer(body: GraphQLErrors([error]).responseBody, errors: [error])
      }
      let answer = await application.answer(operation, &sender)
      application.noteEnd(RequestReport(operation, answer), sender)
      return answer
    }
  }
}
