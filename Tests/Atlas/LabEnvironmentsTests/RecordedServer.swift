import GraphQLJSON
import NIOCore
import NIOHTTP1
import NIOPosix
import OutboundHTTP
import Synchronization
import Testing

/// One request that an API server gets, and what it answers.
struct Exchange: Sendable {
  /// Method and path, such as `GET /api/v1/namespaces`.
  var request: String
  /// The token that the request must carry.
  var token = "token-1"
  /// The body that the request must have; nil: it is not looked at.
  var body: String?
  /// Nil: no answer comes.
  var status: Int?
  var answer = "{}"
}

/// A server that plays back recorded exchanges in order, and says what was not as it was recorded.
enum RecordedServer {
  fileprivate final class Script: Sendable {
    private let state: Mutex<(rest: [Exchange], deviations: [String])>

    init(_ exchanges: [Exchange]) { state = Mutex((exchanges, [])) }

    /// What was asked otherwise or not at all.
    var deviations: [String] {
      state.withLock { state in state.deviations + state.rest.map { "\($0.request) was not asked" } }
    }

    /// The exchange that a request belongs to; nil where it was not recorded.
    func next(_ head: HTTPRequestHead, _ body: [UInt8]) -> Exchange? {
      state.withLock { state in
        let request = "\(head.method) \(head.uri)"
        guard !state.rest.isEmpty else {
          state.deviations.append("\(request) is one too many")
          return nil
        }
        let exchange = state.rest.removeFirst()
        if request != exchange.request { state.deviations.append("\(request) instead of \(exchange.request)") }
        if head.headers["Authorization"] != ["Bearer \(exchange.token)"] {
          state.deviations.append("\(request): token")
        }
        if let expected = exchange.body {
          let isSame = (try? JSONParser.parse(expected)) == (try? JSONParser.parse(body))
          if !isSame { state.deviations.append("\(request): \(String(decoding: body, as: UTF8.self))") }
          if head.headers["Content-Type"] != ["application/json"] { state.deviations.append("\(request): type") }
        }
        return exchange
      }
    }
  }

  /// Runs a test against the exchanges, all of which must take place.
  static func play(
    _ exchanges: [Exchange], sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (OutboundURL) async throws -> Void
  ) async throws {
    let script = Script(exchanges)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.configureHTTPServerPipeline()
          try child.pipeline.syncOperations.addHandler(RecordedHandler(script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do {
      let url = try #require(OutboundURL("http://127.0.0.1:\(channel.localAddress?.port ?? 0)"))
      result = .success(try await body(url))
    } catch {
      result = .failure(error)
    }
    try await channel.close()
    #expect(script.deviations == [], sourceLocation: sourceLocation)
    try result.get()
  }
}

private final class RecordedHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let script: RecordedServer.Script
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(_ script: RecordedServer.Script) { self.script = script }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): (self.head, body) = (head, [])
    case .body(let bytes): body += Array(bytes.readableBytesView)
    case .end:
      guard let head else { return }
      answer(context, script.next(head, body))
    }
  }

  private func answer(_ context: ChannelHandlerContext, _ exchange: Exchange?) {
    if let exchange, exchange.status == nil { return }
    let bytes = ByteBuffer(string: exchange?.answer ?? "")
    var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: exchange?.status ?? 418))
    head.headers.add(name: "Content-Length", value: String(bytes.readableBytes))
    head.headers.add(name: "Content-Type", value: "application/json")
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
