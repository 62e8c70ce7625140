import GraphQLHTTP
import NIOCore

extension HTTPConnectionHandler: StreamTarget {
  /// Sends a whole answer.
  func answer(_ response: HTTPExchangeResponse, closes: Bool) {
    guard let context, let request else { return forget() }
    setup.statuses.count(response.head.status)
    let closes = closes || isDraining || !request.keepsAlive || body != nil
    var buffer = context.channel.allocator.buffer(capacity: 256 + response.body.count)
    buffer.write(
      response.head, framing: .length(response.body.count),
      connection: closes ? .close : request.isHTTP10 ? .keepAlive : .usual)
    if !request.isHead { buffer.writeBytes(response.body) }
    end(context, with: buffer, closes: closes, lingers: body != nil)
  }

  /// Answers what is no request, or none that is served, and ends the connection.
  func refuse(_ fault: HTTPFault) {
    guard let context else { return }
    let response = fault.response
    setup.statuses.count(response.head.status)
    var buffer = context.channel.allocator.buffer(capacity: 256 + response.body.count)
    buffer.write(response.head, framing: .length(response.body.count), connection: .close)
    if request?.isHead != true { buffer.writeBytes(response.body) }
    end(context, with: buffer, closes: true, lingers: true)
  }

  /// Sends the head of a streamed answer.
  ///
  /// - Returns: where the body goes; nil when the client has gone, or asked for the head alone.
  func beginStream(_ head: HTTPResponseHead) -> StreamWriter? {
    if let body {
      // What the task has not read by now it does not read.
      body.fail(CancellationError())
      request?.keepsAlive = false
    }
    guard let context, let request else {
      forget()
      return nil
    }
    setup.statuses.count(head.status)
    owed = head.streamLength
    let framing = owed.map { BodyFraming.length($0) } ?? (request.isHTTP10 ? .close : .chunks)
    let closes = request.isHTTP10 || !request.keepsAlive || isDraining
    var buffer = context.channel.allocator.buffer(capacity: 256)
    buffer.write(head, framing: framing, connection: closes ? .close : .usual)
    guard !request.isHead else {
      end(context, with: buffer, closes: closes, lingers: body != nil)
      return nil
    }
    (phase, ticks, unsent) = (.streaming, 0, 0)
    if isDraining { task?.cancel() }
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    return StreamWriter(
      handler: NIOLoopBound(self, eventLoop: context.eventLoop), eventLoop: context.eventLoop,
      isChunked: framing == .chunks)
  }

  /// Sends a piece of a streamed answer.
  func send(_ piece: ByteBuffer) -> EventLoopFuture<Void>? {
    guard let context, phase == .streaming else { return nil }
    if let left = owed {
      guard piece.readableBytes <= left else { return nil }
      owed = left - piece.readableBytes
    }
    (ticks, unsent) = (0, 0)
    return context.writeAndFlush(wrapOutboundOut(piece))
  }

  /// Ends a streamed answer.
  func endStream() {
    guard let context, let request else { return forget() }
    guard owed ?? 0 == 0 else { return cutStream() }
    let last = ByteBuffer(string: request.isHTTP10 || owed != nil ? "" : "0\r\n\r\n")
    let closes = isDraining || request.isHTTP10 || !request.keepsAlive
    end(context, with: last, closes: closes, lingers: body != nil)
  }

  /// Ends a streamed answer so that its client sees that something is missing.
  func cutStream() {
    guard let context, request != nil else { return forget() }
    end(context, with: ByteBuffer(), closes: true, lingers: false)
  }

  /// Ends a connection between two requests.
  func endConnection() {
    guard let context else { return }
    end(context, with: ByteBuffer(), closes: true, lingers: false)
  }

  private func end(_ context: ChannelHandlerContext, with buffer: ByteBuffer, closes: Bool, lingers: Bool) {
    (task, request, ticks, unsent) = (nil, nil, 0, 0)
    guard closes else {
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
      phase = context.channel.isWritable ? .idle : .flushing
      return resume(context)
    }
    phase = .ended
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in here.value.close(lingers: lingers) }
  }

  /// Closes after the last answer. Closing with bytes of the client unread would reset the connection, and the client
  /// would perhaps not see the answer; so where more may come, only our side is closed for a moment.
  private func close(lingers: Bool) {
    guard let context, phase == .ended else { return }
    guard lingers else { return context.close(promise: nil) }
    (phase, ticks) = (.lingering, 0)
    context.close(mode: .output, promise: nil)
    pause(context, false)
  }
}

/// Writes pieces of a streamed body; each waits until the one before has left.
struct StreamWriter: HTTPBodyWriter {
  let handler: NIOLoopBound<HTTPConnectionHandler>
  let eventLoop: any EventLoop
  let isChunked: Bool

  func write(_ bytes: [UInt8]) async throws {
    try await eventLoop.flatSubmit {
      var buffer = ByteBuffer()
      buffer.reserveCapacity(bytes.count + 16)
      if isChunked { buffer.writeChunk(bytes) } else { buffer.writeBytes(bytes) }
      return handler.value.send(buffer) ?? eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }.get()
  }
}
