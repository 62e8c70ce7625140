import AtlasKernel
import GraphQLHTTP
import GraphQLWebSocket
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// The listening socket and everything behind it: HTTP/1.1, and sockets on the GraphQL path.
///
/// Classic channel handlers, one per connection, and one task per request: measured at about twice the throughput of
/// asynchronous channels. Handlers only move bytes; decisions live in GraphQLHTTP and GraphQLWebSocket.
final class HTTPServer: Sendable {
  struct Limits: Sendable {
    var bodyBytes = 256 << 10
    var messageBytes = 256 << 10
    /// How long a connection without a request may stay.
    var idleSeconds: Int64 = 60
    /// How long a request may take to arrive.
    var readSeconds: Int64 = 15
    var initTimeoutSeconds: Int64 = 3
    var heartbeatSeconds: Int64 = 12
  }

  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: ConnectionRegistry
  let port: Int

  private init(
    group: MultiThreadedEventLoopGroup, channel: any Channel, connections: ConnectionRegistry
  ) {
    self.group = group
    self.channel = channel
    self.connections = connections
    port = channel.localAddress?.port ?? 0
  }

  /// Binds and begins to accept.
  static func start(
    host: String, port: Int, router: HTTPRouter, limits: Limits = Limits(), logger: Logger
  ) async throws -> HTTPServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let connections = ConnectionRegistry()
    let setup = ConnectionSetup(router: router, connections: connections, limits: limits, logger: logger)
    do {
      let channel = try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 512)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try setup.configure(channel) }
        }
        .bind(host: host, port: port).get()
      return HTTPServer(group: group, channel: channel, connections: connections)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Stops accepting, lets requests in flight finish, closes sockets with 1001, and returns when all is closed or the
  /// time is up.
  func stop(within timeout: Duration) async {
    try? await channel.close()
    connections.drain()
    let deadline = ContinuousClock.now + timeout
    while connections.count > 0 && ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(20))
    }
    connections.abort()
    try? await group.shutdownGracefully()
  }
}

/// Builds the pipeline of a connection: HTTP first, a socket after an upgrade.
struct ConnectionSetup: Sendable {
  let router: HTTPRouter
  let connections: ConnectionRegistry
  let limits: HTTPServer.Limits
  let logger: Logger

  func configure(_ channel: any Channel) throws {
    let upgrader = NIOTypedWebSocketServerUpgrader<Void>(
      maxFrameSize: limits.messageBytes,
      shouldUpgrade: { channel, head in decideUpgrade(channel, head) },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture { try addSocket(channel, head) }
      })
    let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Void>(
      upgraders: [upgrader],
      notUpgradingCompletionHandler: { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            HTTPConnectionHandler(router: router, connections: connections, limits: limits))
        }
      })
    var configuration = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: upgrade)
    configuration.enablePipelining = true
    configuration.enableErrorHandling = true
    try channel.pipeline.syncOperations.addHandler(
      IdleStateHandler(readTimeout: .seconds(limits.readSeconds)), name: "arrival")
    _ = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: configuration)
  }

  /// Accepts an upgrade on the GraphQL path; everything else is answered here, since NIO would close without a word.
  private func decideUpgrade(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead) -> EventLoopFuture<HTTPHeaders?>
  {
    let path = head.uri.prefix { $0 != "?" }
    guard path == "/graphql" else { return refuse(channel, 404, "Sockets are accepted at /graphql only.", nil) }
    let protocols = head.headers["sec-websocket-protocol"].joined(separator: ",")
    let decision = SocketHandshake.decide(
      version: head.headers.first(name: "sec-websocket-version"), protocols: protocols.isEmpty ? nil : protocols,
      origin: head.headers.first(name: "origin"), allowedOrigins: nil)
    switch decision {
    case .accept(let subprotocol):
      return channel.eventLoop.makeSucceededFuture(["Sec-WebSocket-Protocol": subprotocol])
    case .refuse(let status, let message, let field): return refuse(channel, status, message, field)
    }
  }

  private func refuse(
    _ channel: any Channel, _ status: Int, _ message: String, _ field: SocketHandshake.Field?
  ) -> EventLoopFuture<HTTPHeaders?> {
    let fault = HTTPFault(status: status, message: message).response
    var headers = HTTPHeaders(fault.head.fields)
    headers.add(name: "Connection", value: "close")
    headers.add(name: "Content-Length", value: String(fault.body.count))
    if let field { headers.add(name: field.name, value: field.value) }
    let head = NIOHTTP1.HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: fault.body))), promise: nil)
    let refused = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      channel.close(promise: nil)
      refused.succeed(nil)
    }
    return refused.futureResult
  }

  private func addSocket(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead) throws {
    let aggregator = NIOWebSocketFrameAggregator(
      minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: limits.messageBytes)
    try channel.pipeline.syncOperations.addHandler(aggregator)
    let handler = WebSocketHandler(
      service: router.service, connections: connections, limits: limits,
      client: ClientAddress(channel, userAgent: head.headers.first(name: "user-agent")),
      authorization: head.headers.first(name: "authorization"))
    try channel.pipeline.syncOperations.addHandler(handler)
  }
}

extension HTTPHeaders {
  init(_ fields: HTTPFields) {
    self.init()
    for field in fields.all { add(name: field.name, value: field.value) }
  }
}

extension ClientAddress {
  /// The peer of a connection.
  init(_ channel: any Channel, userAgent: String?) {
    self.init(ipAddress: channel.remoteAddress?.ipAddress ?? "unknown", userAgent: userAgent)
  }
}
