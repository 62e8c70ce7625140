import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOHTTP1
import Testing

@Suite struct ConnectionTests {
  @Test("a stream is sent in chunks, and the connection serves on")
  func stream() async throws {
    try await withServer { _, client in
      try await client.send(get("/stream") + get("/a"))
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
      let chunks = "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"
      #expect(await client.read(through: "GET /a ") == head + chunks + answer("GET /a "))
    }
  }

  @Test("a client of HTTP/1.0 gets a stream without chunks that ends with the connection")
  func oldStream() async throws {
    try await withServer { _, client in
      try await client.send(get("/stream", version: "1.0"))
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
      #expect(await client.readAll() == head + "onetwo")
    }
  }

  @Test("a request that does not arrive in time is 408; a connection without one is closed without a word")
  func patience() async throws {
    try await withServer(configure: { $0.bodyTimeout = .milliseconds(100) }) { _, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo")
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    }
    let hasty = { (settings: inout HTTPServer.Settings) in settings.idleTimeout = .seconds(2) }
    try await withServer(configure: hasty) { _, client in
      #expect(await client.readAll() == "")
    }
    try await withServer(configure: hasty) { _, client in
      try await client.send(get("/a") + "GET /half")
      #expect(await client.readAll() == answer("GET /a "))
    }
  }

  @Test("a client that ends its side has gone: its connection is closed and its request cancelled")
  func halfClosed() async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      try await client.send(get("/gate"))
      await responder.gate.waitForArrival()
      try await client.finish()
      #expect(await client.readAll() == "")
      await responder.gate.open()
    }
  }

  @Test("stopping closes idle connections, and lets a request in flight finish with Connection: close")
  func drain() async throws {
    try await withServer(stops: false) { server, client in
      try await client.send(get("/a"))
      _ = await client.read(through: "GET /a ")
      await server.stop(within: .seconds(600))
      #expect(await client.readAll() == "")
    }
    let responder = PathResponder()
    try await withServer(responder, stops: false) { server, client in
      try await client.send(get("/gate"))
      await responder.gate.waitForArrival()
      async let stopped: Void = server.stop(within: .seconds(600))
      await responder.gate.open()
      let text = await client.readAll()
      #expect(text == answer("passed", "Connection: close\r\n") || text == answer("passed"))
      await stopped
    }
  }

  @Test("an upgrade is accepted by WebSocket's rules, refused with an answer, or ignored when it is not WebSocket's")
  func upgrades() async throws {
    let handshake = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      try await client.send(get("/a") + get("/socket", handshake + key))
      let text = await client.read(through: "\r\n\r\n")
      #expect(text.hasPrefix(answer("GET /a ") + "HTTP/1.1 101 Switching Protocols\r\n"))
      #expect(text.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
      try await client.send("hi")
      #expect(await client.read(through: "hi") == "hi")
    }
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      try await client.send(get("/elsewhere", handshake + key))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 404 Not Found\r\n"))
    }
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      try await client.send(get("/socket", handshake))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      try await client.send(get("/a", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a ", "Connection: close\r\n"))
    }
  }
}

/// Sends everything back.
struct EchoUpgrade: SocketUpgrade {
  func decide(_ head: NIOHTTP1.HTTPRequestHead) -> SocketUpgradeDecision {
    head.uri == "/socket" ? .accept([:]) : .refuse(HTTPFault(status: 404, message: "No socket here.").response)
  }

  func addHandlers(_ channel: any Channel, _ head: NIOHTTP1.HTTPRequestHead, _ connections: ConnectionRegistry) throws {
    try channel.pipeline.syncOperations.addHandler(EchoHandler())
  }
}

final class EchoHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.writeAndFlush(data, promise: nil) }
}
