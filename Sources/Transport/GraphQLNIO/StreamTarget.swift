import GraphQLHTTP
import NIOCore

/// Where a streamed answer goes: the connection or the stream of HTTP/2 that brought the request. Called on its event
/// loop.
protocol StreamTarget: AnyObject, SendableMetatype {
  associatedtype Writer: HTTPBodyWriter

  /// Sends the head of a streamed answer.
  ///
  /// - Returns: where the body goes; nil when the client has gone or asked for the head alone. Then this was the last
  ///   that the task needed.
  func beginStream(_ head: HTTPResponseHead) -> Writer?

  /// Ends a streamed answer.
  func endStream()

  /// Ends a streamed answer so that its client sees that something is missing.
  func cutStream()
}

extension NIOLoopBound where Value: StreamTarget {
  /// Sends a stream, from its task.
  func stream(
    _ head: HTTPResponseHead, _ produce: @Sendable (any HTTPBodyWriter) async throws -> Void,
    on eventLoop: any EventLoop
  ) async {
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
