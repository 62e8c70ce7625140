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
  let responder: any HTTPResponder
  let upgrade: (any SocketUpgrade)?
  let connections: ConnectionRegistry
  let settings: HTTPServer.Settings

  func configure(_ channel: any Channel) throws {
    let configuration = NIOTypedHTTPServerUpgradeConfiguration<Void>(
      upgraders: upgrade.map { [upgrader($0)] } ?? [],
      notUpgradingCompletionHandler: { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = HTTPConnectionHandler(
            responder: responder, connections: connections, settings: settings,
            peer: HTTPPeer(ipAddress: channel.remoteAddress?.ipAddress ?? "unknown"))
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      })
    var pipeline = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: configuration)
    pipeline.enablePipelining = true
    pipeline.enableErrorHandling = true
    try channel.pipeline.syncOperations.addHandler(
      IdleStateHandler(readTimeout: .seconds(settings.readSeconds)), name: "arrival")
    _ = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: pipeline)
  }

  private func upgrader(_ upgrade: any SocketUpgrade) -> NIOTypedWebSocketServerUpgrader<Void> {
    NIOTypedWebSocketServerUpgrader<Void>(
      maxFrameSize: upgrade.frameBytes,
      shouldUpgrade: { channel, head in
        switch upgrade.decide(head) {
        case .accept(let headers): return channel.eventLoop.makeSucceededFuture(headers)
        case .refuse(let answer): return refuse(channel, answer)
        }
      },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture { try upgrade.addHandlers(channel, head, connections) }
      })
  }

  /// Answers here, since NIO would close without a word.
  private func refuse(_ channel: any Channel, _ answer: HTTPExchangeResponse) -> EventLoopFuture<HTTPHeaders?> {
    var headers = HTTPHeaders(answer.head.fields)
    headers.add(name: "Connection", value: "close")
    headers.add(name: "Content-Length", value: String(answer.body.count))
    let head = NIOHTTP1.HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.head.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
    let refused = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      channel.close(promise: nil)
      refused.succeed(nil)
    }
    return refused.futureResult
  }
}

extension HTTPHeaders {
  init(_ fields: HTTPFields) {
    self.init()
    for field in fields.all { add(name: field.name, value: field.value) }
  }
}
