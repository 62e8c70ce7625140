import GraphQLWebSocket
import Testing

@Suite struct WebSocketOperationTests {
  @Test("[WS next] results come in their order, then complete; [WS error] errors come alone; ids can be used again")
  func results() async throws {
    try await withSockets { sockets in
      var client = try await sockets.open()
      try await client.subscribe("1", "count 3")
      for number in 1...3 { #expect(await client.next() == .text(#"{"id":"1","type":"next","payload":\#(number)}"#)) }
      #expect(await client.next() == .text(#"{"id":"1","type":"complete"}"#))
      try await client.subscribe("1", "errors")
      #expect(await client.next() == .text(#"{"id":"1","type":"error","payload":[{"message":"no"}]}"#))
      // What a service forgets to say is said.
      try await client.subscribe("1", "silent")
      #expect(await client.next() == .text(#"{"id":"1","type":"complete"}"#))
    }
  }

  @Test("[RFC6455 5.4] fragments in any pieces make a message, with a ping in between that is answered first")
  func fragments() async throws {
    try await withSockets { sockets in
      var client = try await sockets.open()
      let bytes =
        SocketClient.frame(0x01, #"{"type":"pi"#) + SocketClient.frame(0x89, "now") + SocketClient.frame(0x80, #"ng"}"#)
      for part in stride(from: 0, to: bytes.count, by: 7) {
        try await client.send(bytes: Array(bytes[part..<min(part + 7, bytes.count)]))
      }
      #expect(await client.next() == .pong("now"))
      #expect(await client.next() == .text(#"{"type":"pong"}"#))
    }
  }

  @Test("[WS complete] the client's complete cancels the operation, and no complete comes back")
  func complete() async throws {
    try await withSockets { sockets in
      var client = try await sockets.open()
      try await client.subscribe("1", "hang one")
      await sockets.service.logbook.wait(for: "one began")
      try await client.send(#"{"type":"complete","id":"1"}"#)
      await sockets.service.logbook.wait(for: "one cancelled")
      try await client.send(#"{"type":"ping"}"#)
      #expect(await client.next() == .text(#"{"type":"pong"}"#))
    }
  }

  @Test("[WS close] the end of a socket, clean or abrupt, cancels all that it started and frees what it held")
  func ends() async throws {
    try await withSockets { sockets in
      let logbook = sockets.service.logbook
      var clean = try await sockets.open()
      try await clean.subscribe("1", "hang clean")
      try await clean.subscribe("2", "stream")
      await logbook.wait(for: "clean began")
      await logbook.wait(for: "stream began")
      try await clean.send(bytes: SocketClient.frame(0x88, [0x03, 0xE8]))
      await logbook.wait(for: "clean cancelled")
      await logbook.wait(for: "stream ended")
      await logbook.wait(for: "session gone", count: 1)
      #expect(await clean.rest().last == .close(1000))
      let abrupt = try await sockets.open()
      try await abrupt.subscribe("1", "hang abrupt")
      await logbook.wait(for: "abrupt began")
      try await abrupt.leave()
      await logbook.wait(for: "abrupt cancelled")
      await logbook.wait(for: "session gone", count: 2)
      let early = try await sockets.connect()
      try await early.shake(
        behind: SocketClient.frame(0x81, #"{"type":"connection_init","payload":{"wish":"hang"}}"#))
      await logbook.wait(for: "init began")
      try await early.leave()
      await logbook.wait(for: "init cancelled")
    }
  }

  @Test("[WS heartbeat] a silent peer gets pings, and is cut without a word when it answers none of them")
  func heartbeat() async throws {
    let configure = { (settings: inout SocketSettings) in
      (settings.heartbeat, settings.peerTimeout) = (.seconds(1), .seconds(4))
    }
    try await withSockets(configure: configure) { sockets in
      var client = try await sockets.open()
      try await client.subscribe("1", "hang one")
      let frames = await client.rest()
      #expect(!frames.isEmpty && frames.allSatisfy { $0 == .ping })
      await sockets.service.logbook.wait(for: "one cancelled")
    }
  }

  @Test("[WS 4413] a reader that stops reading is cut and its source ended, while others are served")
  func slowReader() async throws {
    let configure = { (settings: inout SocketSettings) in
      (settings.readerTimeout, settings.closeTimeout) = (.milliseconds(100), .milliseconds(50))
    }
    try await withSockets(configure: configure) { sockets in
      let slow = try await sockets.open()
      var other = try await sockets.open()
      try await slow.stopReading()
      try await slow.subscribe("1", "stream")
      await sockets.service.logbook.wait(for: "stream began")
      try await other.subscribe("1", "count 2")
      #expect(await other.next() == .text(#"{"id":"1","type":"next","payload":1}"#))
      await sockets.service.logbook.wait(for: "stream ended")
      await sockets.service.logbook.wait(for: "session gone")
    }
  }

  @Test("[WS 4413] a client that sends pings and reads no pongs is cut")
  func unreadPongs() async throws {
    let configure = { (settings: inout SocketSettings) in
      (settings.messagesAtOnce, settings.closeTimeout) = (1 << 30, .milliseconds(50))
    }
    try await withSockets(configure: configure) { sockets in
      let client = try await sockets.open()
      try await client.stopReading()
      let text = String(repeating: "x", count: 200_000)
      // The connection is reset at some time; how much the kernel takes before is its affair.
      while (try? await client.send(#"{"type":"ping","payload":{"a":"\#(text)"}}"#)) != nil {}
      await sockets.service.logbook.wait(for: "session gone")
    }
  }

  @Test("fifty results that are much larger than what the connection holds all reach a reader")
  func manyLargeResults() async throws {
    try await withSockets(configure: { $0.waitingBytesLimit = 16 << 20 }) { sockets in
      var client = try await sockets.open()
      for id in 0..<50 { try await client.subscribe(String(id), "large 140000") }
      var texts: [Int] = []
      for _ in 0..<100 {
        guard case .text(let text) = await client.next() else { break }
        texts.append(text.utf8.count)
      }
      #expect(texts.count { $0 > 140_000 } == 50)
      #expect(texts.count { $0 < 140_000 } == 50)
    }
  }
}
