import GraphQLHTTP
import GraphQLNIO
import Testing

/// What two servers could read in different ways is refused, and nothing behind it is read.
@Suite struct SmugglingTests {
  private static let postHead = "POST /a HTTP/1.1\r\nHost: a\r\n"
  private static let hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"

  /// Sends bytes; the first answer is a refusal with this status, the last one, and no other request was seen.
  private func expectRefusal(
    _ status: Int, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await withServer { _, client in
      try await client.send(text)
      let answer = await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)", sourceLocation: sourceLocation)
      #expect(answer.contains("Connection: close\r\n"), sourceLocation: sourceLocation)
      #expect(!answer.contains("hidden"), sourceLocation: sourceLocation)
    }
  }

  @Test(
    "[SMUGGLING length] what is not clear about the end of a body is 400",
    arguments: [
      "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
      "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody",
      "Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody",
      "Content-Length: 4, 4\r\n\r\nbody",
      "Content-Length: +4\r\n\r\nbody",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 0x4\r\n\r\nbody",
      "Content-Length: 99999999999999999999999\r\n\r\nbody",
      "Content-Length: \r\n\r\n",
      "Content-Length : 4\r\n\r\nbody",
      "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
      "Transfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n2\nab\n0\n\n",
      "Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n",
    ])
  func length(fields: String) async throws { try await expectRefusal(400, Self.postHead + fields + Self.hidden) }

  @Test(
    "[SMUGGLING coding] a transfer coding other than chunked is refused",
    arguments: [
      "gzip, chunked", "chunked, chunked", "chunked, identity", "xchunked", "gzip", "identity", "chunked;q=1",
      "\u{0B}chunked", "chunked\r\nTransfer-Encoding: chunked", "chunked\r\nTransfer-Encoding: identity",
    ])
  func coding(value: String) async throws {
    try await withServer { _, client in
      try await client.send(Self.postHead + "Transfer-Encoding: \(value)\r\n\r\n0\r\n\r\n" + Self.hidden)
      let answer = await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 501 "), "\(answer)")
      #expect(!answer.contains("hidden"))
    }
  }

  @Test("[SMUGGLING coding] HTTP/1.0 has no transfer coding")
  func oldCoding() async throws {
    try await expectRefusal(
      400, "POST /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Self.hidden)
  }

  @Test(
    "[SMUGGLING lines] line ends, folded fields and control characters are 400",
    arguments: [
      "GET /a HTTP/1.1\nHost: a\n\n",
      "GET /a HTTP/1.1\r\nHost: a\nB: c\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\n\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n",
      "GET /a HTTP/1.1\r\n Host: a\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nB: c\rd\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nB: \0\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nB\u{01}: c\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nB\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\n: c\r\n\r\n",
      "GET /a\u{01} HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /a\0 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET\t/a\tHTTP/1.1\r\nHost: a\r\n\r\n",
      "get /a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /a\r\n\r\n",
      "GET /a HTTP/1.1 \r\nHost: a\r\n\r\n",
      "GET /a HTTQ/1.1\r\nHost: a\r\n\r\n",
    ])
  func lines(request: String) async throws { try await expectRefusal(400, request + Self.hidden) }

  @Test(
    "[SMUGGLING host] HTTP/1.1 wants one Host, and the target is of that host",
    arguments: [
      "GET /a HTTP/1.1\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "GET http://b/a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://a.b/a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://a@b/a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET ftp://a/a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
      "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
  func host(request: String) async throws { try await expectRefusal(400, request + Self.hidden) }

  @Test("[SMUGGLING host] a target with the scheme and the host of the request is its path")
  func absoluteForm() async throws {
    try await withServer { _, client in
      try await client.send("GET http://a:80/b?c=d HTTP/1.1\r\nHost: a:80\r\n\r\n")
      #expect(await client.read(through: "GET /b?c=d ") == answer("GET /b?c=d "))
      try await client.send("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await client.read(through: "GET / ") == answer("GET / "))
      try await client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await client.read(through: "OPTIONS * ") == answer("OPTIONS * "))
    }
  }

  @Test(
    "[SMUGGLING version] another version of HTTP, such as the preface of HTTP/2, is refused",
    arguments: ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /a HTTP/2.0\r\nHost: a\r\n\r\n", "GET /a HTTP/0.9\r\n\r\n"])
  func version(request: String) async throws {
    try await expectRefusal(400, request)
  }

  @Test("[SMUGGLING upgrade] behind an upgrade that is not made nothing is read")
  func ignoredUpgrade() async throws {
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      let fields = "Connection: Upgrade\r\nUpgrade: h2c\r\n"
      try await client.send(get("/a", fields) + Self.hidden)
      #expect(await client.readAll() == answer("GET /a ", "Connection: close\r\n"))
    }
    // A handshake with a body is no handshake.
    try await withServer(upgrade: EchoUpgrade()) { _, client in
      try await client.send(post("/socket", "body", "Connection: Upgrade\r\nUpgrade: websocket\r\n") + Self.hidden)
      #expect(await client.readAll() == answer("POST /socket body", "Connection: close\r\n"))
    }
  }
}
