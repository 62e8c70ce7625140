import GraphQLHTTP
import NIOCore

/// Where the answer to a request goes: the connection or the stream that brought it. Called on its event loop; each
/// way through the calls ends with the last that the task needs of it.
protocol AnswerTarget: AnyObject, SendableMetatype {
  associatedtype Writer: HTTPBodyWriter

  /// Sends a whole answer. The last call.
  func answer(_ response: HTTPExchangeResponse)

  /// Sends the head of a streamed answer.
  ///
  /// - Returns: where the body goes; nil when the client has gone or asked for the head alone, as the last call.
  func beginStream(_ head: HTTPResponseHead) -> Writer?

  /// Ends a streamed answer. The last call.
  func endStream()

  /// Ends a streamed answer so that its client sees that something is missing. The last call.
  func cutStream()
}

extension NIOLoopBound where Value: AnswerTarget {
  /// Brings an answer from its task to the event loop.
  func deliver(_ answer: HTTPAnswer, on eventLoop: any EventLoop) async {
    switch answer {
    case .complete(let response): eventLoop.execute { value.answer(response) }
    case .stream(let head, let produce):
      guard let writer = try? await eventLoop.submit({ value.beginStream(head) }).get() else { return }
      do {
        try await produce(writer)
        eventLoop.execute { value.endStream() }
      } catch {
        // A stream that was asked to end has ended well; any other is not to look complete.
        let isCancelled = Task.isCancelled || error is CancellationError
        eventLoop.execute { if isCancelled { value.endStream() } else { value.cutStream() } }
      }
    }
  }
}
