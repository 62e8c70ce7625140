import GraphQLHTTP
import NIOCore
import NIOHPACK
import NIOHTTP2

/// One request of an HTTP/2 connection: what `HTTPConnectionHandler` does, without an order of requests.
///
/// Everything here runs on the connection's event loop; tasks come back to it with `execute`.
final class HTTP2StreamHandler: ChannelInboundHandler, StreamTarget {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  enum Phase {
    /// The request arrives, and its body is collected.
    case reading
    /// A task has the request. Its body may still arrive, for the task to read.
    case answering
    /// A task writes the body of its answer.
    case streaming
    /// All of the answer was written, though not all of it may have left.
    case ended
    /// The answer has left, and what the client still sends is dropped.
    case lingering
  }

  let connection: HTTP2ConnectionHandler
  var phase = Phase.reading
  var request: HTTP2Request?
  var task: Task<Void, Never>?
  /// The rest of a body that is read while it arrives.
  var body: StreamedBody?
  /// How often the clock has ticked while the client kept us waiting.
  var ticks = 0
  /// What came of a body in the present window of time.
  var rate = BodyRate()
  /// Pieces of an answer that have not left.
  var unsent = 0
  /// Whether the client has sent all of its request.
  private(set) var isRequestComplete = false
  /// Set while this stands in a pipeline.
  private(set) var context: ChannelHandlerContext?
  private var collected: [UInt8] = []
  /// Whether a body has room for more of what was just read.
  private var readsOn = false

  init(connection: HTTP2ConnectionHandler) { self.connection = connection }

  var setup: ConnectionSetup { connection.setup }

  // MARK: Life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let id = try? context.channel.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)
    connection.add(self, id: id ?? .rootStream)
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  /// The stream has ended, for whatever reason: with its answer, by a reset, with the connection.
  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  /// A reset, or a frame that cannot be sent. After a reset the stream is closed already.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func leave() {
    guard context != nil else { return }
    context = nil
    body?.fail(CancellationError())
    if let task { task.cancel() } else { release() }
    connection.remove(self)
  }

  /// Gives back what the collected body had of the connection's memory.
  private func release() {
    connection.release(collected.count)
    collected = []
  }

  /// The task is back on the event loop, for the last time.
  func taskEnded() {
    guard task != nil else { return }
    task = nil
    release()
    connection.taskEnded()
  }

  // MARK: The request

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard phase != .ended, phase != .lingering else { return }
    switch unwrapInboundIn(data) {
    case .headers(let headers):
      // The second are trailers, which nobody here reads.
      if request == nil { begin(context, headers.headers, hasBody: !headers.endStream) }
      if headers.endStream { complete(context) }
    case .data(let data):
      if case .byteBuffer(let part) = data.data { receive(part) }
      if data.endStream { complete(context) }
    default: break
    }
  }

  /// Not sooner: frames that wait in the stream would be read within each other.
  func channelReadComplete(context: ChannelHandlerContext) {
    if readsOn { context.read() }
    readsOn = false
    context.fireChannelReadComplete()
  }

  private func begin(_ context: ChannelHandlerContext, _ headers: HPACKHeaders, hasBody: Bool) {
    let request = HTTP2Request(headers, hasBody: hasBody, setup.settings)
    self.request = request
    if let fault = request.fault { return send(fault.response) }
    guard hasBody else { return }
    let streamedLimit = setup.responder.streamedBodyLimit(request.head)
    let limit = streamedLimit ?? setup.settings.bodyBytes
    if let length = request.announcedLength, length > limit {
      return send(HTTPFault.bodyTooLarge(limit: limit).response)
    }
    if streamedLimit != nil { respond(context, request.head, reading: limit) } else { sendContinue() }
  }

  /// Tells a client that waits for it to send its body.
  private func sendContinue() {
    guard let context, request?.awaitsContinue == true else { return }
    request?.awaitsContinue = false
    context.writeAndFlush(wrapOutboundOut(.headers(.init(headers: [":status": "100"]))), promise: nil)
  }

  private func receive(_ part: ByteBuffer) {
    rate.bytes += part.readableBytes
    if let body { readsOn = body.receive(part) } else if phase == .reading { collect(part) }
  }

  private func collect(_ part: ByteBuffer) {
    let limit = setup.settings.bodyBytes
    guard part.readableBytes <= limit - collected.count else {
      return send(HTTPFault.bodyTooLarge(limit: limit).response)
    }
    guard connection.reserve(part.readableBytes) else { return send(Self.overloaded) }
    collected.append(contentsOf: part.readableBytesView)
  }

  private func complete(_ context: ChannelHandlerContext) {
    isRequestComplete = true
    if let body {
      (self.body, ticks) = (nil, 0)
      return body.finish()
    }
    if phase == .reading, let request { respond(context, request.head) }
  }

  // MARK: The task

  /// A request is whole: starts its task.
  private func respond(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    guard setup.requests.enter() else { return send(Self.overloaded) }
    let here = begin(context)
    let eventLoop = context.eventLoop
    task = Task(executorPreference: setup.responder.nextExecutor()) { [setup, peer = connection.peer, collected] in
      let answer = await setup.responder.respond(head, body: collected, peer: peer)
      setup.requests.leave()
      switch answer {
      case .complete(let response): eventLoop.execute { here.value.answer(response) }
      case .stream(let head, let produce): await here.stream(head, produce, on: eventLoop)
      }
    }
  }

  /// The task starts with the head. The stream's window opens again only for what was taken from the stream, so a task
  /// that does not read stops the client.
  private func respond(_ context: ChannelHandlerContext, _ head: HTTPRequestHead, reading limit: Int) {
    guard setup.uploads.enter() else { return send(Self.overloaded) }
    try? context.channel.syncOptions?.setOption(.autoRead, value: false)
    let here = begin(context)
    let eventLoop = context.eventLoop
    let body = StreamedBody(limit: limit) { eventLoop.execute { here.value.readBody() } }
    self.body = body
    task = Task(executorPreference: setup.responder.nextExecutor()) { [setup, peer = connection.peer] in
      let answer = await setup.responder.respond(head, reading: body, peer: peer)
      setup.uploads.leave()
      switch answer {
      case .complete(let response): eventLoop.execute { here.value.answer(response) }
      case .stream(let head, let produce): await here.stream(head, produce, on: eventLoop)
      }
    }
  }

  private func begin(_ context: ChannelHandlerContext) -> NIOLoopBound<HTTP2StreamHandler> {
    (phase, ticks) = (.answering, 0)
    connection.taskBegan()
    return NIOLoopBound(self, eventLoop: context.eventLoop)
  }

  /// Reads on, since the task asks for more.
  private func readBody() {
    guard let context, phase == .answering else { return }
    sendContinue()
    context.read()
  }

  private static let overloaded = HTTPFault.overloaded(retryAfterSeconds: 1).response
}
