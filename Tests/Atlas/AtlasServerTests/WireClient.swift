import GraphQLJSON
import NIOCore
import NIOPosix

/// A connection that is spoken to in bytes.
struct WireClient {
  let channel: any Channel
  private let arrived: AsyncStream<[UInt8]>

  init(port: Int) async throws {
    let (stream, arrived) = AsyncStream.makeStream(of: [UInt8].self)
    self.arrived = stream
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Forwarder(arrived: arrived))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
  }

  /// A socket that has been acknowledged.
  ///
  /// - Parameter token: an access token, for `connection_init`.
  static func socket(port: Int, token: String? = nil) async throws -> WireClient {
    let client = try await WireClient(port: port)
    try await client.send(
      "GET /graphql HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
    try await client.wait(for: "101 Switching Protocols")
    let payload = token.map { #","payload":{"authorization":"Bearer \#($0)"}"# } ?? ""
    try await client.sendText(#"{"type":"connection_init"\#(payload)}"#)
    try await client.wait(for: "connection_ack")
    return client
  }

  func subscribe(_ id: String, _ query: String) async throws {
    let message = JSONValue.object([
      "id": .string(id), "type": .string("subscribe"), "payload": .object(["query": .string(query)]),
    ])
    try await sendText(String(decoding: message.serialized(), as: UTF8.self))
  }

  func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

  /// Sends a text frame under a mask of zeros.
  func sendText(_ text: String) async throws {
    var frame = ByteBuffer(bytes: [0x81])
    let length = text.utf8.count
    if length < 126 {
      frame.writeInteger(0x80 | UInt8(length))
    } else {
      frame.writeInteger(UInt8(0xFE))
      frame.writeInteger(UInt16(length))
    }
    frame.writeRepeatingByte(0, count: 4)
    frame.writeString(text)
    try await channel.writeAndFlush(frame)
  }

  /// All that comes until the other side ends.
  func rest() async throws -> String {
    var bytes: [UInt8] = []
    for await piece in arrived { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  func wait(for text: String) async throws {
    var bytes: [UInt8] = []
    for await piece in arrived {
      bytes += piece
      if String(decoding: bytes, as: UTF8.self).contains(text) { return }
    }
    throw TestFailure("the connection ended before \(text)")
  }
}

private final class Forwarder: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let arrived: AsyncStream<[UInt8]>.Continuation

  init(arrived: AsyncStream<[UInt8]>.Continuation) { self.arrived = arrived }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    arrived.yield(Array(unwrapInboundIn(data).readableBytesView))
  }

  func channelInactive(context: ChannelHandlerContext) { arrived.finish() }
}
