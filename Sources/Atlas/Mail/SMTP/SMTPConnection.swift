import NIOCore
import NIOSSL
import NIOTLS

/// The thin shell round an exchange: does what it says, and tells it what came.
final class SMTPConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Whether the mail was taken.
  typealias Outcome = Result<Void, MailError>

  struct Settings: Sendable {
    let tls: NIOSSLContext
    /// Nil for a server that is known by its address alone.
    let serverName: String?
    let timeout: TimeAmount

    func makeTLSHandler() throws -> NIOSSLClientHandler {
      try NIOSSLClientHandler(context: tls, serverHostname: serverName)
    }
  }

  private var exchange: SMTPExchange
  private let settings: Settings
  private let outcome: EventLoopPromise<Outcome>
  private var timer: Scheduled<Void>?

  init(_ exchange: SMTPExchange, _ settings: Settings, _ outcome: EventLoopPromise<Outcome>) {
    self.exchange = exchange
    self.settings = settings
    self.outcome = outcome
  }

  func channelActive(context: ChannelHandlerContext) {
    let here = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: settings.timeout) {
      let (connection, context) = here.value
      connection.end(.transient("The SMTP server took too long."), context)
    }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    perform(exchange.receive(unwrapInboundIn(data).readableBytesView), context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent { perform(exchange.secured(), context) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.transient("The connection to the SMTP server was lost."), context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let isTLS = error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
    end(.transient(isTLS ? "TLS with the SMTP server failed." : "The connection to the SMTP server broke."), context)
  }

  private func end(_ reason: MailError, _ context: ChannelHandlerContext) {
    perform(exchange.end(reason), context)
  }

  private func perform(_ actions: [SMTPExchange.Action], _ context: ChannelHandlerContext) {
    for action in actions {
      switch action {
      case .send(let bytes):
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
      case .startTLS: startTLS(context)
      case .finish(let failure):
        timer?.cancel()
        timer = nil
        outcome.succeed(failure.map { .failure($0) } ?? .success(()))
        context.close(promise: nil)
      }
    }
  }

  private func startTLS(_ context: ChannelHandlerContext) {
    do {
      try context.pipeline.syncOperations.addHandler(settings.makeTLSHandler(), position: .first)
    } catch {
      end(.transient("TLS with the SMTP server failed."), context)
    }
  }
}
