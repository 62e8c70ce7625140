import GraphQLNIO
import GraphQLWebSocket
import NIOCore
import NIOPosix
import Testing

/// One frame of a server.
enum ServerFrame: Equatable {
  case text(String)
  case close(Int?, String = "")
  case ping
  case pong(String)
  case other(UInt8)
}

/// A socket as a client sees it, down to its bytes.
struct SocketClient {
  fileprivate let channel: any Channel
  fileprivate var received: AsyncStream<ByteBuffer>.AsyncIterator
  private var buffer = ByteBuffer()

  fileprivate init(channel: any Channel, received: AsyncStream<ByteBuffer>.AsyncIterator) {
    self.channel = channel
    self.received = received
  }

  // MARK: Sending

  func send(bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

  /// Sends a text message.
  func send(_ text: String) async throws { try await send(bytes: Self.frame(0x81, text)) }

  func subscribe(_ id: String, _ query: String) async throws {
    try await send(#"{"type":"subscribe","id":"\#(id)","payload":{"query":"\#(query)"}}"#)
  }

  /// Sends the request for a socket, and something behind it.
  func shake(_ fields: String? = nil, path: String = "/graphql", behind: [UInt8] = []) async throws {
    let fields = fields ?? "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n"
    let head = """
      GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nUser-Agent: test\r\n\(fields)\r\n
      """
    try await send(bytes: Array(head.utf8) + behind)
  }

  /// Opens a socket and gets it acknowledged.
  mutating func open(_ payload: String = "{}") async throws {
    try await shake(behind: Self.frame(0x81, #"{"type":"connection_init","payload":\#(payload)}"#))
    #expect(await head().hasPrefix("HTTP/1.1 101 "))
    #expect(await next() == .text(#"{"type":"connection_ack"}"#))
  }

  /// Reads nothing from now on.
  func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

  /// Ends the connection without a word.
  func leave() async throws { try await channel.close() }

  /// A frame with a mask.
  static func frame(_ first: UInt8, _ payload: String) -> [UInt8] { frame(first, Array(payload.utf8)) }

  /// A frame with a mask.
  static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var header = ByteBuffer()
    header.writeInteger(first)
    switch payload.count {
    case ...125: header.writeInteger(UInt8(0x80 | payload.count))
    case ...65_535: header.writeMultipleIntegers(UInt8(0x80 | 126), UInt16(payload.count))
    default: header.writeMultipleIntegers(UInt8(0x80 | 127), UInt64(payload.count))
    }
    let mask: [UInt8] = [1, 2, 3, 4]
    return Array(header.readableBytesView) + mask + payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
  }

  // MARK: Receiving

  /// The head of the answer to the handshake.
  mutating func head() async -> String {
    var text = ""
    while !text.hasSuffix("\r\n\r\n"), let byte = await read(1) { text += byte }
    return text
  }

  /// The next frame; nil when the connection has ended.
  mutating func next() async -> ServerFrame? {
    guard let header = await take(2) else { return nil }
    var (first, length) = (UInt8(0), 0)
    (first, length) = (header.first ?? 0, Int(header.last ?? 0))
    if length > 125, let long = await take(length == 126 ? 2 : 8) { length = long.reduce(0) { $0 << 8 | Int($1) } }
    guard let payload = await take(length) else { return nil }
    let text = String(decoding: payload, as: UTF8.self)
    switch first {
    case 0x81: return .text(text)
    case 0x88 where length == 0: return .close(nil)
    case 0x88:
      return .close(
        payload.prefix(2).reduce(0) { $0 << 8 | Int($1) }, String(decoding: payload.dropFirst(2), as: UTF8.self))
    case 0x89: return .ping
    case 0x8A: return .pong(text)
    default: return .other(first)
    }
  }

  /// Everything up to the end of the connection.
  mutating func rest() async -> [ServerFrame] {
    var frames: [ServerFrame] = []
    while let frame = await next() { frames.append(frame) }
    return frames
  }

  private mutating func read(_ count: Int) async -> String? {
    await take(count).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func take(_ count: Int) async -> [UInt8]? {
    while buffer.readableBytes < count {
      guard var part = await received.next(isolation: #isolation) else { return nil }
      buffer.discardReadBytes()
      buffer.writeBuffer(&part)
    }
    return buffer.readBytes(length: count)
  }
}

/// Hands over what a client receives until its connection ends.
private final class SocketReceiver: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let received: AsyncStream<ByteBuffer>.Continuation

  init(_ received: AsyncStream<ByteBuffer>.Continuation) { self.received = received }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { received.yield(unwrapInboundIn(data)) }

  func channelInactive(context: ChannelHandlerContext) { received.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// A server of sockets, and clients that connect to it.
struct SocketServer {
  let server: HTTPServer
  let service: TestService
  let census: SocketCensus

  /// Connects, before any handshake.
  func connect() async throws -> SocketClient {
    let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(SocketReceiver(continuation))
        }
      }
      .connect(host: "127.0.0.1", port: server.port).get()
    return SocketClient(channel: channel, received: stream.makeAsyncIterator())
  }

  /// Connects and opens a socket.
  func open(_ payload: String = "{}") async throws -> SocketClient {
    var client = try await connect()
    try await client.open(payload)
    return client
  }
}

/// Runs a server of sockets; at its end nothing of it may be left.
///
/// - Parameter stops: whether the server is to be stopped at the end, because the test does not.
func withSockets(
  stops: Bool = true, configure: (inout SocketSettings) -> Void = { _ in }, _ body: (SocketServer) async throws -> Void
) async throws {
  weak var leaked: TestService?
  do {
    let service = TestService()
    leaked = service
    var settings = SocketSettings()
    settings.clockInterval = .milliseconds(5)
    // A test that is not about time gives nobody up on a busy machine.
    (settings.initTimeout, settings.messageTimeout) = (.seconds(600), .seconds(600))
    (settings.peerTimeout, settings.closeTimeout) = (.seconds(600), .seconds(600))
    settings.readerTimeout = .seconds(600)
    configure(&settings)
    let census = SocketCensus()
    let upgrade = GraphQLSocketUpgrade(service: service, settings: settings, census: census)
    var serverSettings = HTTPServer.Settings.patient
    serverSettings.drainSpread = .zero
    let server = try await HTTPServer.start(
      host: "127.0.0.1", port: 0, responder: PathResponder(), upgrade: upgrade, settings: serverSettings)
    try await body(SocketServer(server: server, service: service, census: census))
    if stops { await server.stop(within: .seconds(10)) }
    #expect(census.count == 0)
  }
  #expect(leaked == nil, "a socket holds its service")
}
