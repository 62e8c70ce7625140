import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLSyntax
import GraphQLWebSocket

extension GraphQLEndpoint {
  /// Answers an operation with `@defer` or `@stream`: as a stream where parts follow, else like any other.
  func deliver(
    _ exchange: GraphQLExchange, _ operation: PreparedOperation, _ sender: Application.Sender
  ) async throws(HTTPFault) -> HTTPAnswer {
    let isMutation = operation.operationType == .mutation
    let format = try exchange.format(for: .incremental(isMutation: isMutation))
    let single = try exchange.format(for: isMutation ? .mutation : .query)
    let execution = await application.executeIncrementally(operation, sender)
    let initial = execution.initial
    guard execution.hasNext, let framing = StreamFraming(format) else {
      let head = exchange.responseHead(for: initial.errors.isEmpty ? .data : .dataWithErrors, in: single)
      application.noteEnd(
        RequestReport(
          operation, errors: initial.errors, responseBytes: initial.body.count, status: head.status), sender)
      return .complete(response(head, single, initial.body))
    }
    let head = exchange.responseHead(for: .data, in: format)
    let end = RequestEnd(of: operation, sender, application)
    return .stream(head) { writer in
      defer { end.tell(RequestReport(operation, errors: initial.errors, status: head.status)) }
      try await writer.write(framing.opening + framing.next(initial.body))
      try await execution.deliver { try await writer.write(framing.next($0)) }
      try await writer.write(framing.closing)
    }
  }

  /// The same on a connection that operations share.
  func deliver(
    _ operation: PreparedOperation, _ sender: Application.Sender, _ outlet: SocketOutlet,
    _ end: RequestEnd<Application>
  ) async {
    let execution = await application.executeIncrementally(operation, sender)
    defer { end.tell(RequestReport(operation, errors: execution.initial.errors)) }
    await outlet.next(execution.initial.body)
    do {
      if execution.hasNext { try await execution.deliver { await outlet.next($0) } }
      await outlet.complete()
    } catch {
      // Canceled: nobody is there to be told.
    }
  }
}

extension GraphQLExchange {
  /// How the client takes the parts that `@defer` and `@stream` name; without a stream they mean nothing.
  var delivery: IncrementalDelivery {
    switch try? format(for: .incremental(isMutation: false)) {
    case .eventStream, .multipartMixed(.incremental): .identified
    case .multipartMixed(.incremental2022): .paths
    case .json, .graphQLResponse, .multipartMixed(.subscription), nil: .none
    }
  }
}
