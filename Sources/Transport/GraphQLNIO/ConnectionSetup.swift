public import GraphQLHTTP
public import NIOCore
public import NIOHTTP1
import NIOWebSocket

/// Decides which connections become WebSockets, and what serves them then.
public protocol SocketUpgrade: Sendable {
  /// The largest frame that is read, in bytes.
  var frameBytes: Int { get }

  /// Looks at a handshake: header fields of the acceptance, or the answer that refuses it.
  func decide(_ head: NIOHTTP1.HTTPRequestHead) -> SocketUpgradeDecision

  /// Adds the handlers of frames to a connection that was upgraded.
  func addHandlers(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead, _ connections: ConnectionRegistry) throws
}

/// What becomes of a handshake.
public enum SocketUpgradeDecision: Sendable {
  case accept(HTTPHeaders)
  case refuse(HTTPExchangeResponse)
}

/// Builds the pipeline of a connection: HTTP first, a socket after an upgrade.
struct ConnectionSetup: Sendable {
  /// How often the clock of a connection ticks while a request may arrive.
  static let ticksPerRead: Int64 = 4

  let responder: any HTTPResponder
  let upgrade: (any SocketUpgrade)?
  let connections: ConnectionRegistry
  let settings: HTTPServer.Settings

  /// The time between two ticks of a connection's clock.
  var tick: TimeAmount { .milliseconds(max(1, settings.readSeconds * 1000 / Self.ticksPerRead)) }

  /// How long a connection may do nothing.
  var idle: TimeAmount { .seconds(settings.idleSeconds) }

  /// Two handlers, since each costs on every request: NIO's parser, and ours, which also writes the answers.
  func configure(_ channel: any Channel) throws {
    let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    try channel.pipeline.syncOperations.addHandlers(decoder, HTTPConnectionHandler(setup: self))
  }

  /// Whether a request with an `Upgrade` field asks for a WebSocket.
  func wantsSocket(_ head: NIOHTTP1.HTTPRequestHead) -> Bool {
    head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
  }

  /// Adds NIO's handlers for an upgrade that was accepted; they remove those of HTTP and themselves.
  func addUpgrade(
    _ upgrade: any SocketUpgrade, _ headers: HTTPHeaders, behind handler: HTTPConnectionHandler,
    _ context: ChannelHandlerContext
  ) throws {
    let pipeline = context.pipeline.syncOperations
    let encoder = HTTPResponseEncoder()
    let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    let configuration = NIOTypedHTTPServerUpgradeConfiguration<Void>(
      upgraders: [upgrader(upgrade, headers)],
      notUpgradingCompletionHandler: { channel in
        refuse(channel, HTTPFault.badRequest("The WebSocket handshake is not complete").response)
      })
    let upgrading = NIOTypedHTTPServerUpgradeHandler(
      httpEncoder: encoder, extraHTTPHandlers: [decoder, handler], upgradeConfiguration: configuration)
    try pipeline.addHandler(encoder, position: .after(handler))
    try pipeline.addHandler(upgrading, position: .after(encoder))
  }

  private func upgrader(
    _ upgrade: any SocketUpgrade, _ headers: HTTPHeaders
  ) -> NIOTypedWebSocketServerUpgrader<Void> {
    NIOTypedWebSocketServerUpgrader<Void>(
      maxFrameSize: upgrade.frameBytes,
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(headers) },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture { try upgrade.addHandlers(channel, head, connections) }
      })
  }

  /// Answers here, since NIO would close without a word.
  private func refuse(_ channel: any Channel, _ answer: HTTPExchangeResponse) -> EventLoopFuture<Void> {
    var headers: HTTPHeaders = ["Connection": "close", "Content-Length": String(answer.body.count)]
    for field in answer.head.fields.all { headers.add(name: field.name, value: field.value) }
    let head = NIOHTTP1.HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.head.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
    return channel.writeAndFlush(HTTPServerResponsePart.end(nil)).always { _ in channel.close(promise: nil) }
  }
}
