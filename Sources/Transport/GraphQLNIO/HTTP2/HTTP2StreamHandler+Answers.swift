import GraphQLHTTP
import NIOCore
import NIOHPACK
import NIOHTTP2

extension HTTP2StreamHandler {
  /// Large bodies are written in pieces of so many bytes, so that it shows whether the client takes them.
  private static let pieceBytes = 64 << 10

  /// Sends a whole answer, as the last that its task does.
  func answer(_ response: HTTPExchangeResponse) {
    taskEnded()
    send(response)
  }

  /// Sends a whole answer.
  func send(_ response: HTTPExchangeResponse) {
    guard let context, phase == .reading || phase == .answering else { return }
    setup.statuses.count(response.head.status)
    let hasBody = !response.body.isEmpty && request?.isHead != true
    let headers = HPACKHeaders(response.head, length: response.body.count)
    var last = write(context, .headers(.init(headers: headers, endStream: !hasBody)))
    if hasBody {
      var rest = ByteBuffer(bytes: response.body)
      while let piece = rest.readSlice(length: min(rest.readableBytes, Self.pieceBytes)), piece.readableBytes > 0 {
        last = write(context, .data(piece, endStream: rest.readableBytes == 0))
      }
    }
    finish(context, after: last)
  }

  /// Sends the head of a streamed answer.
  func beginStream(_ response: HTTPResponseHead) -> HTTP2BodyWriter? {
    // What the task has not read by now it does not read.
    body?.fail(CancellationError())
    guard let context, phase == .answering else {
      taskEnded()
      return nil
    }
    setup.statuses.count(response.status)
    let isHead = request?.isHead == true
    let headers = HPACKHeaders(response, length: response.streamLength)
    let written = write(context, .headers(.init(headers: headers, endStream: isHead)))
    guard !isHead else {
      taskEnded()
      finish(context, after: written)
      return nil
    }
    (phase, ticks) = (.streaming, 0)
    if connection.isDraining { task?.cancel() }
    context.flush()
    return HTTP2BodyWriter(stream: NIOLoopBound(self, eventLoop: context.eventLoop), eventLoop: context.eventLoop)
  }

  /// Sends a piece of a streamed answer.
  func send(_ piece: ByteBuffer) -> EventLoopFuture<Void>? {
    guard let context, phase == .streaming else { return nil }
    let written = write(context, .data(piece, endStream: false))
    context.flush()
    return written
  }

  func endStream() {
    taskEnded()
    guard let context, phase == .streaming else { return }
    finish(context, after: write(context, .data(ByteBuffer(), endStream: true)))
  }

  func cutStream() {
    taskEnded()
    phase = .ended
    reset(.internalError)
  }

  private func write(_ context: ChannelHandlerContext, _ frame: HTTP2Frame.FramePayload) -> EventLoopFuture<Void> {
    if unsent == 0 { ticks = 0 }
    unsent += 1
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let written = context.write(wrapOutboundOut(frame))
    written.whenComplete { _ in
      here.value.unsent -= 1
      here.value.ticks = 0
    }
    return written
  }

  /// The answer was written.
  private func finish(_ context: ChannelHandlerContext, after last: EventLoopFuture<Void>) {
    phase = .ended
    if !isRequestComplete {
      let here = NIOLoopBound(self, eventLoop: context.eventLoop)
      last.whenSuccess { here.value.linger() }
    }
    context.flush()
  }

  /// Lets a client go on with its request for a moment: there are some that do not look at the answer before they have
  /// sent all, nor at the reset that would tell them that nobody needs the rest (RFC 9113, section 8.1).
  private func linger() {
    guard let context, phase == .ended else { return }
    (phase, ticks) = (.lingering, 0)
    try? context.channel.syncOptions?.setOption(.autoRead, value: true)
    context.read()
  }

  private func reset(_ code: HTTP2ErrorCode) {
    context?.writeAndFlush(wrapOutboundOut(.rstStream(code)), promise: nil)
  }

  /// Looks whether the client keeps us waiting, with its request or by not taking the answer.
  func tick() {
    ticks += 1
    let limits = setup.limits
    switch phase {
    case .reading: if ticks > limits.body || rate.isTooSlow(limits) { send(HTTPFault.requestTimeout.response) }
    case .answering:
      guard let body else { return checkAnswer(limits) }
      if body.isAwaited, rate.isTooSlow(limits) { body.fail(HTTPFault.requestTimeout) }
    case .streaming: if unsent > 0, ticks > limits.write { context?.close(promise: nil) }
    case .ended: if ticks > limits.write { context?.close(promise: nil) }
    case .lingering: if ticks > limits.linger { reset(.noError) }
    }
  }

  /// Looks whether the task keeps the client waiting. One that heeds its cancellation can still answer with what it has;
  /// what any other brings is dropped.
  private func checkAnswer(_ limits: TickLimits) {
    if ticks > limits.answer { task?.cancel() }
    if ticks > limits.lateAnswer { send(HTTPFault.answerTimeout.response) }
  }

  /// Ends a stream that has no end of its own to wait for; its client subscribes again elsewhere.
  func drain() {
    if phase == .streaming { task?.cancel() }
  }
}

/// Writes pieces of a streamed body; each waits until the client's window had room for it.
struct HTTP2BodyWriter: HTTPBodyWriter {
  let stream: NIOLoopBound<HTTP2StreamHandler>
  let eventLoop: any EventLoop

  func write(_ bytes: [UInt8]) async throws {
    // An empty frame that does not end the stream says nothing.
    guard !bytes.isEmpty else { return }
    try await eventLoop.flatSubmit {
      stream.value.send(ByteBuffer(bytes: bytes)) ?? eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }.get()
  }
}
