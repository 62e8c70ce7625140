import GraphQLHTTP
import NIOCore
import NIOHTTP1

/// One HTTP connection: collects a request, hands it to a task, writes the answer as one buffer.
///
/// Everything here runs on the connection's event loop; tasks come back to it with `execute`. Requests that arrive
/// while one is answered wait, and reading stops until they had their turn.
final class HTTPConnectionHandler: ChannelInboundHandler, RemovableChannelHandler, TimedConnection {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  enum Phase {
    /// Between requests.
    case idle
    /// The first bytes of a head have arrived.
    case starting
    /// A head has arrived, and its body is collected.
    case reading
    /// A task has the request.
    case answering
    /// A task writes the body of its answer.
    case streaming
    /// The client has yet to take much of an answer before its next request is looked at.
    case flushing
    /// What arrives is for the handlers of an upgrade, which will remove this one.
    case upgrading
    /// The last answer is on its way; what still arrives is dropped.
    case ended
    /// The last answer has left, and the client may read it while what it still sends is dropped.
    case lingering
  }

  let setup: ConnectionSetup
  var phase = Phase.idle
  var request: IncomingRequest?
  /// The rest of a body that is read while it arrives; kept to swallow what comes after nobody wants it any more.
  var body: StreamedBody?
  var task: Task<Void, Never>?
  var isDraining = false
  /// How often the clock has ticked since something last happened.
  var ticks = 0
  /// What came of a body in the present window of time.
  var rate = BodyRate()
  /// How many bytes of a stream are yet to be written; nil where its length was not said.
  var owed: Int?
  /// What was yet unsent when the clock last looked.
  var unsent = 0
  /// What the bytes behind the waiting requests deserve, once those are answered.
  var fault: HTTPFault?
  var placeInClock = -1
  /// Set while this stands in a pipeline.
  private(set) var context: ChannelHandlerContext?
  /// Whether nothing is read from the socket.
  private(set) var isPaused = false
  var waiting = WaitingParts()
  var peer = HTTPPeer(ipAddress: "unknown")
  private var servedCount = 0
  private var handle: ConnectionHandle?
  private var isResuming = false
  /// Whether anything came of what was read.
  private var hasParsed = false

  init(setup: ConnectionSetup) { self.setup = setup }

  // MARK: Life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    peer = HTTPPeer(ipAddress: context.remoteAddress?.ipAddress ?? "unknown")
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let handle = ConnectionHandle(
      eventLoop: context.eventLoop, isToldInTurn: false, onDrain: { here.value.drain() },
      onAbort: { here.value.context?.close(promise: nil) })
    self.handle = handle
    setup.connections.add(handle)
    setup.clocks[ObjectIdentifier(context.eventLoop)]?.value.add(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelInactive(context: ChannelHandlerContext) {
    body?.fail(CancellationError())
    task?.cancel()
    leave()
    context.fireChannelInactive()
  }

  private func leave() {
    if let context { setup.clocks[ObjectIdentifier(context.eventLoop)]?.value.remove(self) }
    (context, body) = (nil, nil)
    waiting.removeAll()
    if task == nil { forget() }
  }

  /// Leaves the registry; not before the task has ended, since that still needs the event loop.
  func forget() {
    task = nil
    if let handle { setup.connections.remove(handle) }
    handle = nil
  }

  // MARK: What arrives

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasParsed = true
    switch phase {
    case .idle, .starting, .reading: receive(context, unwrapInboundIn(data))
    case .answering, .streaming, .flushing:
      if let body { deliver(context, unwrapInboundIn(data), to: body) } else { wait(context, unwrapInboundIn(data)) }
    case .upgrading: context.fireChannelRead(data)
    case .ended, .lingering: break
    }
  }

  /// Something was read. If nothing came of it, it was the beginning of a head, which the parser keeps.
  func channelReadComplete(context: ChannelHandlerContext) {
    if phase == .idle, !hasParsed { (phase, ticks) = (.starting, 0) }
    hasParsed = false
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if phase == .flushing, context.channel.isWritable {
      (phase, ticks) = (.idle, 0)
      resume(context)
    }
    context.fireChannelWritabilityChanged()
  }

  /// A parser's error means that the bytes are no HTTP, and that nothing after them can be understood.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The client has gone, in the middle of a request.
    if case HTTPParserError.invalidEOFState = error { return }
    guard let fault = HTTPFault(parserError: error), phase != .upgrading else {
      // Behind the last answer the parser goes on to complain about what it cannot read.
      if !(error is ByteToMessageDecoderError) { context.close(promise: nil) }
      return
    }
    switch phase {
    case .idle, .starting, .reading: refuse(fault)
    case .answering, .streaming, .flushing: if let body { body.fail(fault) } else { self.fault = self.fault ?? fault }
    case .upgrading, .ended, .lingering: break
    }
  }

  private func receive(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head): begin(context, head)
    case .body(let part):
      rate.bytes += part.readableBytes
      request?.append(part, limit: setup.settings.bodyBytes)
      if request?.isBodyTooLarge == true { refuse(.bodyTooLarge(limit: setup.settings.bodyBytes)) }
    case .end: respond(context)
    }
  }

  private func begin(_ context: ChannelHandlerContext, _ head: NIOHTTP1.HTTPRequestHead) {
    var request = IncomingRequest(head, setup.settings)
    (phase, ticks, rate) = (.reading, 0, BodyRate())
    servedCount += 1
    if let limit = setup.settings.requestsPerConnection, servedCount >= limit { request.keepsAlive = false }
    self.request = request
    if let fault = request.fault { return refuse(fault) }
    if request.hasUpgrade {
      if let upgrade = setup.upgrade, !request.hasBody, setup.wantsSocket(head) {
        return decide(context, head, upgrade)
      }
      // The parser may have stopped for a protocol that we do not speak.
      self.request?.keepsAlive = false
    }
    if request.hasBody { beginBody(context, request) }
  }

  private func decide(
    _ context: ChannelHandlerContext, _ head: NIOHTTP1.HTTPRequestHead, _ upgrade: any SocketUpgrade
  ) {
    switch upgrade.decide(head) {
    case .refuse(let response): answer(response, closes: true)
    case .accept(let headers):
      setup.statuses.count(101)
      do {
        try setup.addUpgrade(upgrade, headers, behind: self, context)
        phase = .upgrading
        context.fireChannelRead(NIOAny(HTTPServerRequestPart.head(head)))
      } catch {
        context.close(promise: nil)
      }
    }
  }

  // MARK: What waits

  /// Keeps what arrives early, and stops reading so that it does not become much.
  private func wait(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
    guard fault == nil else { return }
    guard waiting.append(part) else { return fault = .overloaded(retryAfterSeconds: 1) }
    pause(context, true)
  }

  func pause(_ context: ChannelHandlerContext, _ isPaused: Bool) {
    guard isPaused != self.isPaused else { return }
    self.isPaused = isPaused
    // Every channel that carries bytes has this option.
    try? context.channel.syncOptions?.setOption(.autoRead, value: !isPaused)
  }

  /// Goes on after an answer. Requests that are answered at once come back here, and are left to the first caller.
  func resume(_ context: ChannelHandlerContext) {
    guard isPaused || fault != nil, !isResuming else { return }
    isResuming = true
    defer { isResuming = false }
    while phase == .idle || phase == .reading || phase == .upgrading {
      guard let part = waiting.popFirst() else {
        if let fault { return refuse(fault) }
        return pause(context, false)
      }
      if phase == .upgrading { context.fireChannelRead(NIOAny(part)) } else { receive(context, part) }
    }
    // A body may wait with its request; its reader has the rest.
    while let body, let part = waiting.popFirst() { deliver(context, part, to: body) }
  }
}

extension HTTPFault {
  /// What a client deserves whose bytes the parser does not understand; nil for errors of another kind.
  fileprivate init?(parserError: any Error) {
    switch parserError {
    case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError: self = .headersTooLarge
    case is HTTPParserError: self = .badRequest("The request is not HTTP/1.1")
    default: return nil
    }
  }
}
