import GraphQLHTTP
import GraphQLNIO
import Testing

@Suite struct RequestTests {
  @Test("a stream whose length is known says it, and its connection stays open")
  func streamLength() async throws {
    try await withServer { _, client in
      try await client.send(get("/stream/6") + get("/a"))
      #expect(
        await client.read(through: "GET /a ") == "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nonetwo"
          + answer("GET /a "))
    }
  }

  @Test("a stream that brings less or more than it said ends its connection", arguments: ["7", "5"])
  func otherStreamLength(length: String) async throws {
    try await withServer { _, client in
      try await client.send(get("/stream/\(length)"))
      #expect(await client.readAll().utf8.count < "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n1234567".utf8.count)
    }
  }

  @Test("a connection serves one request after another, with bodies in any pieces")
  func keepAlive() async throws {
    try await withServer { _, client in
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      try await client.send("POST /b HTTP/1.1\r\nHost: a\r\nContent-Le")
      try await client.send("ngth: 4\r\n\r\nbo")
      try await client.send("dy")
      #expect(await client.read(through: "body") == answer("POST /b body"))
      try await client.send(
        "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n")
      #expect(await client.read(through: "body") == answer("POST /c body"))
    }
  }

  @Test("requests sent at once are answered in their order, whatever takes longest")
  func pipelining() async throws {
    let responder = PathResponder()
    try await withServer(responder) { _, client in
      let many = (0..<500).map { post("/\($0)", "body") }.joined()
      try await client.send(get("/gate") + many)
      await responder.gate.waitForArrival()
      try await client.send(get("/late"))
      await responder.gate.open()
      let expected = answer("passed") + (0..<500).map { answer("POST /\($0) body") }.joined() + answer("GET /late ")
      #expect(await client.read(through: "GET /late ") == expected)
      try await client.send(get("/last"))
      #expect(await client.read(through: "GET /last ") == answer("GET /last "))
    }
  }

  @Test("a client that wants to, or speaks HTTP/1.0, gets its connection closed after the answer")
  func close() async throws {
    try await withServer { _, client in
      try await client.send(get("/a", "Connection: close\r\n") + get("/b"))
      #expect(await client.readAll() == answer("GET /a ", "Connection: close\r\n"))
    }
    try await withServer { _, client in
      try await client.send(get("/a", version: "1.0"))
      #expect(await client.readAll() == answer("GET /a ", "Connection: close\r\n"))
    }
  }

  @Test("a client of HTTP/1.0 that wants to keep its connection is told that it may")
  func oldKeepAlive() async throws {
    try await withServer { _, client in
      for _ in 0..<2 {
        try await client.send(get("/a", "Connection: keep-alive\r\n", version: "1.0"))
        #expect(await client.read(through: "GET /a ") == answer("GET /a ", "Connection: keep-alive\r\n"))
      }
    }
  }

  @Test("HEAD gets the head alone")
  func head() async throws {
    try await withServer { _, client in
      try await client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"))
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\n"
      #expect(await client.read(through: "GET /b ") == head + answer("GET /b "))
    }
  }

  @Test("a client that expects 100-continue is told to go on")
  func expectation() async throws {
    try await withServer { _, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 4\r\n\r\n")
      #expect(await client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try await client.send("body")
      #expect(await client.read(through: "body") == answer("POST /a body"))
    }
  }

  @Test("a body over the limit is 413, what is no HTTP is 400, a head without end is 431, and each ends the connection")
  func faults() async throws {
    try await withServer(configure: { $0.bodyBytes = 4 }) { _, client in
      try await client.send(post("/a", "12345") + get("/b"))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
    }
    try await withServer { _, client in
      try await client.send(get("/a") + "nonsense\r\n\r\n")
      let text = await client.readAll()
      #expect(text.hasPrefix(answer("GET /a ") + "HTTP/1.1 400 Bad Request\r\n"))
      #expect(text.contains("Connection: close\r\n"))
    }
    try await withServer { _, client in
      try await client.send("GET /a HTTP/1.1\r\nLong: " + String(repeating: "x", count: 100_000))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test("what an answer says about the connection is the connection's affair")
  func connectionField() async throws {
    try await withServer { _, client in
      try await client.send(get("/connection"))
      let text = await client.read(through: "}]}")
      #expect(text.hasPrefix("HTTP/1.1 408 ") && !text.contains("Connection"))
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
    }
  }

  @Test("a field that would become two is not sent")
  func splitting() async throws {
    try await withServer { _, client in
      try await client.send(get("/split"))
      let expected = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
      #expect(await client.read(through: "\r\n\r\n") == expected)
    }
  }
}
