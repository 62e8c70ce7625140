import NIOCore
import NIOPosix
import Testing

/// What a provider on a socket does with a request.
enum ProviderAnswer: Sendable {
  /// Writes these texts, one by one; the connection stays open.
  case writes([String])
  /// Writes a text and closes the connection.
  case closesAfter(String)
  /// Writes so many bytes, as fast as they are taken; then nothing.
  case floods(bytes: Int)

  /// The head of a stream.
  static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// A stream in these chunks, and its end.
  static func streams(_ chunks: [String]) -> ProviderAnswer { .writes([head] + chunks.map(chunk) + ["0\r\n\r\n"]) }

  /// An answer without a stream.
  static func refuses(_ status: Int, _ fields: String = "", body: String = "") -> ProviderAnswer {
    .writes(["HTTP/1.1 \(status) No\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"])
  }

  static func chunk(_ text: String) -> String { String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n" }
}

/// A provider on a socket of this machine, which answers each request of a connection alike.
struct ProviderServer {
  enum Event: Sendable {
    case request(String)
    /// The client has closed a connection, on which so many bytes were sent.
    case closed(sent: Int)
  }

  let base: String
  let events: AsyncStream<Event>

  /// Runs a test against it.
  static func serve(_ answer: ProviderAnswer, _ body: (ProviderServer) async throws -> Void) async throws {
    let (events, continuation) = AsyncStream.makeStream(of: Event.self)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.addHandler(ProviderHandler(answer, continuation))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = ProviderServer(base: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)", events: events)
    let result: Result<Void, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await channel.close()
    continuation.finish()
    try result.get()
  }

  /// The text of the next request.
  func request() async throws -> String {
    for await case .request(let text) in events { return text }
    throw ChannelError.eof
  }

  /// How much was sent on the next connection that the client closes.
  func closed() async throws -> Int {
    for await case .closed(let sent) in events { return sent }
    throw ChannelError.eof
  }
}

private final class ProviderHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: ProviderAnswer
  private let events: AsyncStream<ProviderServer.Event>.Continuation
  private var received = ""
  private var sent = 0

  init(_ answer: ProviderAnswer, _ events: AsyncStream<ProviderServer.Event>.Continuation) {
    self.answer = answer
    self.events = events
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += String(buffer: unwrapInboundIn(data))
    // The body of every request of a test is a JSON object, which comes at once.
    guard received.contains("\r\n\r\n{"), received.hasSuffix("}") else { return }
    events.yield(.request(received))
    received = ""
    switch answer {
    case .writes(let texts): for text in texts { write(text, context) }
    case .closesAfter(let text):
      write(text, context)
      context.close(promise: nil)
    case .floods(let bytes):
      write(ProviderAnswer.head, context)
      flood(bytes, context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { events.yield(.closed(sent: sent)) }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }

  private func flood(_ rest: Int, _ context: ChannelHandlerContext) {
    guard rest > 0 else { return }
    let text = ProviderAnswer.chunk(": " + String(repeating: "x", count: 65_000) + "\n")
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: written)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    written.futureResult.whenSuccess {
      let (handler, context) = bound.value
      handler.sent += text.utf8.count
      handler.flood(rest - text.utf8.count, context)
    }
  }
}
