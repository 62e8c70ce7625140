import NIOCore
import NIOSSL
import NIOTLS

/// The beginning of a TLS connection: waits for the handshake, sets up the protocol that was agreed on, and leaves.
///
/// What is no TLS, fails or takes too long is closed without a word; scanners do that all day.
final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  private let setup: ConnectionSetup
  private let seconds: Int64
  private var handle: ConnectionHandle?
  private var timer: Scheduled<Void>?

  init(setup: ConnectionSetup, seconds: Int64) {
    self.setup = setup
    self.seconds = seconds
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let here = NIOLoopBound(context, eventLoop: context.eventLoop)
    let close = { @Sendable in here.value.close(promise: nil) }
    let handle = ConnectionHandle(eventLoop: context.eventLoop, isToldInTurn: false, onDrain: close, onAbort: close)
    self.handle = handle
    setup.connections.add(handle)
    timer = context.eventLoop.scheduleTask(in: .seconds(seconds), close)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    if let handle { setup.connections.remove(handle) }
    (timer, handle) = (nil, nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .handshakeCompleted(let agreed) = event as? TLSUserEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    do {
      // A client without ALPN speaks HTTP/1.1. The next handler registers the connection before this one forgets it.
      if agreed == "h2" { try setup.configureHTTP2(context.channel) } else { try setup.configureHTTP1(context.channel) }
      context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    } catch {
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension ConnectionSetup {
  /// TLS first; the handshake decides about the rest.
  func configureTLS(_ channel: any Channel, _ contexts: TLSContexts) throws {
    let handshake = HandshakeHandler(setup: self, seconds: contexts.settings.handshakeSeconds)
    try channel.pipeline.syncOperations.addHandlers(NIOSSLServerHandler(context: contexts.next()), handshake)
  }
}
