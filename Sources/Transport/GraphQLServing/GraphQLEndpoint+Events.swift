import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLSyntax

extension GraphQLEndpoint {
  /// Answers a subscription with a stream.
  func subscribe(
    _ exchange: GraphQLExchange, _ operation: PreparedOperation, _ sender: Application.Sender
  ) async throws(HTTPFault) -> HTTPAnswer {
    let format = try exchange.format(for: .subscription)
    guard let framing = StreamFraming(format) else {
      throw .notAcceptable("A subscription is answered only by a stream")
    }
    switch await open(operation, sender) {
    case .failure(let errors):
      application.noteEnd(RequestReport(operation, errors: errors.errors, isRefused: true), sender)
      var refusal = Refusal(errors)
      refusal.extensions = application.engine.explanation(of: operation, operation.record)
      return .complete(refuse(exchange, refusal, format))
    case .success(let events):
      let stream = EventStream(
        events: events, framing: framing, heartbeat: settings.heartbeat,
        note: { [application] in application.noteEvent($0, sender) }, present: application.present)
      let head = exchange.responseHead(for: .data, in: format)
      let end = RequestEnd(of: operation, sender, application)
      return .stream(head) { writer in
        var errors: [GraphQLError] = []
        defer { end.tell(RequestReport(operation, errors: errors, status: head.status)) }
        errors = try await stream.write(to: writer)
      }
    }
  }

  /// Opens the source of a subscription.
  func open(
    _ operation: PreparedOperation, _ sender: Application.Sender
  ) async -> Result<ResponseStream, GraphQLErrors> {
    let context = application.makeContext(sender, for: .subscription)
    return await inShortTask(on: context.executor) { [application] in
      await application.engine.subscribe(operation, context, sharing: application.eventSharing(sender)) {
        var sender = sender
        do throws(RequestRefusal) {
          try await application.charge(operation, &sender)
        } catch {
          throw error.error
        }
        return application.makeEventContext(sender)
      }
    }
  }
}

/// The body of a subscription's answer.
struct EventStream: Sendable {
  let events: ResponseStream
  let framing: StreamFraming
  let heartbeat: Duration
  /// Told of the errors of each response.
  let note: @Sendable ([GraphQLError]) -> Void
  let present: @Sendable (any Error) -> GraphQLError

  /// Writes until the source ends or the client goes; either way the source is freed.
  ///
  /// - Returns: what ended the source, if it did not end by itself.
  func write(to writer: any HTTPBodyWriter) async throws -> [GraphQLError] {
    try await writer.write(framing.opening)
    guard let sign = framing.heartbeat else { return try await writeEvents(to: writer) }
    return try await withThrowingTaskGroup(of: [GraphQLError].self) { group in
      group.addTask { try await writeEvents(to: writer) }
      group.addTask {
        while true {
          try await Task.sleep(for: heartbeat)
          try await writer.write(sign)
        }
      }
      defer { group.cancelAll() }
      return try await group.next() ?? []
    }
  }

  private func writeEvents(to writer: any HTTPBodyWriter) async throws -> [GraphQLError] {
    var events = events.makeAsyncIterator()
    var errors: [GraphQLError] = []
    while let (body, id) = await nextBody(&events, &errors) { try await writer.write(framing.next(body, id: id)) }
    // Who is cut off must not be told that the subscription is over: it may go on elsewhere.
    try Task.checkCancellation()
    try await writer.write(framing.closing)
    return errors
  }

  /// The response to the next event and its id; what ended the source is the last one. Nil at the end.
  private func nextBody(
    _ events: inout ResponseStream.Iterator, _ errors: inout [GraphQLError]
  ) async -> (body: [UInt8], id: String?)? {
    do {
      guard let result = try await events.next() else { return nil }
      note(result.errors)
      return (result.body, result.eventID)
    } catch {
      guard !Task.isCancelled else { return nil }
      errors = [present(error)]
      return (GraphQLErrors(errors).responseBody, nil)
    }
  }
}
