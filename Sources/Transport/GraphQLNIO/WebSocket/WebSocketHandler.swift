import GraphQLHTTP
import GraphQLJSON
import GraphQLWebSocket
import NIOCore

/// One socket: bytes to events of the protocol machine, its actions to frames and tasks.
///
/// Everything here runs on the connection's event loop; tasks come back to it with `execute`. The handler stays in the
/// registry until its connection and all its tasks have ended, since those still need the event loop.
final class WebSocketHandler<Service: SocketService>: ChannelInboundHandler, LiveSocket, TimedConnection {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let host: SocketHost<Service>
  private let connections: ConnectionRegistry
  let peer: HTTPPeer
  /// The request that became the socket; nobody asks for it after the decision about `connection_init`.
  var handshake: HTTPRequestHead?
  var reader: FrameReader
  private(set) var socket: GraphQLSocket
  /// Events that came while another was acted upon.
  private var events: [SocketEvent] = []
  private var isActing = false
  /// Until when the peer may answer our close frame; nil while nothing has ended.
  private var closeDeadline: Duration?
  /// Set while this stands in a pipeline.
  private(set) var context: ChannelHandlerContext?
  private(set) var handle: SocketHandle?
  private var hasEntered = false
  /// The code that was sent first, by whichever side.
  private var endCode: UInt16?

  var session: Service.Session?
  /// Who counts for the sockets per user.
  var user: String?
  var deciding: Task<Void, Never>?
  /// The active operations by their serial.
  var running: [UInt64: Task<Void, Never>] = [:]
  /// Who waits until their last word has left, by the serial of their operation.
  var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
  /// Tasks that have not come to their end, stopped or not.
  var taskCount = 0
  var placeInClock = 0

  init(host: SocketHost<Service>, connections: ConnectionRegistry, handshake: HTTPRequestHead, peer: HTTPPeer) {
    self.host = host
    self.connections = connections
    self.handshake = handshake
    self.peer = peer
    reader = FrameReader(settings: host.settings)
    socket = GraphQLSocket(settings: host.settings)
  }

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    // What a peer does not take is to wait here, where it is seen, and not by the megabyte in the kernel.
    try? context.channel.syncOptions?.setOption(.notSentLowWater, value: 4 << 10)
    let handle = SocketHandle(self, eventLoop: context.eventLoop)
    self.handle = handle
    socket = GraphQLSocket(settings: host.settings, now: now)
    host.clocks.clock(of: context.eventLoop).add(self)
    hasEntered = host.census.enter(limit: host.settings.socketsPerServer)
    connections.add(handle)
    if !hasEntered { receive(.shutdown(.tooManySockets)) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // What comes behind a close frame, of whichever side, means nothing.
    guard !socket.isClosed else { return }
    let bytes = unwrapInboundIn(data)
    for event in reader.read(bytes.readableBytesUInt8Span) { receive(event) }
  }

  /// Nothing that may go wrong below leaves a connection that works.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func leave() {
    guard let context else { return }
    host.clocks.clock(of: context.eventLoop).remove(self)
    receive(.peerClosed)
    self.context = nil
    host.census.noteEnd(endCode ?? 1006)
    if let handle, hasEntered { host.census.leave(handle, user: user) }
    forgetIfDone()
  }

  /// Leaves the registry when nothing of the socket is alive any more.
  func forgetIfDone() {
    guard context == nil, taskCount == 0, let handle else { return }
    connections.remove(handle)
    self.handle = nil
  }

  // MARK: The machine

  /// The time, counted from the start of the machine.
  private var now: Duration { .nanoseconds(Int64(clamping: context?.eventLoop.now.uptimeNanoseconds ?? 0)) }

  func tick() {
    if let closeDeadline {
      if now >= closeDeadline { abort() }
      return
    }
    receive(.tick(now: now, unsentBytes: socket.unsentBytes > 0 ? unsentBytes : 0))
  }

  /// What the connection holds, which is less than what has been handed over when a frame has left in part.
  private var unsentBytes: Int {
    (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? socket.unsentBytes
  }

  func abort() { context?.close(promise: nil) }

  /// Feeds an event to the machine and does what it says. What that causes comes afterwards, so that all actions of one
  /// event are done before those of the next.
  func receive(_ event: SocketEvent) {
    events.append(event)
    guard !isActing else { return }
    isActing = true
    var position = 0
    while position < events.count {
      for action in socket.receive(events[position]) { act(action) }
      position += 1
    }
    events = []
    isActing = false
    if socket.isClosed { release() }
  }

  private func act(_ action: SocketAction) {
    switch action {
    case .send(let frame, let operation): send(frame, of: operation)
    case .resume(let operation): resume(operation)
    case .startInit(let payload): decide(payload)
    case .cancelInit: deciding?.cancel()
    case .startOperation(let operation, let request): start(operation, request)
    case .stopOperation(let operation): stop(operation)
    case .close(let reason): close(reason)
    case .answerClose(let code): answerClose(code)
    case .abort: abort()
    }
  }

  private func send(_ frame: SocketFrame, of operation: SocketOperation?) {
    let count = frame.payload.count
    guard let context else { return receive(.sent(bytes: count, of: operation)) }
    var buffer = context.channel.allocator.buffer(capacity: count + 10)
    buffer.write(frame)
    context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { _ in
      self.receive(.sent(bytes: count, of: operation))
    }
  }

  /// Says goodbye, ends our side and waits for the peer's end: closing at once with bytes of the peer unread would reset
  /// the connection, and the peer might never see why.
  private func close(_ reason: SocketClose) {
    guard let context else { return }
    endCode = reason.code
    closeDeadline = now + host.settings.closeTimeout
    var buffer = context.channel.allocator.buffer(capacity: 128)
    buffer.writeCloseFrame(reason.code, reason.reason)
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    context.close(mode: .output).assumeIsolated().whenFailure { _ in self.abort() }
  }

  /// The server is the first to close the connection (RFC 6455, section 7.1.1).
  private func answerClose(_ code: UInt16?) {
    guard let context else { return }
    // A frame without a code is 1005 to those who receive it; what peers make up must not become many counts.
    endCode = code.map { (1000...1014).contains($0) ? $0 : 4999 } ?? 1005
    closeDeadline = now + host.settings.closeTimeout
    var buffer = context.channel.allocator.buffer(capacity: 4)
    buffer.writeCloseFrame(code)
    context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { _ in self.abort() }
  }
}

extension ChannelOption where Self == ChannelOptions.Types.SocketOption {
  /// How many bytes the kernel takes of a connection that it has not sent yet: `TCP_NOTSENT_LOWAT`, by its number, which
  /// Swift's Glibc does not know.
  fileprivate static var notSentLowWater: Self { .tcpOption(NIOBSDSocket.Option(rawValue: 25)) }
}
