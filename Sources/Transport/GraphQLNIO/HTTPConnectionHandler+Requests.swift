import GraphQLHTTP
import NIOCore
import NIOHTTP1

extension HTTPConnectionHandler {
  /// A request is whole: starts its task.
  func respond(_ context: ChannelHandlerContext) {
    guard let request else { return }
    (phase, ticks) = (.answering, 0)
    guard setup.requests.enter() else { return answer(Self.overloaded, closes: false) }
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let (head, body) = (request.head, request.body)
    task = Task(executorPreference: setup.responder.nextExecutor()) { [setup, peer] in
      let answer = await setup.responder.respond(head, body: body, peer: peer)
      setup.requests.leave()
      switch answer {
      case .complete(let response): eventLoop.execute { here.value.answer(response, closes: false) }
      case .stream(let head, let produce): await here.stream(head, produce, on: eventLoop)
      }
    }
  }

  /// A head has come with a body behind it: the body is collected, or its reader starts now.
  func beginBody(_ context: ChannelHandlerContext, _ request: IncomingRequest) {
    let streamedLimit = setup.responder.streamedBodyLimit(request.head)
    let limit = streamedLimit ?? setup.settings.bodyBytes
    if let length = request.announcedLength, length > limit { return refuse(.bodyTooLarge(limit: limit)) }
    if streamedLimit != nil { return respond(context, request, streaming: limit) }
    sendContinue(context)
  }

  /// The task starts with the head; the socket is read as the task asks for the body.
  private func respond(_ context: ChannelHandlerContext, _ request: IncomingRequest, streaming limit: Int) {
    guard setup.uploads.enter() else { return refuse(.overloaded(retryAfterSeconds: 1)) }
    phase = .answering
    pause(context, true)
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let body = StreamedBody(limit: limit) { eventLoop.execute { here.value.readBody() } }
    self.body = body
    task = Task(executorPreference: setup.responder.nextExecutor()) { [setup, peer] in
      let answer = await setup.responder.respond(request.head, reading: body, peer: peer)
      setup.uploads.leave()
      switch answer {
      case .complete(let response): eventLoop.execute { here.value.answer(response, closes: false) }
      case .stream(let head, let produce): await here.stream(head, produce, on: eventLoop)
      }
    }
  }

  /// Reads on, since the task asks for more.
  private func readBody() {
    guard let context, body != nil, phase == .answering else { return }
    sendContinue(context)
    pause(context, false)
  }

  /// Tells a client that waits for it to send its body.
  private func sendContinue(_ context: ChannelHandlerContext) {
    guard request?.awaitsContinue == true else { return }
    request?.awaitsContinue = false
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
  }

  /// Hands a part of the body to its reader.
  func deliver(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart, to body: StreamedBody) {
    switch part {
    case .head: break
    case .body(let part):
      rate.bytes += part.readableBytes
      if !body.receive(part) { pause(context, true) }
    case .end:
      (self.body, ticks) = (nil, 0)
      body.finish()
      if phase == .answering, waiting.isEmpty { pause(context, false) }
    }
  }

  private static let overloaded = HTTPFault.overloaded(retryAfterSeconds: 1).response
}
