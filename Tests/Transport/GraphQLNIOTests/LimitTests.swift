import GraphQLHTTP
@testable import GraphQLNIO
import NIOCore
import NIOHTTP1
import Testing

@Suite struct LimitTests {
  private static let unfinished = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbo"

  // MARK: Time

  @Test("[HTTP 408] a head that is begun arrives in time or not at all")
  func slowHead() async throws {
    try await withServer(configure: { $0.headTimeout = .milliseconds(100) }) { _, client in
      try await client.send("GET /a HTTP/1.1\r\nHo")
      let answer = await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("Connection: close\r\n"))
    }
    try await withServer(configure: { $0.headTimeout = .milliseconds(100) }) { _, client in
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      try await client.send("G")
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("[HTTP 408] a client that sends a byte now and then gets no more time for it")
  func drip() async throws {
    try await withServer(configure: { $0.headTimeout = .milliseconds(100) }) { _, client in
      var isRefused = false
      try await client.send("GET /a HTTP/1.1\r\nHost: a\r\nX: ")
      while !isRefused {
        do { try await client.send("x") } catch { isRefused = true }
        try await Task.sleep(for: .milliseconds(5))
      }
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("[HTTP 408] a body arrives in time, and fast enough")
  func slowBody() async throws {
    try await withServer(configure: { $0.bodyTimeout = .milliseconds(100) }) { _, client in
      try await client.send(Self.unfinished)
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
    try await withServer(configure: { $0.bodyRateWindow = .milliseconds(100) }) { _, client in
      try await client.send(Self.unfinished)
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("[HTTP 408] an extension of a chunk without end is no body")
  func chunkExtension() async throws {
    try await withServer(configure: { $0.bodyRateWindow = .milliseconds(100) }) { _, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=")
      client.beginToSend([UInt8](repeating: 0x78, count: 1 << 20))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  // MARK: Size

  @Test("[HTTP 413] an announced length over the limit is refused before the client sends the body")
  func announcedLength() async throws {
    try await withServer(configure: { $0.bodyBytes = 4 }) { _, client in
      try await client.send(post("/a", "1234"))
      #expect(await client.read(through: "1234") == answer("POST /a 1234"))
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
      let text = await client.readAll()
      #expect(text.hasPrefix("HTTP/1.1 413 ") && text.contains("Connection: close\r\n"))
    }
  }

  @Test("[HTTP 413] a chunked body over the limit is refused where it passes it")
  func chunkedLength() async throws {
    try await withServer(configure: { $0.bodyBytes = 4 }) { _, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n")
      #expect(await client.readAll().hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test("[HTTP 414] a target may be so long and no longer")
  func target() async throws {
    try await withServer(configure: { $0.targetBytes = 100 }) { _, client in
      let longest = "/" + String(repeating: "x", count: 99)
      try await client.send(get(longest))
      #expect(await client.read(through: "x ") == answer("GET \(longest) "))
      try await client.send(get(longest + "x"))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 414 "))
    }
  }

  @Test("[HTTP 431] a head may be so large and no larger")
  func headBytes() async throws {
    let most = "X: " + String(repeating: "x", count: 94) + "\r\n"
    try await withServer(configure: { $0.headBytes = 100 }) { _, client in
      try await client.send(get("/a", most))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      try await client.send(get("/a", "x" + most))
      let text = await client.readAll()
      #expect(text.hasPrefix("HTTP/1.1 431 ") && text.contains("Connection: close\r\n"))
    }
  }

  @Test("[HTTP 431] a head may have so many fields and no more, trailers of a body included")
  func headFields() async throws {
    let nine = (0..<9).map { "X\($0): x\r\n" }.joined()
    try await withServer(configure: { $0.headFields = 10 }) { _, client in
      try await client.send(get("/a", nine))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      try await client.send(get("/a", nine + "Y: y\r\n"))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 431 "))
    }
    try await withServer(configure: { $0.headFields = 10 }) { _, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + nine + "\r\n")
      #expect(await client.readAll().hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test("[HTTP 431] blanks without end count as head")
  func blanks() async throws {
    try await withServer { _, client in
      client.beginToSend(Array(("GET /a HTTP/1.1\r\nA:" + String(repeating: " ", count: 1 << 20)).utf8))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test("[HTTP 417] only 100-continue can be expected")
  func expectation() async throws {
    try await withServer { _, client in
      try await client.send(post("/a", "body", "Expect: the-best\r\n") + get("/b"))
      let text = await client.readAll()
      #expect(text.hasPrefix("HTTP/1.1 417 ") && !text.contains("/b"))
    }
  }

  // MARK: Number

  @Test("[LIMIT requests] so many requests are in progress at once; more are 503, and may be tried again")
  func requestsInProgress() async throws {
    let responder = PathResponder()
    try await withServer(responder, configure: { $0.requestLimit = 1 }) { server, client in
      try await client.send(get("/gate"))
      await responder.gate.waitForArrival()
      var other = try await Client.connect(to: server)
      for _ in 0..<2 {
        try await other.send(get("/a"))
        let text = await other.read(through: "}]}")
        #expect(text.hasPrefix("HTTP/1.1 503 ") && text.contains("Retry-After: 1\r\n"))
        #expect(text.contains("UNAVAILABLE"))
      }
      await responder.gate.open()
      #expect(await client.read(through: "passed") == answer("passed"))
      try await other.send(get("/a"))
      #expect(await other.read(through: "GET /a ") == answer("GET /a "))
    }
  }

  @Test("[LIMIT connections] so many connections are open; more are 503 and closed", arguments: [true, false])
  func connections(isPerAddress: Bool) async throws {
    let limit = { (settings: inout HTTPServer.Settings) in
      if isPerAddress { settings.connectionsPerAddress = 1 } else { settings.connectionLimit = 1 }
    }
    try await withServer(configure: limit) { server, client in
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      var other = try await Client.connect(to: server)
      // The client may send; nobody reads it.
      other.beginToSend(Array(get("/b").utf8))
      let text = await other.readAll()
      #expect(text.hasPrefix("HTTP/1.1 503 ") && text.contains("Retry-After: 5\r\n"))
      #expect(text.contains("Connection: close\r\n"))
      #expect(server.connectionCount == 1)
      // Its place is free when it has gone; the server hears of that a little later.
      try await client.close()
      while server.connectionCount > 0 { await Task.yield() }
      var next = try await Client.connect(to: server)
      try await next.send(get("/c"))
      #expect(await next.read(through: "GET /c ") == answer("GET /c "))
    }
  }

  @Test("[LIMIT requests] a connection may bring so many requests, and is closed after the last")
  func requestsPerConnection() async throws {
    try await withServer(configure: { $0.requestsPerConnection = 2 }) { _, client in
      try await client.send(get("/a") + get("/b") + get("/c"))
      #expect(await client.readAll() == answer("GET /a ") + answer("GET /b ", "Connection: close\r\n"))
    }
  }

  @Test("[LIMIT pipelining] a thousand requests may wait on a connection and no more")
  func pipelining() {
    var waiting = WaitingParts()
    let head = HTTPServerRequestPart.head(.init(version: .http1_1, method: .GET, uri: "/"))
    let hasRoom = (0..<1_000).allSatisfy { _ in waiting.append(head) && waiting.append(.end(nil)) }
    let hasMore = waiting.append(head)
    #expect(hasRoom && !hasMore)
    let first = waiting.popFirst()
    let hasRoomAgain = waiting.append(head)
    #expect(first == head && hasRoomAgain)
  }

  @Test("[LIMIT connections] an address of IPv6 counts with its network, one of IPv4 for itself")
  func origins() throws {
    func origin(_ address: String) throws -> ConnectionAdmission.Origin? {
      ConnectionAdmission.origin(try SocketAddress(ipAddress: address, port: 80))
    }
    #expect(try origin("10.0.0.1") == origin("10.0.0.1"))
    #expect(try origin("10.0.0.1") != origin("10.0.0.2"))
    #expect(try origin("2001:db8::1") == origin("2001:db8::ffff:2"))
    #expect(try origin("2001:db8::1") != origin("2001:db8:0:1::1"))
    #expect(try origin("::ffff:10.0.0.1") != origin("::ffff:10.0.0.2"))
  }

  // MARK: Answers that nobody reads

  @Test(
    "[LIMIT write] a client that does not read its answer is cut, and gets no further ones",
    arguments: ["/large", "/flood"])
  func stalledReader(path: String) async throws {
    let responder = PathResponder()
    let hasty = { (settings: inout HTTPServer.Settings) in settings.writeTimeout = .milliseconds(100) }
    try await withServer(responder, reads: false, configure: hasty) { server, client in
      try await client.send(get(path) + get("/patient"))
      while server.connectionCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
      if path == "/flood" { await responder.journal.wait(for: "flood ended") }
      #expect(await !responder.journal.contains("patient"))
      #expect(await !responder.journal.contains("flooded"))
    }
  }

  @Test("[LIMIT write] a client that reads late gets everything, and then the next answer")
  func lateReader() async throws {
    try await withServer(reads: false) { _, client in
      try await client.send(get("/large") + get("/b"))
      try await client.beginToRead()
      let text = await client.read(through: "GET /b ")
      #expect(text == answer(String(repeating: "x", count: 16 << 20)) + answer("GET /b "))
    }
  }
}
