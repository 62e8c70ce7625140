import GraphQLHTTP
import NIOCore
import NIOHTTP1

/// One HTTP connection: collects a request, hands it to a task, writes the answer as one buffer.
///
/// Everything here runs on the connection's event loop; tasks come back to it with `execute`. Requests that arrive
/// while one is answered wait, and reading stops until they had their turn.
final class HTTPConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  enum Phase {
    /// Between requests.
    case idle
    /// A head has arrived.
    case reading
    /// A task has the request.
    case answering
    /// A task writes the body of its answer.
    case streaming
    /// What arrives is for the handlers of an upgrade, which will remove this one.
    case upgrading
    /// The last answer is on its way; what still arrives is dropped.
    case ended
  }

  let setup: ConnectionSetup
  var phase = Phase.idle
  var request: IncomingRequest?
  var task: Task<Void, Never>?
  var isDraining = false
  /// How often the clock has ticked since something last happened.
  var ticks: Int64 = 0
  /// What the bytes behind the waiting requests deserve, once those are answered.
  var fault: HTTPFault?
  /// Set while this stands in a pipeline.
  private(set) var context: ChannelHandlerContext?
  /// Whether nothing is read from the socket until `waiting` is empty and answered.
  private var isPaused = false
  private var waiting = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
  private var peer = HTTPPeer(ipAddress: "unknown")
  private var handle: ConnectionHandle?
  private var clock: RepeatedTask?

  init(setup: ConnectionSetup) { self.setup = setup }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    peer = HTTPPeer(ipAddress: context.remoteAddress?.ipAddress ?? "unknown")
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let handle = ConnectionHandle(
      eventLoop: context.eventLoop, onDrain: { here.value.drain() },
      onAbort: { here.value.context?.close(promise: nil) })
    self.handle = handle
    setup.connections.add(handle)
    clock = context.eventLoop.scheduleRepeatedTask(initialDelay: setup.tick, delay: setup.tick) { _ in
      here.value.tick()
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    leave()
    context.fireChannelInactive()
  }

  private func leave() {
    clock?.cancel()
    (clock, context) = (nil, nil)
    if task == nil { forget() }
  }

  /// Leaves the registry; not before the task has ended, since that still needs the event loop.
  func forget() {
    task = nil
    if let handle { setup.connections.remove(handle) }
    handle = nil
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch phase {
    case .idle, .reading: receive(context, unwrapInboundIn(data))
    case .answering, .streaming: wait(context, unwrapInboundIn(data))
    case .upgrading: context.fireChannelRead(data)
    case .ended: break
    }
  }

  /// A parser's error means that the bytes are no HTTP, and that nothing after them can be understood.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError, phase != .upgrading, phase != .ended else {
      return context.close(promise: nil)
    }
    let fault = error == .headerOverflow ? HTTPFault.headersTooLarge : .badRequest("The request is not HTTP/1.1")
    if phase == .idle || phase == .reading { return refuse(fault) }
    self.fault = fault
  }

  private func receive(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head): begin(context, head)
    case .body(let part): request?.append(part, limit: setup.settings.bodyBytes)
    case .end: respond(context)
    }
  }

  private func begin(_ context: ChannelHandlerContext, _ head: NIOHTTP1.HTTPRequestHead) {
    let request = IncomingRequest(head)
    self.request = request
    phase = .reading
    ticks = 0
    if request.hasUpgrade, let upgrade = setup.upgrade, setup.wantsSocket(head) {
      return decide(context, head, upgrade)
    }
    if request.expectsContinue {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }
  }

  private func decide(
    _ context: ChannelHandlerContext, _ head: NIOHTTP1.HTTPRequestHead, _ upgrade: any SocketUpgrade
  ) {
    switch upgrade.decide(head) {
    case .refuse(let response): answer(response, closes: true)
    case .accept(let headers):
      do {
        try setup.addUpgrade(upgrade, headers, behind: self, context)
        phase = .upgrading
        context.fireChannelRead(NIOAny(HTTPServerRequestPart.head(head)))
      } catch {
        context.close(promise: nil)
      }
    }
  }

  /// Keeps what arrives early, and stops reading so that it does not become much.
  private func wait(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
    waiting.append(part)
    if !isPaused { pause(context, true) }
  }

  private func pause(_ context: ChannelHandlerContext, _ isPaused: Bool) {
    self.isPaused = isPaused
    // Every channel that carries bytes has this option.
    try? context.channel.syncOptions?.setOption(.autoRead, value: !isPaused)
  }

  /// Goes on after an answer.
  func resume(_ context: ChannelHandlerContext) {
    guard isPaused || fault != nil else { return }
    while phase != .answering, phase != .ended {
      guard let part = waiting.popFirst() else {
        if let fault { return refuse(fault) }
        return pause(context, false)
      }
      if phase == .upgrading { context.fireChannelRead(NIOAny(part)) } else { receive(context, part) }
    }
  }

  private func respond(_ context: ChannelHandlerContext) {
    guard let request else { return }
    guard !request.isBodyTooLarge else { return refuse(.bodyTooLarge(limit: setup.settings.bodyBytes)) }
    phase = .answering
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let (head, body) = (request.head, request.body)
    task = Task(executorPreference: setup.responder.nextExecutor()) { [responder = setup.responder, peer] in
      switch await responder.respond(head, body: body, peer: peer) {
      case .complete(let response): eventLoop.execute { here.value.answer(response, closes: false) }
      case .stream(let head, let produce):
        guard let writer = try? await eventLoop.submit({ here.value.beginStream(head) }).get() else { return }
        try? await produce(writer)
        eventLoop.execute { here.value.endStream() }
      }
    }
  }
}
