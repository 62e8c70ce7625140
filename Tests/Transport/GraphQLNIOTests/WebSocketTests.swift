import GraphQLNIO
import GraphQLWebSocket
import Testing

@Suite struct WebSocketTests {
  private func answers(_ bytes: [UInt8], configure: (inout SocketSettings) -> Void = { _ in }) async throws
    -> [ServerFrame]
  {
    var frames: [ServerFrame] = []
    try await withSockets(configure: configure) { sockets in
      var client = try await sockets.open()
      try await client.send(bytes: bytes)
      frames = await client.rest()
    }
    return frames
  }

  private func subscribe(_ query: String) -> [UInt8] {
    SocketClient.frame(0x81, #"{"type":"subscribe","id":"1","payload":{"query":"\#(query)"}}"#)
  }

  // MARK: The handshake

  @Test("[WS handshake] 101 names the subprotocol; the service sees the request, and what came behind it is read")
  func handshake() async throws {
    try await withSockets { sockets in
      var client = try await sockets.connect()
      let begin = SocketClient.frame(0x81, #"{"type":"connection_init","payload":{"wish":"handshake"}}"#)
      try await client.shake(path: "/graphql?a", behind: begin)
      let head = await client.head()
      #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
      #expect(head.contains("Sec-WebSocket-Protocol: graphql-transport-ws\r\n"))
      #expect(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
      let payload = #"{"path":"/graphql","address":"127.0.0.1","agent":"test"}"#
      #expect(await client.next() == .text(#"{"type":"connection_ack","payload":\#(payload)}"#))
      try await client.leave()
    }
  }

  @Test(
    "[WS handshake] a handshake that is refused gets an answer",
    arguments: [
      ("/graphql", "Sec-WebSocket-Version: 13\r\n", "400 "),
      ("/graphql", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-ws\r\n", "400 "),
      ("/graphql", "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n", "426 "),
      ("/other", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n", "404 "),
      (
        "/graphql",
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nOrigin: https://evil.example\r\n",
        "403 "
      ),
    ])
  func refused(path: String, fields: String, status: String) async throws {
    try await withSockets(configure: { $0.allowedOrigins = ["https://atlas.example"] }) { sockets in
      var client = try await sockets.connect()
      try await client.shake(fields, path: path)
      #expect(await client.head().hasPrefix("HTTP/1.1 \(status)"))
    }
  }

  // MARK: Closing

  @Test("[WS close codes] the close frame says why, and is the last thing before the end of the connection")
  func closeCodes() async throws {
    let big = SocketClient.frame(0x81, [UInt8](repeating: 0x20, count: 300 << 10))
    let twice = subscribe("hang") + subscribe("hang")
    let cases: [([UInt8], ServerFrame)] = [
      (SocketClient.frame(0x82, "{}"), .close(4400, "Binary messages are not understood")),
      (SocketClient.frame(0x81, "[]"), .close(4400, "The message is not a map")),
      (SocketClient.frame(0x81, [0xFF]), .close(1007, "Invalid UTF-8")),
      (SocketClient.frame(0xC1, "{}"), .close(1002, "Protocol error")),
      ([0x81, 0x02, 0x7B, 0x7D], .close(1002, "Protocol error")),
      (big, .close(1009, "Message too big")),
      (twice, .close(4409, "Subscriber for 1 already exists")),
      (SocketClient.frame(0x81, #"{"type":"connection_init"}"#), .close(4429, "Too many initialisation requests")),
    ]
    for (bytes, close) in cases { #expect(try await answers(bytes) == [close]) }
  }

  @Test("[RFC6455 5.5.1] a close frame is answered with its code")
  func closing() async throws {
    #expect(try await answers(SocketClient.frame(0x88, [0x03, 0xE8] + Array("bye".utf8))) == [.close(1000)])
    #expect(try await answers(SocketClient.frame(0x88, "")) == [.close(nil)])
  }

  @Test("[WS 4401] subscribing before the ack, [WS 4403] a refused init and [WS 4408] none at all close the socket")
  func beforeAck() async throws {
    try await withSockets(configure: { $0.initTimeout = .milliseconds(20) }) { sockets in
      let refuse = SocketClient.frame(0x81, #"{"type":"connection_init","payload":{"wish":"refuse"}}"#)
      let hang = SocketClient.frame(0x81, #"{"type":"connection_init","payload":{"wish":"hang"}}"#)
      for (bytes, close) in [
        (subscribe("{a}"), ServerFrame.close(4401, "Unauthorized")),
        (hang + subscribe("{a}"), .close(4401, "Unauthorized")),
        (refuse, .close(4403, "Forbidden")), ([], .close(4408, "Connection initialisation timeout")),
      ] {
        var client = try await sockets.connect()
        try await client.shake(behind: bytes)
        _ = await client.head()
        #expect(await client.rest() == [close])
      }
      await sockets.service.logbook.wait(for: "init cancelled")
    }
  }

  @Test("[WS 4403] credentials that end take the socket with them, by their time or by the census")
  func credentials() async throws {
    try await withSockets { sockets in
      let expiring = try await sockets.open(#"{"wish":"expire"}"#)
      var client = expiring
      #expect(await client.rest() == [.close(4403, "Forbidden")])
      var ada = try await sockets.open(#"{"user":"ada"}"#)
      var bob = try await sockets.open(#"{"user":"bob"}"#)
      try await ada.subscribe("1", "hang ada")
      await sockets.service.logbook.wait(for: "ada began")
      sockets.census.end(user: "ada")
      #expect(await ada.rest() == [.close(4403, "Forbidden")])
      await sockets.service.logbook.wait(for: "ada cancelled")
      try await bob.send(#"{"type":"ping"}"#)
      #expect(await bob.next() == .text(#"{"type":"pong"}"#))
    }
  }

  @Test("[WS 4403] the end of a session takes its sockets, and no others of the user")
  func sessions() async throws {
    try await withSockets { sockets in
      var phone = try await sockets.open(#"{"user":"ada","session":"1"}"#)
      var laptop = try await sockets.open(#"{"user":"ada","session":"2"}"#)
      var bob = try await sockets.open(#"{"user":"bob","session":"1"}"#)
      sockets.census.end(sessions: ["1", "3"], of: "ada")
      #expect(await phone.rest() == [.close(4403, "Forbidden")])
      for client in [laptop, bob] { try await client.send(#"{"type":"ping"}"#) }
      #expect(await laptop.next() == .text(#"{"type":"pong"}"#))
      #expect(await bob.next() == .text(#"{"type":"pong"}"#))
    }
  }

  @Test("[WS 4403] credentials that ended while the socket was being accepted do not open it")
  func endedMeanwhile() async throws {
    try await withSockets { sockets in
      var client = try await sockets.connect()
      let payload = #"{"user":"ada","wish":"end at once"}"#
      try await client.shake(
        behind: SocketClient.frame(0x81, #"{"type":"connection_init","payload":\#(payload)}"#))
      _ = await client.head()
      #expect(await client.rest() == [.close(4403, "Forbidden")])
    }
  }

  @Test("[WS 1001] a server that stops says so on every socket, in whatever state it is")
  func drain() async throws {
    try await withSockets(stops: false) { sockets in
      var ready = try await sockets.open()
      try await ready.subscribe("1", "hang one")
      await sockets.service.logbook.wait(for: "one began")
      var waiting = try await sockets.connect()
      try await waiting.shake()
      _ = await waiting.head()
      await sockets.server.stop(within: .seconds(10))
      #expect(await ready.rest() == [.close(1001, "Going away")])
      #expect(await waiting.rest() == [.close(1001, "Going away")])
      await sockets.service.logbook.wait(for: "one cancelled")
    }
  }

  @Test("[WS end] the census knows by which codes sockets ended; those that peers make up are one")
  func endings() async throws {
    var census: SocketCensus?
    try await withSockets { sockets in
      census = sockets.census
      var wrong = try await sockets.open()
      try await wrong.send("nonsense")
      #expect(await wrong.rest().count == 1)
      // 1000, two of no standard, and none.
      for code in [[0x03, 0xE8], [0x0D, 0x05], [0x0D, 0x06], []] as [[UInt8]] {
        var client = try await sockets.open()
        try await client.send(bytes: SocketClient.frame(0x88, code))
        #expect(await client.rest().count == 1)
      }
      let gone = try await sockets.open()
      try await gone.leave()
    }
    let ended = try #require(census?.endedCounts)
    // The last one may have been told that the server stops before it was missed.
    let codes = Dictionary(uniqueKeysWithValues: ended.map { ($0.code == 1001 ? 1006 : $0.code, $0.count) })
    #expect(codes == [1000: 1, 1005: 1, 1006: 1, 4400: 1, 4999: 2])
  }

  @Test("[WS caps] one socket more than a user may have is closed with 1013; one more than all may have is refused")
  func caps() async throws {
    try await withSockets(configure: { ($0.socketsPerUser, $0.socketsPerServer) = (1, 2) }) { sockets in
      let first = try await sockets.open(#"{"user":"ada"}"#)
      var second = try await sockets.connect()
      try await second.shake(behind: SocketClient.frame(0x81, #"{"type":"connection_init","payload":{"user":"ada"}}"#))
      _ = await second.head()
      #expect(await second.rest() == [.close(1013, "Too many sockets")])
      #expect(sockets.census.count(of: "ada") == 1)
      let other = try await sockets.open(#"{"user":"bob"}"#)
      var third = try await sockets.connect()
      try await third.shake()
      let head = await third.head()
      #expect(head.hasPrefix("HTTP/1.1 503 ") && head.contains("Retry-After: "))
      try await first.leave()
      try await other.leave()
      await sockets.service.logbook.wait(for: "session gone", count: 3)
      #expect(sockets.census.count(of: "ada") == 0)
    }
  }
}
