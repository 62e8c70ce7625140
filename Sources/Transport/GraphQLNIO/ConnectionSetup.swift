public import GraphQLHTTP
public import NIOCore
public import NIOHTTP1

/// Decides which connections become WebSockets, and what serves them then.
public protocol SocketUpgrade: Sendable {
  /// Looks at a handshake: header fields of the acceptance, or the answer that refuses it.
  func decide(_ head: NIOHTTP1.HTTPRequestHead) -> SocketUpgradeDecision

  /// Adds the handlers of what arrives on a connection that was upgraded: bytes, from which frames are yet to be read.
  func addHandlers(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead, _ connections: ConnectionRegistry) throws
}

/// What becomes of a handshake.
public enum SocketUpgradeDecision: Sendable {
  case accept(HTTPHeaders)
  case refuse(HTTPExchangeResponse)
}

/// Builds the pipeline of a connection: TLS first where it is wanted, then HTTP, a socket after an upgrade. What all connections share is here.
final class ConnectionSetup: Sendable {
  let responder: any HTTPResponder
  let upgrade: (any SocketUpgrade)?
  let connections: ConnectionRegistry
  let settings: HTTPServer.Settings
  /// Nil: connections are not encrypted.
  let tls: TLSContexts?
  let limits: TickLimits
  /// The clock of each event loop.
  let clocks: [ObjectIdentifier: NIOLoopBound<ConnectionClock>]
  let admission: ConnectionAdmission
  /// Requests in progress.
  let requests: ConcurrencyLimit
  /// Requests in progress whose body is read while it arrives.
  let uploads: ConcurrencyLimit
  /// How answers were.
  let statuses = StatusCounts()
  private let staying = ConcurrencyLimit(256)

  init(
    responder: any HTTPResponder, upgrade: (any SocketUpgrade)?, connections: ConnectionRegistry,
    settings: HTTPServer.Settings, tls: TLSContexts?, clocks: [ObjectIdentifier: NIOLoopBound<ConnectionClock>]
  ) {
    self.responder = responder
    self.upgrade = upgrade
    self.connections = connections
    self.settings = settings
    self.tls = tls
    self.clocks = clocks
    limits = TickLimits(settings)
    admission = ConnectionAdmission(
      limit: DescriptorLimit.makeRoom(for: settings.connectionLimit), perAddress: settings.connectionsPerAddress)
    requests = ConcurrencyLimit(settings.requestLimit)
    uploads = ConcurrencyLimit(settings.uploadLimit)
  }

  /// Takes a connection that was accepted, or answers that there are too many.
  func accept(_ channel: any Channel) throws {
    guard let place = admission.enter(channel.remoteAddress) else {
      // Before a handshake there is no way to say it.
      if tls != nil { return channel.close(promise: nil) }
      statuses.count(503)
      try channel.syncOptions?.setOption(.autoRead, value: false)
      return try channel.pipeline.syncOperations.addHandler(ConnectionRefusal(staying: staying))
    }
    channel.closeFuture.whenComplete { [admission] _ in admission.leave(place) }
    if let tls { try configureTLS(channel, tls) } else { try configureHTTP1(channel) }
  }

  /// Two handlers, since each costs on every request: NIO's parser, and ours, which also writes the answers.
  func configureHTTP1(_ channel: any Channel) throws {
    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: parserLimits)
    // The parser keeps a head until it is whole, with blanks that count for none of its limits.
    let handler = ByteToMessageHandler(decoder, maximumBufferSize: 2 * parserLimits.maxHeaderListSize)
    try channel.pipeline.syncOperations.addHandlers(handler, HTTPConnectionHandler(setup: self))
  }

  /// The parser counts the target and the fields together, and cannot say which was too long; so it is given room, and
  /// `IncomingRequest` decides.
  private var parserLimits: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderListSize = settings.headBytes + 2 * settings.targetBytes
    limits.maxHeaderFieldSize = limits.maxHeaderListSize
    limits.maxHeaderFieldCount = settings.headFields
    return limits
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
      upgraders: [
        SocketUpgrader(headers: headers) { [connections] in try upgrade.addHandlers($0, $1, connections) }
      ],
      notUpgradingCompletionHandler: { [self] channel in
        refuse(channel, HTTPFault.badRequest("The WebSocket handshake is not complete").response)
      })
    let upgrading = NIOTypedHTTPServerUpgradeHandler(
      httpEncoder: encoder, extraHTTPHandlers: [decoder, handler], upgradeConfiguration: configuration)
    try pipeline.addHandler(encoder, position: .after(handler))
    try pipeline.addHandler(upgrading, position: .after(encoder))
  }

  /// Answers here, since NIO would close without a word.
  private func refuse(_ channel: any Channel, _ answer: HTTPExchangeResponse) -> EventLoopFuture<Void> {
    statuses.count(answer.head.status)
    var headers: HTTPHeaders = ["Connection": "close", "Content-Length": String(answer.body.count)]
    for field in answer.head.fields.all { headers.add(name: field.name, value: field.value) }
    let head = NIOHTTP1.HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.head.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
    return channel.writeAndFlush(HTTPServerResponsePart.end(nil)).always { _ in channel.close(promise: nil) }
  }
}
