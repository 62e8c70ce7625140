import GraphQLHTTP
public import NIOCore
import NIOHTTP1

/// One HTTP connection: collects a request, hands it to a task, writes the answer.
///
/// Everything here runs on the connection's event loop; tasks come back to it with `execute`. The pipeline handler
/// before it sees to it that one request is served at a time.
final class HTTPConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let responder: any HTTPResponder
  private let peer: HTTPPeer
  private let connections: ConnectionRegistry
  private let settings: HTTPServer.Settings
  private var head: NIOHTTP1.HTTPRequestHead?
  private var body = ByteBuffer()
  private var isBodyTooLarge = false
  private var task: Task<Void, Never>?
  private var isStreaming = false
  private var isDraining = false
  private var idleSeconds: Int64 = 0
  private var handle: ConnectionHandle?

  init(
    responder: any HTTPResponder, connections: ConnectionRegistry, settings: HTTPServer.Settings, peer: HTTPPeer
  ) {
    self.responder = responder
    self.connections = connections
    self.settings = settings
    self.peer = peer
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let handle = ConnectionHandle(
      eventLoop: context.eventLoop, onDrain: { bound.value.0.drain(bound.value.1) },
      onAbort: { bound.value.1.close(promise: nil) })
    self.handle = handle
    connections.add(handle)
  }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    if let handle { connections.remove(handle) }
    handle = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
      isBodyTooLarge = false
    case .body(var part):
      if body.readableBytes + part.readableBytes > settings.bodyBytes {
        isBodyTooLarge = true
        body.clear()
      } else {
        body.writeBuffer(&part)
      }
    case .end: respond(context)
    }
  }

  /// Nothing arrived for a while: a request that stands still is given up, an idle connection closed in time.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case IdleStateHandler.IdleStateEvent.read? = event as? IdleStateHandler.IdleStateEvent, task == nil else {
      return context.fireUserInboundEventTriggered(event)
    }
    if head != nil { return write(context, HTTPFault.requestTimeout.response, keepAlive: false) }
    idleSeconds += settings.readSeconds
    if idleSeconds >= settings.idleSeconds { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  // MARK: Answers

  private func respond(_ context: ChannelHandlerContext) {
    guard let head else { return }
    idleSeconds = 0
    let keepAlive = head.isKeepAlive && !isDraining
    guard !isBodyTooLarge else {
      return write(context, HTTPFault.bodyTooLarge(limit: settings.bodyBytes).response, keepAlive: false)
    }
    let request = GraphQLHTTP.HTTPRequestHead(head)
    let bytes = Array(body.readableBytesView)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let channel = context.channel
    task = Task(executorPreference: responder.nextExecutor()) { [responder, peer] in
      switch await responder.respond(request, body: bytes, peer: peer) {
      case .complete(let response):
        eventLoop.execute { bound.value.0.write(bound.value.1, response, keepAlive: keepAlive) }
      case .stream(let head, let produce):
        eventLoop.execute { bound.value.0.begin(bound.value.1, head) }
        try? await produce(ChannelBodyWriter(channel: channel))
        eventLoop.execute { bound.value.0.finish(bound.value.1, keepAlive: keepAlive) }
      }
    }
  }

  private func write(_ context: ChannelHandlerContext, _ response: HTTPExchangeResponse, keepAlive: Bool) {
    guard context.channel.isActive else { return }
    var headers = HTTPHeaders(response.head.fields)
    headers.add(name: "Content-Length", value: String(response.body.count))
    if !keepAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: response.head.status)
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
    if head?.method != .HEAD {
      var buffer = context.channel.allocator.buffer(capacity: response.body.count)
      buffer.writeBytes(response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
    finish(context, keepAlive: keepAlive)
  }

  private func begin(_ context: ChannelHandlerContext, _ head: GraphQLHTTP.HTTPResponseHead) {
    isStreaming = true
    if isDraining { task?.cancel() }
    let response = NIOHTTP1.HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: head.status), headers: HTTPHeaders(head.fields))
    context.writeAndFlush(wrapOutboundOut(.head(response)), promise: nil)
  }

  private func finish(_ context: ChannelHandlerContext, keepAlive: Bool) {
    task = nil
    head = nil
    isStreaming = false
    guard context.channel.isActive else { return }
    let closes = !keepAlive || isDraining
    let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if closes {
      let channel = context.channel
      end.whenComplete { _ in channel.close(promise: nil) }
    }
  }

  private func drain(_ context: ChannelHandlerContext) {
    isDraining = true
    // A stream has no end of its own to wait for; its client subscribes again elsewhere.
    if isStreaming { task?.cancel() }
    if task == nil && head == nil { context.close(promise: nil) }
  }
}

/// A connection as the registry knows it.
public final class ConnectionHandle: Drainable {
  private let eventLoop: any EventLoop
  private let onDrain: @Sendable () -> Void
  private let onAbort: @Sendable () -> Void

  /// The closures run on the event loop.
  public init(
    eventLoop: any EventLoop, onDrain: @escaping @Sendable () -> Void, onAbort: @escaping @Sendable () -> Void
  ) {
    self.eventLoop = eventLoop
    self.onDrain = onDrain
    self.onAbort = onAbort
  }

  public func drain() { eventLoop.execute(onDrain) }
  public func abort() { eventLoop.execute(onAbort) }
}

/// Writes pieces of a streamed body; each waits until the one before has left.
struct ChannelBodyWriter: HTTPBodyWriter {
  let channel: any Channel

  func write(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes)))).get()
  }
}

extension GraphQLHTTP.HTTPRequestHead {
  init(_ head: NIOHTTP1.HTTPRequestHead) {
    var fields = HTTPFields()
    for (name, value) in head.headers { fields.append(name, value) }
    self.init(method: head.method.rawValue, target: head.uri, fields: fields)
  }
}
