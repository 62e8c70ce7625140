import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import NIOSSL
import NIOTLS

/// Runs a server that speaks TLS.
func withSecureServer(
  _ responder: any HTTPResponder = PathResponder(), _ files: CertificateFiles? = nil,
  upgrade: (any SocketUpgrade)? = nil, stops: Bool = true, tls: (inout TLSSettings) -> Void = { _ in },
  configure: (inout HTTPServer.Settings) -> Void = { _ in }, _ body: (HTTPServer) async throws -> Void
) async throws {
  let files = try files ?? CertificateFiles()
  var settings = HTTPServer.Settings.patient
  configure(&settings)
  var secure = files.settings
  tls(&secure)
  settings.tls = secure
  let server = try await HTTPServer.start(
    host: "127.0.0.1", port: 0, responder: responder, upgrade: upgrade, settings: settings)
  do {
    try await body(server)
  } catch {
    await server.stop(within: .seconds(10))
    throw error
  }
  if stops { await server.stop(within: .seconds(10)) }
}

/// Connects with TLS.
///
/// - Returns: the connection and the protocol that was agreed on.
/// - Throws: what the handshake failed of.
func connect(
  _ server: HTTPServer, offering protocols: [String], newest: TLSVersion? = nil,
  handlers: @escaping @Sendable (any Channel) throws -> Void
) async throws -> (any Channel, String?) {
  var configuration = TLSConfiguration.makeClientConfiguration()
  configuration.certificateVerification = .none
  configuration.applicationProtocols = protocols
  configuration.maximumTLSVersion = newest
  let context = try NIOSSLContext(configuration: configuration)
  let loop = MultiThreadedEventLoopGroup.singletonMultiThreadedEventLoopGroup.next()
  let handshake = loop.makePromise(of: String?.self)
  let channel = try await ClientBootstrap(group: loop)
    .channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandlers(
          NIOSSLClientHandler(context: context, serverHostname: nil), HandshakeWatch(handshake))
        try handlers(channel)
      }
    }
    .connect(host: "127.0.0.1", port: server.port).get()
  return (channel, try await handshake.futureResult.get())
}

/// Connects with TLS for HTTP/1.1 and what may come of it.
func connectClient(
  _ server: HTTPServer, offering protocols: [String] = ["http/1.1"], newest: TLSVersion? = nil
) async throws -> Client {
  let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
  let (channel, _) = try await connect(server, offering: protocols, newest: newest) { channel in
    try channel.pipeline.syncOperations.addHandler(Receiver(continuation))
  }
  return Client(channel: channel, received: stream.makeAsyncIterator())
}

/// Tells how a handshake ended.
private final class HandshakeWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let promise: EventLoopPromise<String?>

  init(_ promise: EventLoopPromise<String?>) { self.promise = promise }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted(let agreed) = event as? TLSUserEvent { promise.succeed(agreed) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }
}

/// An HTTP/2 connection, as a client sees it.
struct HTTP2Client {
  let channel: any Channel
  private let streams: NIOHTTP2Handler.StreamMultiplexer
  /// Frames about the connection as a whole.
  private var frames: AsyncStream<HTTP2Frame.FramePayload>.AsyncIterator

  init(_ server: HTTPServer) async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: HTTP2Frame.FramePayload.self)
    (channel, _) = try await connect(server, offering: ["h2"]) { channel in
      // This client floods, and is not to mind the answers.
      var patient = NIOHTTP2Handler.ConnectionConfiguration()
      patient.controlFrameRateLimit.maximumCount = 10_000
      let http2 = NIOHTTP2Handler(
        mode: .client, eventLoop: channel.eventLoop, connectionConfiguration: patient, streamConfiguration: .init()
      ) { $0.close() }
      let receiver = Collector<HTTP2Frame, HTTP2Frame.FramePayload>(continuation) { $0.payload }
      try channel.pipeline.syncOperations.addHandlers(http2, receiver)
    }
    streams = try await channel.pipeline.handler(type: NIOHTTP2Handler.self).flatMap { $0.multiplexer }.get()
    frames = stream.makeAsyncIterator()
  }

  /// Begins a request.
  ///
  /// - Parameter isReading: whether what the server sends is read at once.
  func begin(
    _ path: String, method: String = "GET", _ fields: HPACKHeaders = [:], ends: Bool = true, isReading: Bool = true
  ) async throws -> HTTP2ClientStream {
    let (stream, continuation) = AsyncStream.makeStream(of: HTTP2Frame.FramePayload.self)
    let promise = channel.eventLoop.makePromise(of: (any Channel).self)
    streams.createStreamChannel(promise: promise) { channel in
      channel.eventLoop.makeCompletedFuture {
        let receiver = Collector<HTTP2Frame.FramePayload, HTTP2Frame.FramePayload>(continuation) { $0 }
        try channel.pipeline.syncOperations.addHandler(receiver)
        if !isReading { try channel.syncOptions?.setOption(.autoRead, value: false) }
      }
    }
    let channel = try await promise.futureResult.get()
    var headers: HPACKHeaders = [":method": method, ":scheme": "https", ":authority": "a", ":path": path]
    for (name, value, _) in fields { headers.add(name: name, value: value) }
    try await channel.writeAndFlush(HTTP2Frame.FramePayload.headers(.init(headers: headers, endStream: ends)))
    return HTTP2ClientStream(channel: channel, received: stream.makeAsyncIterator())
  }

  /// One whole request.
  func ask(_ path: String, method: String = "GET", _ fields: HPACKHeaders = [:], body: [UInt8]? = nil) async throws
    -> HTTP2ClientStream.Answer
  {
    var stream = try await begin(path, method: method, fields, ends: body == nil)
    if let body { try await stream.send(body, ends: true) }
    return await stream.answer()
  }

  /// The GOAWAY frames up to the end of the connection: the last stream and the reason of each.
  mutating func farewells() async -> [(HTTP2StreamID, HTTP2ErrorCode)] {
    var found: [(HTTP2StreamID, HTTP2ErrorCode)] = []
    while let frame = await frames.next(isolation: #isolation) {
      if case .goAway(let last, let code, _) = frame { found.append((last, code)) }
    }
    return found
  }

  /// Waits for the first GOAWAY.
  mutating func farewell() async {
    while let frame = await frames.next(isolation: #isolation) {
      if case .goAway = frame { return }
    }
  }
}

/// One request of a connection.
struct HTTP2ClientStream {
  /// What came of it.
  struct Answer {
    var headers: HPACKHeaders = [:]
    var body: [UInt8] = []
    /// Set when the server took back the stream.
    var reset: HTTP2ErrorCode?
    var isWhole = false

    var status: String { headers.first(name: ":status") ?? "" }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  let channel: any Channel
  var received: AsyncStream<HTTP2Frame.FramePayload>.AsyncIterator

  func send(_ bytes: [UInt8], ends: Bool) async throws {
    let data = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(ByteBuffer(bytes: bytes)), endStream: ends))
    try await channel.writeAndFlush(data)
  }

  /// Sends as much as the server lets in, without waiting for it.
  func push(_ bytes: [UInt8], ends: Bool = false) -> EventLoopFuture<Void> {
    let sent = channel.eventLoop.makePromise(of: Void.self)
    let data = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(ByteBuffer(bytes: bytes)), endStream: ends))
    channel.writeAndFlush(data, promise: sent)
    return sent.futureResult
  }

  func reset() async throws { try await channel.writeAndFlush(HTTP2Frame.FramePayload.rstStream(.cancel)) }

  /// Lets what the server sends in.
  func read() async throws {
    try await channel.setOption(.autoRead, value: true).get()
    channel.read()
  }

  /// Everything up to the end of the stream.
  mutating func answer() async -> Answer {
    var answer = Answer()
    while let frame = await received.next(isolation: #isolation) {
      switch frame {
      case .headers(let headers):
        answer.headers = headers.headers
        answer.isWhole = headers.endStream
      case .data(let data):
        if case .byteBuffer(let bytes) = data.data { answer.body += bytes.readableBytesView }
        answer.isWhole = data.endStream
      case .rstStream(let code): answer.reset = code
      default: break
      }
    }
    return answer
  }

  /// The next frame with headers or data: the status, or the text.
  mutating func next() async -> String? {
    while let frame = await received.next(isolation: #isolation) {
      switch frame {
      case .headers(let headers): return headers.headers.first(name: ":status")
      case .data(let data): if case .byteBuffer(let bytes) = data.data { return String(buffer: bytes) }
      default: break
      }
    }
    return nil
  }
}

/// Hands over what a channel receives until it ends.
private final class Collector<InboundIn, Element: Sendable>: ChannelInboundHandler {
  private let received: AsyncStream<Element>.Continuation
  private let element: (InboundIn) -> Element

  init(_ received: AsyncStream<Element>.Continuation, _ element: @escaping (InboundIn) -> Element) {
    self.received = received
    self.element = element
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { received.yield(element(unwrapInboundIn(data))) }

  func channelInactive(context: ChannelHandlerContext) { received.finish() }

  /// The server reset the stream or closed the connection; what matters of it was handed over.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
