import LogTesting
import NIOCore
import NIOPosix
import OutboundHTTP
import Synchronization
import Testing
import Tracing

@testable import OpenTelemetry

/// The exporter over real sockets.
@Suite("The exporter's requests", .timeLimit(.minutes(1)))
struct CollectorSocketTests {
  /// Exports two spans to a server that answers so; nil: that says nothing.
  private func export(to answer: String?, within limit: Duration) async throws -> (received: [UInt8], log: [String]) {
    let server = try await SocketCollector.start(answer)
    let fetcher = AsyncHTTPFetcher()
    let log = LoggedLines()
    let url = try #require(OutboundURL(web: "http://127.0.0.1:\(server.port)/v1/traces"))
    let exporter = SpanExporter(
      SpanExporterSettings(endpoint: url), resource: .test, fetcher: fetcher, logger: log.logger)
    let tracer = SpanTracer(sampler: TraceSampler(ratio: 1, followedPerSecond: 0), exporter: exporter)
    for name in ["a", "b"] { tracer.startSpan(name, context: .topLevel).end() }
    await exporter.flush(within: limit)
    await fetcher.shutdown()
    return (try await server.stop(), log.all)
  }

  @Test("a request is a compressed POST of JSON")
  func request() async throws {
    let (received, log) = try await export(to: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", within: .seconds(30))
    let text = String(decoding: received, as: UTF8.self)
    #expect(text.hasPrefix("POST /v1/traces HTTP/1.1\r\n") && log.isEmpty, "\(log)")
    #expect(text.contains("Content-Type: application/json\r\n") && text.contains("Content-Encoding: gzip\r\n"))
    let end = try #require(received.firstRange(of: Array("\r\n\r\n".utf8)))
    #expect(received[end.upperBound...].starts(with: [0x1F, 0x8B, 8]))
  }

  @Test("a server that takes the request and says nothing keeps nobody from stopping")
  func stall() async throws {
    let (received, log) = try await export(to: nil, within: .milliseconds(300))
    #expect(!received.isEmpty)
    #expect(log.contains { $0.contains("timeout") } && log.last?.contains("spans were lost") == true, "\(log)")
  }

  @Test("a server that breaks the connection is one that is away")
  func broken() async throws {
    let (_, log) = try await export(to: "", within: .seconds(30))
    #expect(log.contains { $0.contains("unreachable") }, "\(log)")
  }
}

/// A socket that answers the first bytes of a connection: by a text, by nothing, or, where that is empty, by closing it.
private struct SocketCollector {
  let port: Int
  private let channel: any Channel
  private let received: NIOLoopBoundBox<[UInt8]>

  static func start(_ answer: String?) async throws -> SocketCollector {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let received = NIOLoopBoundBox<[UInt8]>.makeBoxSendingValue([], eventLoop: loop)
    let channel = try await ServerBootstrap(group: loop)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.addHandler(SocketCollectorHandler(answer, received))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return SocketCollector(port: channel.localAddress?.port ?? 0, channel: channel, received: received)
  }

  func stop() async throws -> [UInt8] {
    try await channel.close()
    let received = received
    return try await channel.eventLoop.submit { received.value }.get()
  }
}

private final class SocketCollectorHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: String?
  private let received: NIOLoopBoundBox<[UInt8]>

  init(_ answer: String?, _ received: NIOLoopBoundBox<[UInt8]>) {
    self.answer = answer
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received.value += Array(unwrapInboundIn(data).readableBytesView)
    guard let answer else { return }
    guard !answer.isEmpty else { return context.close(promise: nil) }
    // The head and the body may come in two pieces; the answer is for the body.
    let text = String(decoding: received.value, as: UTF8.self)
    guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8), end.upperBound != text.utf8.endIndex else { return }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
  }
}
