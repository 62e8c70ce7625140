import GraphQLHTTP
public import GraphQLWebSocket
public import NIOCore
public import NIOHTTP1

/// Sockets of `graphql-transport-ws`, accepted on one path.
public struct GraphQLSocketUpgrade<Service: SocketService>: SocketUpgrade {
  private let path: String
  private let host: SocketHost<Service>

  /// - Parameters:
  ///   - path: the path that accepts sockets; others answer 404.
  ///   - settings: how sockets are looked after.
  ///   - census: counts the sockets; give it in to end those of a user.
  public init(
    path: String = "/graphql", service: Service, settings: SocketSettings = SocketSettings(),
    census: SocketCensus = SocketCensus()
  ) {
    self.path = path
    host = SocketHost(service: service, settings: settings, census: census)
  }

  public func decide(_ head: NIOHTTP1.HTTPRequestHead) -> SocketUpgradeDecision {
    let request = GraphQLHTTP.HTTPRequestHead(head)
    guard request.path.utf8.elementsEqual(path.utf8) else {
      return .refuse(
        HTTPFault(status: 404, message: "Sockets are accepted at \(path) only", code: "NOT_FOUND").response)
    }
    switch SocketHandshake.decide(request, allowedOrigins: host.settings.allowedOrigins) {
    case .refuse(let fault): return .refuse(fault.response)
    case .accept(let subprotocol):
      guard host.census.count < host.settings.socketsPerServer else {
        return .refuse(HTTPFault.overloaded(retryAfterSeconds: 10).response)
      }
      return .accept(["Sec-WebSocket-Protocol": subprotocol])
    }
  }

  public func addHandlers(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead, _ connections: ConnectionRegistry)
    throws
  {
    // A channel keeps its last receive buffer, and clients send little: buffers of HTTP's size would be most of what an
    // idle socket costs. Not every channel knows the option.
    let small = AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 512, maximum: 8192)
    try? channel.syncOptions?.setOption(.recvAllocator, value: small)
    let peer = HTTPPeer(ipAddress: channel.remoteAddress?.ipAddress ?? "unknown")
    let handler = WebSocketHandler(
      host: host, connections: connections, handshake: GraphQLHTTP.HTTPRequestHead(head), peer: peer)
    try channel.pipeline.syncOperations.addHandler(handler)
  }
}

/// What all sockets of an upgrade share.
struct SocketHost<Service: SocketService>: Sendable {
  let service: Service
  let settings: SocketSettings
  let census: SocketCensus
  let clocks: SocketClocks

  init(service: Service, settings: SocketSettings, census: SocketCensus) {
    self.service = service
    self.settings = settings
    self.census = census
    clocks = SocketClocks(interval: settings.clockInterval)
  }
}

extension GraphQLHTTP.HTTPRequestHead {
  fileprivate init(_ head: NIOHTTP1.HTTPRequestHead) {
    let fields = head.headers.map { HTTPFields.Field(name: $0.name, value: $0.value) }
    self.init(method: head.method.rawValue, target: head.uri, fields: HTTPFields(fields))
  }
}
