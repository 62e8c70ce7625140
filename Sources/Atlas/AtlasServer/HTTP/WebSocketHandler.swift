import AtlasAPI
import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLNIO
import GraphQLSyntax
import GraphQLWebSocket
import NIOCore
import NIOWebSocket
import Postgres

/// One socket: frames to events of the protocol machine, its actions to frames, timers and tasks.
///
/// Everything here runs on the connection's event loop. An operation waits until its last result has left before it asks
/// for the next, so a slow reader holds back its own sources and nothing else.
final class WebSocketHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let service: GraphQLService
  private let connections: ConnectionRegistry
  private let settings: GraphQLSocketUpgrade.Settings
  private let client: ClientAddress
  private let authorization: String?
  private var socket = GraphQLSocket()
  private var viewer: Viewer?
  private var floor: LogPosition?
  private var tasks: [SocketOperation: Task<Void, Never>] = [:]
  private var initTimer: Scheduled<Void>?
  private var expiryTimer: Scheduled<Void>?
  private var heartbeat: RepeatedTask?
  private var handle: ConnectionHandle?

  init(
    service: GraphQLService, connections: ConnectionRegistry, settings: GraphQLSocketUpgrade.Settings,
    client: ClientAddress,
    authorization: String?
  ) {
    self.service = service
    self.connections = connections
    self.settings = settings
    self.client = client
    self.authorization = authorization
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let handle = ConnectionHandle(
      eventLoop: context.eventLoop,
      onDrain: { bound.value.0.receive(bound.value.1, .shutdown(.goingAway)) },
      onAbort: { bound.value.1.close(promise: nil) })
    self.handle = handle
    connections.add(handle)
    let interval = TimeAmount.seconds(settings.heartbeatSeconds)
    heartbeat = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
      bound.value.0.receive(bound.value.1, .heartbeat)
    }
    receive(context, .opened)
  }

  func channelInactive(context: ChannelHandlerContext) {
    receive(context, .peerClosed)
    heartbeat?.cancel()
    initTimer?.cancel()
    expiryTimer?.cancel()
    if let handle { connections.remove(handle) }
    handle = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    let bytes = Array(frame.unmaskedData.readableBytesView)
    switch frame.opcode {
    case .text:
      let isText = String(validating: bytes, as: UTF8.self) != nil
      receive(context, isText ? .text(bytes) : .framingFault(.invalidText))
    case .binary: receive(context, .binary)
    case .ping: write(context, .pong, frame.unmaskedData)
    case .pong: receive(context, .pongFrame)
    case .connectionClose:
      receive(context, .peerClosed)
      let channel = context.channel
      write(context, .connectionClose, frame.unmaskedData).whenComplete { _ in channel.close(promise: nil) }
    default: receive(context, .framingFault(.framingError))
    }
  }

  /// Faults of the frames themselves, as NIO found them.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let isTooBig =
      error as? NIOWebSocketError == .invalidFrameLength || error is NIOWebSocketFrameAggregator.Error
    receive(context, .framingFault(isTooBig ? .messageTooBig : .framingError))
  }

  // MARK: The machine

  /// Feeds an event to the machine and does what it says.
  ///
  /// - Returns: when the last thing it sent has left.
  @discardableResult
  private func receive(_ context: ChannelHandlerContext, _ event: SocketEvent) -> EventLoopFuture<Void> {
    var sent = context.eventLoop.makeSucceededVoidFuture()
    for action in socket.receive(event) { sent = perform(context, action) ?? sent }
    return sent
  }

  private func perform(_ context: ChannelHandlerContext, _ action: SocketAction) -> EventLoopFuture<Void>? {
    switch action {
    case .send(let bytes): return write(context, .text, ByteBuffer(bytes: bytes))
    case .sendPingFrame: return write(context, .ping, ByteBuffer())
    case .armInitTimer:
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      initTimer = context.eventLoop.scheduleTask(in: .seconds(settings.initTimeoutSeconds)) {
        bound.value.0.receive(bound.value.1, .initTimeout)
        return
      }
    case .cancelInitTimer: initTimer?.cancel()
    case .startInit(let payload): decideInit(context, payload)
    case .cancelInit: break
    case .startOperation(let operation, let request): start(context, operation, request)
    case .stopOperation(let operation): tasks.removeValue(forKey: operation)?.cancel()
    case .close(let reason): close(context, reason)
    case .abort: context.close(promise: nil)
    }
    return nil
  }

  /// The token stands in the payload of `connection_init`, or in the header of the handshake.
  private func decideInit(_ context: ChannelHandlerContext, _ payload: JSONObject?) {
    let named = payload?["authorization"] ?? payload?["Authorization"]
    floor = ViewerPositions.floor(payload?["consistency"]?.stringValue)
    do throws(HTTPFault) {
      viewer = try service.authenticate(authorization: named?.stringValue ?? authorization)
    } catch {
      receive(context, .initRefused)
      return
    }
    if let viewer { armExpiry(context, viewer) }
    receive(context, .initAccepted(payload: nil))
  }

  /// A socket lives no longer than the token that opened it.
  private func armExpiry(_ context: ChannelHandlerContext, _ viewer: Viewer) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let remaining = viewer.expiresAt.microsecondsSince1970 - PostgresTimestamp.now.microsecondsSince1970
    expiryTimer = context.eventLoop.scheduleTask(in: .microseconds(max(remaining, 0))) {
      bound.value.0.receive(bound.value.1, .credentialsEnded)
      return
    }
  }

  private func close(_ context: ChannelHandlerContext, _ reason: SocketClose) {
    var payload = ByteBuffer()
    payload.writeInteger(reason.code)
    payload.writeString(reason.reason)
    let channel = context.channel
    write(context, .connectionClose, payload).whenComplete { _ in channel.close(promise: nil) }
  }

  @discardableResult
  private func write(
    _ context: ChannelHandlerContext, _ opcode: WebSocketOpcode, _ data: ByteBuffer
  ) -> EventLoopFuture<Void> {
    context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)))
  }

  // MARK: Operations

  private func start(_ context: ChannelHandlerContext, _ operation: SocketOperation, _ request: GraphQLRequest) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let sender = Sender(viewer: viewer, client: client, floor: floor)
    let run = SocketOperationRun(service: service, sender: sender, operation: operation) { event in
      _ = try? await eventLoop.flatSubmit { bound.value.0.receive(bound.value.1, event) }.get()
    }
    tasks[operation] = Task(executorPreference: service.database.nextLoop()) {
      await run.run(request)
      eventLoop.execute { bound.value.0.tasks.removeValue(forKey: operation) }
    }
  }
}
