import AtlasKernel
import GraphQLHTTP
import GraphQLNIO
import GraphQLWebSocket
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Sockets of graphql-transport-ws, accepted on the GraphQL path.
struct GraphQLSocketUpgrade: SocketUpgrade {
  /// How sockets are looked after.
  struct Settings: Sendable {
    var messageBytes = 256 << 10
    var initTimeoutSeconds: Int64 = 3
    var heartbeatSeconds: Int64 = 12
  }

  let service: GraphQLService
  var settings = Settings()

  var frameBytes: Int { settings.messageBytes }

  func decide(_ head: NIOHTTP1.HTTPRequestHead) -> SocketUpgradeDecision {
    let path = head.uri.prefix { $0 != "?" }
    guard path == "/graphql" else {
      return .refuse(HTTPFault(status: 404, message: "Sockets are accepted at /graphql only.").response)
    }
    let protocols = head.headers["sec-websocket-protocol"].joined(separator: ",")
    let decision = SocketHandshake.decide(
      version: head.headers.first(name: "sec-websocket-version"), protocols: protocols.isEmpty ? nil : protocols,
      origin: head.headers.first(name: "origin"), allowedOrigins: nil)
    switch decision {
    case .accept(let subprotocol): return .accept(["Sec-WebSocket-Protocol": subprotocol])
    case .refuse(let status, let message, let field):
      var answer = HTTPFault(status: status, message: message).response
      if let field { answer.head.fields.append(field.name, field.value) }
      return .refuse(answer)
    }
  }

  func addHandlers(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead, _ connections: ConnectionRegistry) throws {
    let aggregator = NIOWebSocketFrameAggregator(
      minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: settings.messageBytes)
    try channel.pipeline.syncOperations.addHandler(aggregator)
    let client = ClientAddress(
      ipAddress: channel.remoteAddress?.ipAddress ?? "unknown", userAgent: head.headers.first(name: "user-agent"))
    let handler = WebSocketHandler(
      service: service, connections: connections, settings: settings, client: client,
      authorization: head.headers.first(name: "authorization"))
    try channel.pipeline.syncOperations.addHandler(handler)
  }
}
