// GraphQLNIO: the listening socket and the connections behind it, on SwiftNIO: HTTP/1.1, and with TLS HTTP/2 as well.
// Neighbours: GraphQLHTTP has the requests, the answers and the decisions; an `HTTPResponder` answers.
// Invariant: handlers only move bytes. Classic channel handlers, one per connection, and one task per request: measured
// at about twice the throughput of asynchronous channels.

public import GraphQLHTTP
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server: a listening socket and its connections, which may become sockets of another protocol.
public final class HTTPServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let setup: ConnectionSetup
  /// The port that was bound.
  public let port: Int

  private init(group: MultiThreadedEventLoopGroup, channel: any Channel, setup: ConnectionSetup) {
    self.group = group
    self.channel = channel
    self.setup = setup
    port = channel.localAddress?.port ?? 0
  }

  /// Binds and begins to accept.
  ///
  /// - Parameters:
  ///   - port: 0 lets the system choose.
  ///   - upgrade: what a connection may become by `Upgrade: websocket`; nil refuses all upgrades.
  /// - Throws: `ListeningError` when the address cannot be taken; `TLSFileError` when certificate or key cannot be used.
  public static func start(
    host: String, port: Int, responder: any HTTPResponder, upgrade: (any SocketUpgrade)? = nil,
    settings: Settings = Settings()
  ) async throws -> HTTPServer {
    _ = ResponseMemory.isKept
    let tls = try settings.tls.map { settings throws(TLSFileError) in try TLSContexts(settings) }
    let strictSeconds = settings.tls?.strictTransportSeconds
    let responder = strictSeconds.map { StrictTransport(responder: responder, seconds: $0) } ?? responder
    let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, settings.loopCount))
    do {
      let setup = ConnectionSetup(
        responder: responder, upgrade: upgrade, connections: ConnectionRegistry(), settings: settings, tls: tls,
        clocks: try await startClocks(group, TickLimits(settings).period))
      let bootstrap = ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 512)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try setup.accept(channel) }
        }
      let channel = try await listen(bootstrap, host, port)
      return HTTPServer(group: group, channel: channel, setup: setup)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private static func listen(
    _ bootstrap: ServerBootstrap, _ host: String, _ port: Int
  ) async throws(ListeningError) -> any Channel {
    do {
      return try await bootstrap.bind(host: host, port: port).get()
    } catch {
      throw ListeningError(host: host, port: port, error)
    }
  }

  private static func startClocks(
    _ group: MultiThreadedEventLoopGroup, _ period: Duration
  ) async throws -> [ObjectIdentifier: NIOLoopBound<ConnectionClock>] {
    var clocks: [ObjectIdentifier: NIOLoopBound<ConnectionClock>] = [:]
    for loop in group.makeIterator() {
      clocks[ObjectIdentifier(loop)] = try await loop.submit { ConnectionClock.start(on: loop, every: period) }.get()
    }
    return clocks
  }

  /// How many connections are open.
  public var connectionCount: Int { setup.admission.count }

  /// How many answers have begun, by the hundreds of their status: `2xx`, and so on.
  public var answerCounts: [(statuses: String, count: Int)] { setup.statuses.all }

  /// How many event loops carry the connections.
  public var loopCount: Int { max(1, setup.settings.loopCount) }

  /// When an event loop comes to something that is asked of it now: how long that takes is how far it lags behind. Nil
  /// where the server has ended.
  public func reach(loop number: Int) async -> ContinuousClock.Instant? {
    guard let loop = Array(group.makeIterator()).dropFirst(number).first else { return nil }
    return try? await loop.submit { ContinuousClock.now }.get()
  }

  /// Whether it has been told to stop.
  var isStopping: Bool { setup.connections.isDraining }

  /// Stops accepting, lets requests in flight finish, ends streams, tells sockets one after another, and returns when
  /// all is closed or the time is up.
  public func stop(within timeout: Duration) async {
    try? await channel.close()
    setup.connections.drain(over: min(setup.settings.drainSpread, timeout / 2))
    // What is left is cut before the time is up: its tasks, cancelled by that, still come back to the event loops.
    let last = min(.seconds(1), timeout / 4)
    await waitForEnd(within: timeout - last)
    setup.connections.abort()
    await waitForEnd(within: last)
    try? await group.shutdownGracefully()
  }

  private func waitForEnd(within timeout: Duration) async {
    let deadline = ContinuousClock.now + timeout
    while setup.connections.count > 0 && ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }
}
