import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The handshake as NIO knows it, without its handlers of frames: those let pass frames without a mask, of unknown types
/// and with the bits of extensions, and keep more for an idle socket than one that reads bytes needs.
struct SocketUpgrader: NIOTypedHTTPServerProtocolUpgrader {
  private let handshake: NIOTypedWebSocketServerUpgrader<Void>
  private let addHandlers: @Sendable (any Channel, NIOHTTP1.HTTPRequestHead) throws -> Void

  /// - Parameters:
  ///   - headers: what the answer says besides.
  ///   - addHandlers: adds the handlers of bytes that come afterwards.
  init(
    headers: HTTPHeaders, addHandlers: @escaping @Sendable (any Channel, NIOHTTP1.HTTPRequestHead) throws -> Void
  ) {
    handshake = NIOTypedWebSocketServerUpgrader(
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(headers) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    self.addHandlers = addHandlers
  }

  var supportedProtocol: String { handshake.supportedProtocol }
  var requiredUpgradeHeaders: [String] { handshake.requiredUpgradeHeaders }

  func buildUpgradeResponse(
    channel: any Channel, upgradeRequest: NIOHTTP1.HTTPRequestHead, initialResponseHeaders: HTTPHeaders
  ) -> EventLoopFuture<HTTPHeaders> {
    handshake.buildUpgradeResponse(
      channel: channel, upgradeRequest: upgradeRequest, initialResponseHeaders: initialResponseHeaders)
  }

  func upgrade(channel: any Channel, upgradeRequest: NIOHTTP1.HTTPRequestHead) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture { try addHandlers(channel, upgradeRequest) }
  }
}
