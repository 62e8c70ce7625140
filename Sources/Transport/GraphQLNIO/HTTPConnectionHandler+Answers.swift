import GraphQLHTTP
import NIOCore

extension HTTPConnectionHandler {
  /// Sends a whole answer.
  func answer(_ response: HTTPExchangeResponse, closes: Bool) {
    guard let context, let request else { return forget() }
    let closes = closes || isDraining || !request.keepsAlive
    var buffer = context.channel.allocator.buffer(capacity: 256 + response.body.count)
    buffer.write(
      response.head, framing: .length(response.body.count),
      connection: closes ? .close : request.isHTTP10 ? .keepAlive : .usual)
    if !request.isHead { buffer.writeBytes(response.body) }
    end(context, with: buffer, closes: closes)
  }

  /// Answers what is no request, or none that is served, and ends the connection.
  func refuse(_ fault: HTTPFault) {
    guard let context else { return }
    let response = fault.response
    var buffer = context.channel.allocator.buffer(capacity: 256 + response.body.count)
    buffer.write(response.head, framing: .length(response.body.count), connection: .close)
    if request?.isHead != true { buffer.writeBytes(response.body) }
    end(context, with: buffer, closes: true)
  }

  /// Sends the head of a streamed answer.
  ///
  /// - Returns: where the body goes; nil when the client has gone.
  func beginStream(_ head: HTTPResponseHead) -> ChannelBodyWriter? {
    guard let context, let request else {
      forget()
      return nil
    }
    phase = .streaming
    if isDraining { task?.cancel() }
    let framing = request.isHTTP10 ? BodyFraming.close : .chunks
    var buffer = context.channel.allocator.buffer(capacity: 256)
    buffer.write(head, framing: framing, connection: framing == .close || !request.keepsAlive ? .close : .usual)
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    return ChannelBodyWriter(channel: context.channel, isChunked: framing == .chunks)
  }

  /// Ends a streamed answer.
  func endStream() {
    guard let context, let request else { return forget() }
    let end = ByteBuffer(string: request.isHTTP10 ? "" : "0\r\n\r\n")
    self.end(context, with: end, closes: isDraining || request.isHTTP10 || !request.keepsAlive)
  }

  private func end(_ context: ChannelHandlerContext, with buffer: ByteBuffer, closes: Bool) {
    (task, request, ticks) = (nil, nil, 0)
    guard closes else {
      phase = .idle
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
      return resume(context)
    }
    phase = .ended
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in channel.close(promise: nil) }
  }

  /// Ends as soon as nothing is in flight.
  func drain() {
    isDraining = true
    // A stream has no end of its own to wait for; its client subscribes again elsewhere.
    if phase == .streaming { task?.cancel() }
    if phase == .idle { context?.close(promise: nil) }
  }

  /// Looks whether the client keeps us waiting. Counting a few ticks is cheaper than to note the time at each read, and
  /// a client that sends a byte now and then does not get more time by it.
  func tick() {
    ticks += 1
    switch phase {
    case .idle: if ticks * setup.tick.nanoseconds >= setup.idle.nanoseconds { context?.close(promise: nil) }
    case .reading: if ticks > ConnectionSetup.ticksPerRead { refuse(.requestTimeout) }
    case .answering, .streaming: ticks = 0
    case .upgrading, .ended: if ticks > ConnectionSetup.ticksPerRead { context?.close(promise: nil) }
    }
  }
}

/// Writes pieces of a streamed body; each waits until the one before has left.
struct ChannelBodyWriter: HTTPBodyWriter {
  let channel: any Channel
  let isChunked: Bool

  func write(_ bytes: [UInt8]) async throws {
    var buffer = channel.allocator.buffer(capacity: bytes.count + 16)
    if isChunked { buffer.writeChunk(bytes) } else { buffer.writeBytes(bytes) }
    try await channel.writeAndFlush(buffer).get()
  }
}
