import GraphQLHTTP
import NIOCore

/// Stands alone in the pipeline of a connection too many: answers 503 without reading a byte, and closes.
final class ConnectionRefusal: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The answer, made once.
  private static let answer: ByteBuffer = {
    let response = HTTPFault.overloaded(retryAfterSeconds: 5).response
    var buffer = ByteBuffer()
    buffer.write(response.head, framing: .length(response.body.count), connection: .close)
    buffer.writeBytes(response.body)
    return buffer
  }()

  /// How many may stay a moment, so that their clients can read the answer: closing while bytes of theirs are unread
  /// resets the connection, and the answer is lost. The others are closed at once.
  private let staying: ConcurrencyLimit

  init(staying: ConcurrencyLimit) { self.staying = staying }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    let sent = context.writeAndFlush(wrapOutboundOut(Self.answer))
    guard staying.enter() else { return sent.whenComplete { _ in channel.close(promise: nil) } }
    channel.close(mode: .output, promise: nil)
    channel.closeFuture.whenComplete { [staying] _ in staying.leave() }
    channel.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
  }
}
