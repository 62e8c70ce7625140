// GraphQLNIO: the listening socket and the HTTP/1.1 connections behind it, on SwiftNIO.
// Neighbours: GraphQLHTTP has the requests, the answers and the decisions; an `HTTPResponder` answers.
// Invariant: handlers only move bytes. Classic channel handlers, one per connection, and one task per request: measured
// at about twice the throughput of asynchronous channels.

public import GraphQLHTTP
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP/1.1 server: a listening socket and its connections, which may become sockets of another protocol.
public final class HTTPServer: Sendable {
  /// How large and how slow requests may be, and how many threads carry them.
  public struct Settings: Sendable {
    /// The largest body of a request, in bytes.
    public var bodyBytes = 256 << 10
    /// How long a connection without a request may stay, in seconds.
    public var idleSeconds: Int64 = 60
    /// How long a request may take to arrive, in seconds.
    public var readSeconds: Int64 = 15
    /// Threads that carry connections.
    public var loopCount = 1

    /// The usual settings.
    public init() {}
  }

  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: ConnectionRegistry
  /// The port that was bound.
  public let port: Int

  private init(
    group: MultiThreadedEventLoopGroup, channel: any Channel, connections: ConnectionRegistry
  ) {
    self.group = group
    self.channel = channel
    self.connections = connections
    port = channel.localAddress?.port ?? 0
  }

  /// Binds and begins to accept.
  ///
  /// - Parameters:
  ///   - port: 0 lets the system choose.
  ///   - upgrade: what a connection may become by `Upgrade: websocket`; nil refuses all upgrades.
  /// - Throws: what the system says against the address.
  public static func start(
    host: String, port: Int, responder: any HTTPResponder, upgrade: (any SocketUpgrade)? = nil,
    settings: Settings = Settings()
  ) async throws -> HTTPServer {
    _ = ResponseMemory.isKept
    let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, settings.loopCount))
    let connections = ConnectionRegistry()
    let setup = ConnectionSetup(
      responder: responder, upgrade: upgrade, connections: connections, settings: settings)
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

  /// Stops accepting, lets requests in flight finish, tells sockets, and returns when all is closed or the time is up.
  public func stop(within timeout: Duration) async {
    try? await channel.close()
    connections.drain()
    await waitForEnd(within: timeout)
    connections.abort()
    // Their tasks are cancelled now; they still come back to the event loops.
    await waitForEnd(within: .seconds(1))
    try? await group.shutdownGracefully()
  }

  private func waitForEnd(within timeout: Duration) async {
    let deadline = ContinuousClock.now + timeout
    while connections.count > 0 && ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }
}
