import GraphQLHTTP
import NIOCore
import NIOHTTP2

/// One HTTP/2 connection as a whole: its streams, its clock, its end. NIO's handler before it has the protocol.
final class HTTP2ConnectionHandler: ChannelInboundHandler, TimedConnection {
  typealias InboundIn = HTTP2Frame
  typealias OutboundOut = HTTP2Frame

  enum Phase {
    /// New streams are served.
    case serving
    /// GOAWAY was announced; streams that the client began before it heard of that are served.
    case announced
    /// The client knows, or has said itself, that there will be no more streams.
    case draining
  }

  let setup: ConnectionSetup
  private(set) var peer = HTTPPeer(ipAddress: "unknown")
  private var phase = Phase.serving
  /// Whether we want to end, which streamed answers have to hear of.
  private(set) var isDraining = false
  /// The streams that are open.
  private var streams: [ObjectIdentifier: HTTP2StreamHandler] = [:]
  private var lastStream = HTTP2StreamID.rootStream
  /// Tasks that still need the event loop; some outlive their stream.
  private var tasks = 0
  /// Bytes of bodies that are collected.
  private var bodyBytes = 0
  /// How often the clock has ticked without a stream or, while there are some, without a byte from the client.
  private var ticks = 0
  var placeInClock = -1
  private var context: ChannelHandlerContext?
  private var handle: ConnectionHandle?

  init(setup: ConnectionSetup) { self.setup = setup }

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
    leave()
    context.fireChannelInactive()
  }

  private func leave() {
    if let context { setup.clocks[ObjectIdentifier(context.eventLoop)]?.value.remove(self) }
    context = nil
    forget()
  }

  /// Leaves the registry; not before the tasks have ended, since those still need the event loop.
  private func forget() {
    guard context == nil, tasks == 0, let handle else { return }
    setup.connections.remove(handle)
    self.handle = nil
  }

  // MARK: Streams

  func add(_ stream: HTTP2StreamHandler, id: HTTP2StreamID) {
    streams[ObjectIdentifier(stream)] = stream
    lastStream = max(lastStream, id)
    ticks = 0
  }

  func remove(_ stream: HTTP2StreamHandler) {
    streams[ObjectIdentifier(stream)] = nil
    ticks = 0
    closeIfDone()
  }

  func taskBegan() { tasks += 1 }

  func taskEnded() {
    tasks -= 1
    forget()
  }

  /// Takes so many bytes for a body that is collected; one client's streams share what there is.
  ///
  /// - Returns: whether there were so many left.
  func reserve(_ bytes: Int) -> Bool {
    guard bodyBytes + bytes <= HTTP2Limits.largeBodies * setup.settings.bodyBytes else { return false }
    bodyBytes += bytes
    return true
  }

  /// Gives back bytes of a body.
  func release(_ bytes: Int) { bodyBytes -= bytes }

  // MARK: The connection

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data).payload {
    case .ping(_, ack: true): if phase == .announced { refuseNewStreams() }
    case .goAway:
      phase = .draining
      closeIfDone()
    default: break
    }
  }

  /// The client is there; with nothing in flight that is no reason to stay.
  func channelReadComplete(context: ChannelHandlerContext) {
    if !streams.isEmpty { ticks = 0 }
    context.fireChannelReadComplete()
  }

  /// NIO has sent GOAWAY with the reason, or resets a stream that was malformed, which nobody's client sends either.
  /// What concerns a stream that has ended meanwhile is usual.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case is NIOHTTP2Errors.StreamError, is NIOHTTP2Errors.NoSuchStream, is NIOHTTP2Errors.StreamClosed: break
    default: context.close(promise: nil)
    }
  }

  func tick() {
    ticks += 1
    // A client that does not answer the announcement is not waited for.
    if phase == .announced { refuseNewStreams() }
    for stream in streams.values { stream.tick() }
    let limits = setup.limits
    if streams.isEmpty {
      if ticks > limits.idle { drain() }
    } else if ticks == limits.idle {
      // A client that only listens is asked whether it is still there.
      ping()
    } else if ticks > limits.idle + limits.head {
      context?.close(promise: nil)
    }
  }

  private func ping() {
    let ping = HTTP2Frame(streamID: .rootStream, payload: .ping(HTTP2PingData(), ack: false))
    context?.writeAndFlush(wrapOutboundOut(ping), promise: nil)
  }

  /// Tells the client to go elsewhere, in two steps so that no stream is refused that is on its way already (RFC 9113,
  /// section 6.8): its answer to the ping, or the next tick, says that it knows.
  func drain() {
    isDraining = true
    for stream in streams.values { stream.drain() }
    guard phase == .serving else { return closeIfDone() }
    phase = .announced
    goAway(.maxID)
    ping()
  }

  private func refuseNewStreams() {
    phase = .draining
    goAway(lastStream)
    closeIfDone()
  }

  private func goAway(_ last: HTTP2StreamID) {
    let frame = HTTP2Frame(
      streamID: .rootStream, payload: .goAway(lastStreamID: last, errorCode: .noError, opaqueData: nil))
    context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  /// Closes once the client has been told and the last stream has ended.
  private func closeIfDone() {
    guard phase == .draining, streams.isEmpty, let context else { return }
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    // What ends a stream is flushed after it was counted as written, so the end of the connection waits for a moment.
    context.eventLoop.execute { here.value.context?.close(promise: nil) }
  }
}

extension ConnectionSetup {
  /// NIO's handler with the protocol, ours with the connection, and one for each stream.
  func configureHTTP2(_ channel: any Channel) throws {
    let connection = HTTP2ConnectionHandler(setup: self)
    let here = NIOLoopBound(connection, eventLoop: channel.eventLoop)
    let http2 = NIOHTTP2Handler(
      mode: .server, eventLoop: channel.eventLoop, connectionConfiguration: HTTP2Limits.connection(settings),
      streamConfiguration: HTTP2Limits.stream
    ) { stream in
      stream.eventLoop.makeCompletedFuture {
        try stream.pipeline.syncOperations.addHandler(HTTP2StreamHandler(connection: here.value))
      }
    }
    try channel.pipeline.syncOperations.addHandlers(http2, connection)
  }
}
