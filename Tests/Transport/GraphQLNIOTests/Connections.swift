import Glibc
import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOPosix

/// Holds whoever wants to pass until it is opened, and tells when somebody came.
actor Gate {
  private var isOpen = false
  private var held: [CheckedContinuation<Void, Never>] = []
  private var arrivals = 0
  private var watchers: [CheckedContinuation<Void, Never>] = []

  func pass() async {
    arrivals += 1
    for watcher in watchers { watcher.resume() }
    watchers = []
    if isOpen { return }
    await withCheckedContinuation { held.append($0) }
  }

  func open() {
    isOpen = true
    for each in held { each.resume() }
    held = []
  }

  func waitForArrival() async {
    if arrivals > 0 { return }
    await withCheckedContinuation { watchers.append($0) }
  }
}

/// What happened, for tests that wait for it.
actor Journal {
  private var notes: Set<String> = []
  private var watchers: [(note: String, continuation: CheckedContinuation<Void, Never>)] = []

  func note(_ note: String) {
    notes.insert(note)
    for watcher in watchers where watcher.note == note { watcher.continuation.resume() }
    watchers.removeAll { $0.note == note }
  }

  func contains(_ note: String) -> Bool { notes.contains(note) }

  func wait(for note: String) async {
    if notes.contains(note) { return }
    await withCheckedContinuation { watchers.append((note, $0)) }
  }
}

/// The bytes of one connection, as a client sees them.
struct Client {
  let channel: any Channel
  var received: AsyncStream<ByteBuffer>.AsyncIterator

  /// A connection to a server.
  ///
  /// - Parameter reads: whether what the server sends is taken.
  static func connect(to server: HTTPServer, reads: Bool = true) async throws -> Client {
    let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelOption(.autoRead, value: reads)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Receiver(continuation)) }
      }
      .connect(host: "127.0.0.1", port: server.port).get()
    return Client(channel: channel, received: stream.makeAsyncIterator())
  }

  func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

  func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

  /// Sends without waiting until all has left.
  func beginToSend(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

  /// Tells the server that nothing more will come.
  func finish() async throws { try await channel.close(mode: .output) }

  /// Goes away.
  func close() async throws { try await channel.close() }

  /// Goes away so that the server gets a reset, as from a machine that lost the connection.
  func reset() async throws {
    try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await channel.close()
  }

  /// Takes what the server sends from now on.
  func beginToRead() async throws { try await channel.setOption(.autoRead, value: true).get() }

  /// Ends when the connection has ended.
  func waitForEnd() async throws { try await channel.closeFuture.get() }

  /// Everything up to this text, or to the end of the connection.
  mutating func read(through end: String) async -> String {
    var text = ""
    while !text.hasSuffix(end), let part = await received.next(isolation: #isolation) { text += String(buffer: part) }
    return text
  }

  /// So many bytes.
  mutating func read(count: Int) async -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, let part = await received.next(isolation: #isolation) { bytes += part.readableBytesView }
    return bytes
  }

  /// Everything up to the end of the connection.
  mutating func readAll() async -> String {
    var text = ""
    while let part = await received.next(isolation: #isolation) { text += String(buffer: part) }
    return text
  }
}

/// Hands over what a client receives until its connection ends.
final class Receiver: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let received: AsyncStream<ByteBuffer>.Continuation

  init(_ received: AsyncStream<ByteBuffer>.Continuation) { self.received = received }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { received.yield(unwrapInboundIn(data)) }

  func channelInactive(context: ChannelHandlerContext) { received.finish() }

  /// The server closed with bytes of ours unread.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Runs a server and a client connected to it.
///
/// - Parameters:
///   - stops: whether the server is to be stopped at the end, because the test does not.
///   - reads: whether the client takes what the server sends.
func withServer(
  _ responder: PathResponder = PathResponder(), upgrade: (any SocketUpgrade)? = nil, stops: Bool = true,
  reads: Bool = true,
  configure: (inout HTTPServer.Settings) -> Void = { _ in },
  _ body: (HTTPServer, inout Client) async throws -> Void
) async throws {
  var settings = HTTPServer.Settings.patient
  configure(&settings)
  let server = try await HTTPServer.start(
    host: "127.0.0.1", port: 0, responder: responder, upgrade: upgrade, settings: settings)
  var client = try await Client.connect(to: server, reads: reads)
  try await body(server, &client)
  try? await client.close()
  if stops { await server.stop(within: .seconds(10)) }
}

extension HTTPServer.Settings {
  /// Those of tests that are not about time: on a busy machine nobody is given up.
  static var patient: Self {
    var settings = Self()
    settings.answerTimeout = nil
    settings.headTimeout = .seconds(600)
    settings.bodyTimeout = .seconds(600)
    settings.bodyRateWindow = .seconds(600)
    settings.idleTimeout = .seconds(600)
    settings.writeTimeout = .seconds(600)
    return settings
  }
}

/// A request without a body.
func get(_ path: String, _ fields: String = "", version: String = "1.1") -> String {
  "GET \(path) HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
}

/// A request with a body.
func post(_ path: String, _ body: String, _ fields: String = "") -> String {
  "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}

/// A whole answer of `PathResponder`.
func answer(_ body: String, _ fields: String = "") -> String {
  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}
