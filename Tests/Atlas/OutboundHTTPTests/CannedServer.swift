import NIOCore
import NIOPosix
import OutboundHTTP
import Testing

/// A server that answers whatever is sent first on a connection by the same bytes, and remembers what was sent.
struct CannedServer {
  let base: OutboundURL
  private let channel: any Channel
  private let received: NIOLoopBoundBox<[UInt8]>

  static func start(_ answer: String) async throws -> CannedServer {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let received = NIOLoopBoundBox<[UInt8]>.makeBoxSendingValue([], eventLoop: loop)
    let channel = try await ServerBootstrap(group: loop)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.addHandler(CannedHandler(answer: answer, received: received))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    guard let base = OutboundURL("http://127.0.0.1:\(port)") else { throw OutboundError.unreachable }
    return CannedServer(base: base, channel: channel, received: received)
  }

  func url(_ path: String) throws -> OutboundURL { try #require(base.appending(path)) }

  /// Closes the port; answers what was sent to it.
  func stop() async throws -> String {
    try await channel.close()
    let received = received
    let bytes = try await channel.eventLoop.submit { received.value }.get()
    return String(decoding: bytes, as: UTF8.self)
  }
}

private final class CannedHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: String
  private let received: NIOLoopBoundBox<[UInt8]>
  private var isAnswered = false

  init(answer: String, received: NIOLoopBoundBox<[UInt8]>) {
    self.answer = answer
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received.value += Array(unwrapInboundIn(data).readableBytesView)
    if !isAnswered { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil) }
    isAnswered = true
  }
}
