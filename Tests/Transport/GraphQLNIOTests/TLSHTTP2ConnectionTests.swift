import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOHPACK
import NIOHTTP2
import Testing

/// What becomes of HTTP/2 connections.
@Suite struct TLSHTTP2ConnectionTests {
  @Test("[H2 6.8] stopping says GOAWAY, lets requests finish, ends streams, and closes")
  func drain() async throws {
    let responder = WireResponder()
    try await withSecureServer(responder, stops: false) { server in
      var client = try await HTTP2Client(server)
      var held = try await client.begin("/gate")
      await responder.gate.waitForArrival()
      var endless = try await client.begin("/endless")
      #expect(await endless.next() == "200")
      #expect(await endless.next() == "one")
      async let stopped: Void = server.stop(within: .seconds(600))
      await client.farewell()
      await responder.cancelled.waitForArrival()
      let rest = await endless.answer()
      #expect(rest.isWhole && rest.reset == nil)
      await responder.gate.open()
      let answer = await held.answer()
      #expect(answer.text == "passed" && answer.isWhole)
      let last = await client.farewells()
      #expect(last.map(\.0) == [3] && last.map(\.1) == [.noError])
      await stopped
    }
  }

  @Test("[H2 6.8] stopping closes a connection without requests")
  func drainIdle() async throws {
    try await withSecureServer(WireResponder(), stops: false) { server in
      var client = try await HTTP2Client(server)
      #expect(try await client.ask("/a").text == "GET /a")
      await server.stop(within: .seconds(600))
      let farewells = await client.farewells()
      #expect(farewells.map(\.0) == [.maxID, 1] && farewells.allSatisfy { $0.1 == .noError })
    }
  }

  @Test("[H2 6.8] a connection that does nothing is told and closed")
  func idle() async throws {
    try await withSecureServer(WireResponder(), configure: { $0.idleTimeout = .seconds(3) }) { server in
      var client = try await HTTP2Client(server)
      let farewells = await client.farewells()
      #expect(farewells.map(\.0) == [.maxID, .rootStream] && farewells.allSatisfy { $0.1 == .noError })
    }
  }

  @Test("[H2 6.8] a client that says GOAWAY gets the answers it waits for, and the connection ends")
  func clientLeaves() async throws {
    let responder = WireResponder()
    try await withSecureServer(responder) { server in
      var client = try await HTTP2Client(server)
      var held = try await client.begin("/gate")
      await responder.gate.waitForArrival()
      let farewell = HTTP2Frame(
        streamID: .rootStream, payload: .goAway(lastStreamID: .rootStream, errorCode: .noError, opaqueData: nil))
      try await client.channel.writeAndFlush(farewell)
      await responder.gate.open()
      #expect(await held.answer().text == "passed")
      #expect(await client.farewells().isEmpty)
    }
  }

  @Test("[H2 10.5] rapid resets (CVE-2023-44487), pings and settings in floods end the connection")
  func floods() async throws {
    let reset = { @Sendable (client: HTTP2Client) in
      try await client.begin("/wait").reset()
    }
    let ping = { @Sendable (client: HTTP2Client) in
      let frame = HTTP2Frame(streamID: .rootStream, payload: .ping(HTTP2PingData(), ack: false))
      try await client.channel.writeAndFlush(frame)
    }
    let settings = { @Sendable (client: HTTP2Client) in
      let frame = HTTP2Frame(streamID: .rootStream, payload: .settings(.settings([])))
      try await client.channel.writeAndFlush(frame)
    }
    for flood in [reset, ping, settings] {
      try await withSecureServer(WireResponder()) { server in
        var client = try await HTTP2Client(server)
        // Sending fails once the server has closed.
        for _ in 0..<400 { do { try await flood(client) } catch { break } }
        let farewells = await client.farewells().map(\.1)
        #expect(farewells == [.enhanceYourCalm])
        #expect(try await HTTP2Client(server).ask("/a").text == "GET /a")
      }
    }
  }

  @Test("[H2 10.5.1] header fields over the limit end the connection, however small they are on the wire")
  func headerLimit() async throws {
    // A field of 3,000 bytes that goes into the table, then the same from the table (RFC 7541, section 6).
    let field: [UInt8] = [0x40, 0x01, 0x61, 0x7f, 0xb9, 0x16] + [UInt8](repeating: 0x62, count: 3_000)
    for (count, isServed) in [(4, true), (6, false)] {
      let text = try await raw(field + [UInt8](repeating: 0xbe, count: count - 1))
      #expect(text.contains("GET /a") == isServed)
    }
  }

  @Test("[H2 8.2] a name in upper case or a field about the connection ends the connection")
  func malformed() async throws {
    #expect(try await raw([0x00, 0x01, 0x61, 0x01, 0x62]).contains("GET /a"))
    #expect(try await !raw([0x00, 0x01, 0x41, 0x01, 0x62]).contains("GET /a"))
    #expect(try await !raw([0x00, 0x07] + Array("upgrade".utf8) + [0x01, 0x62]).contains("GET /a"))
  }

  /// Sends a request in bytes, since NIO's client would not send it.
  ///
  /// - Returns: all that the server sends until it closes, which it is asked to do.
  private func raw(_ fields: [UInt8]) async throws -> String {
    var received = ""
    try await withSecureServer(WireResponder()) { server in
      var client = try await connectClient(server, offering: ["h2"])
      // GET, https, :path /a, :authority a.
      let block = [0x82, 0x87, 0x44, 0x02, 0x2f, 0x61, 0x41, 0x01, 0x61] + fields
      let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
      try await client.send(
        preface + frame(4) + frame(1, flags: 5, stream: 1, block) + frame(7, [UInt8](repeating: 0, count: 8)))
      received = await client.readAll()
    }
    return received
  }

  private func frame(_ type: UInt8, flags: UInt8 = 0, stream: UInt8 = 0, _ payload: [UInt8] = []) -> [UInt8] {
    [0, UInt8(payload.count >> 8), UInt8(payload.count & 0xff), type, flags, 0, 0, 0, stream] + payload
  }
}
