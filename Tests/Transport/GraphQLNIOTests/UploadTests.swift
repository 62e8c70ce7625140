import GraphQLHTTP
import GraphQLNIO
import Testing

/// Bodies that are read while they arrive.
@Suite struct UploadTests {
  /// A head that announces a body.
  private func head(_ path: String, _ fields: String) -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n"
  }

  /// What the responder says of a body.
  private func summary(_ body: [UInt8]) -> String {
    let sum = body.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
    return answer("\(body.count) bytes, sum \(sum)")
  }

  @Test("a body is read while it arrives, and the connection serves on")
  func pieces() async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      try await client.send(head("/upload", "Content-Length: 6") + "abc")
      await responder.journal.wait(for: "read 3")
      try await client.send("def" + get("/b"))
      #expect(await client.read(through: "GET /b ") == summary(Array("abcdef".utf8)) + answer("GET /b "))
      try await client.send(head("/upload", "Transfer-Encoding: chunked") + "2\r\nab\r\n")
      await responder.journal.wait(for: "read 2")
      try await client.send("1\r\nc\r\n0\r\n\r\n" + get("/b"))
      #expect(await client.read(through: "GET /b ") == summary(Array("abc".utf8)) + answer("GET /b "))
    }
  }

  @Test("requests with such bodies that come at once are answered in their order")
  func pipelined() async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      let many = (0..<100).map { post("/upload", "\($0)") + get("/\($0)") }.joined()
      try await client.send(get("/gate") + many)
      await responder.gate.waitForArrival()
      await responder.gate.open()
      let answers = (0..<100).map { summary(Array("\($0)".utf8)) + answer("GET /\($0) ") }.joined()
      #expect(await client.read(through: "GET /99 ") == answer("passed") + answers)
    }
  }

  @Test("a large body arrives whole, however late it is read")
  func large() async throws {
    let responder = PathResponder()
    let body = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
    try await withServer(responder) { _, client in
      client.beginToSend(
        Array(head("/upload/gate", "Content-Length: \(body.count)").utf8) + body + Array(get("/b").utf8))
      await responder.journal.wait(for: "upload")
      await responder.gate.open()
      #expect(await client.read(through: "GET /b ") == summary(body) + answer("GET /b "))
    }
  }

  @Test("[HTTP 413] a length over the limit is refused before the client sends the body")
  func announced() async throws {
    try await withServer { _, client in
      try await client.send(head("/upload", "Expect: 100-continue\r\nContent-Length: 1048577"))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test("[HTTP 413] a body that passes the limit ends there")
  func unannounced() async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      let chunk = String(repeating: "x", count: 1 << 16)
      try await client.send(head("/upload", "Transfer-Encoding: chunked"))
      for _ in 0..<16 { try await client.send("10000\r\n\(chunk)\r\n") }
      await responder.journal.wait(for: "read \(1 << 20)")
      try await client.send("1\r\nx\r\n")
      let answer = await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("Connection: close\r\n"))
      await responder.journal.wait(for: "body refused")
    }
  }

  @Test("[HTTP 408] a body that comes too slowly is given up")
  func slow() async throws {
    let responder = PathResponder()
    try await withServer(responder, configure: { $0.bodyRateWindow = .milliseconds(100) }) { _, client in
      try await client.send(head("/upload", "Content-Length: 1000") + "abc")
      let answer = await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("Connection: close\r\n"))
      await responder.journal.wait(for: "body refused")
    }
  }

  @Test("[HTTP 408] a body that drips is given up, too")
  func drip() async throws {
    let responder = PathResponder()
    try await withServer(
      responder, configure: { ($0.bodyRateWindow, $0.bodyRate) = (.milliseconds(100), 1 << 40) }
    ) { _, client in
      try await client.send(head("/upload", "Content-Length: 1048576"))
      while await !responder.journal.contains("body refused") { try? await client.send("x") }
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("[HTTP 408] a client whose body is not asked for is not too slow")
  func notAsked() async throws {
    let responder = PathResponder()
    try await withServer(
      responder,
      configure: { ($0.bodyRateWindow, $0.bodyTimeout) = (.milliseconds(20), .milliseconds(20)) }
    ) { server, client in
      try await client.send(head("/upload/gate", "Content-Length: 3") + "ab")
      await responder.journal.wait(for: "upload")
      // As soon as this one has been given up, the other would have been too.
      var other = try await Client.connect(to: server)
      try await other.send(head("/a", "Content-Length: 3") + "ab")
      #expect(await other.readAll().hasPrefix("HTTP/1.1 408 "))
      try await client.send("c")
      await responder.gate.open()
      #expect(await client.read(through: "sum 96354") == summary(Array("abc".utf8)))
    }
  }

  @Test("[HTTP 100] a client that waits is told to go on when its body is asked for")
  func expectation() async throws {
    try await withServer { _, client in
      try await client.send(head("/upload", "Expect: 100-continue\r\nContent-Length: 3"))
      #expect(await client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try await client.send("abc")
      #expect(await client.read(through: "sum 96354") == summary(Array("abc".utf8)))
    }
    try await withServer { _, client in
      try await client.send(head("/upload/unread", "Expect: 100-continue\r\nContent-Length: 3"))
      #expect(await client.readAll() == answer("not read", "Connection: close\r\n"))
    }
  }

  @Test("an answer before the end of the body ends the connection")
  func early() async throws {
    try await withServer { _, client in
      try await client.send(head("/upload/unread", "Content-Length: 1000") + "abc")
      #expect(await client.readAll() == answer("not read", "Connection: close\r\n"))
    }
    try await withServer { _, client in
      try await client.send(head("/upload/stream", "Content-Length: 1000") + "abc")
      let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
      #expect(await client.readAll() == head + "8\r\nnot read\r\n0\r\n\r\n")
    }
  }

  @Test("what is no chunk is 400 for the reader")
  func malformed() async throws {
    try await withServer { _, client in
      try await client.send(head("/upload", "Transfer-Encoding: chunked") + "2\r\nab\r\nnonsense\r\n")
      #expect(await client.readAll().hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test("a reader hears that its client has gone", arguments: [false, true])
  func gone(isReset: Bool) async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      try await client.send(head("/upload", "Content-Length: 1000") + "abc")
      await responder.journal.wait(for: "read 3")
      if isReset { try await client.reset() } else { try await client.close() }
      await responder.journal.wait(for: "body cancelled")
    }
  }

  @Test("[LIMIT uploads] uploads have a number of their own")
  func number() async throws {
    let responder = PathResponder()
    try await withServer(responder, configure: { $0.uploadLimit = 1 }) { server, client in
      try await client.send(head("/upload/gate", "Content-Length: 3"))
      await responder.journal.wait(for: "upload")
      var other = try await Client.connect(to: server)
      try await other.send(get("/a") + post("/upload", "abc"))
      let text = await other.readAll()
      #expect(text.hasPrefix(answer("GET /a ") + "HTTP/1.1 503 ") && text.contains("Retry-After: 1\r\n"))
      try await client.send("abc")
      await responder.gate.open()
      #expect(await client.read(through: "sum 96354") == summary(Array("abc".utf8)))
      try await client.send(post("/upload", "abc"))
      #expect(await client.read(through: "sum 96354") == summary(Array("abc".utf8)))
    }
  }
}
