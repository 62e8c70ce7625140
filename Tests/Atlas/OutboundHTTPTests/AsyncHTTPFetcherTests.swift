import OutboundHTTP
import Testing

@Suite("Asking other servers")
struct AsyncHTTPFetcherTests {
  @Test("a request arrives as it was written, and its answer comes back whatever the status")
  func exchange() async throws {
    let server = try await CannedServer.start("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope")
    try await asking { fetcher in
      let response = try await fetcher.fetch(
        OutboundRequest(.post, try server.url("/a?b=c"), fields: [("X-Field", "value")], body: Array("body".utf8)))
      #expect(response.status == 404 && response.body == Array("nope".utf8))
    }
    let request = try await server.stop()
    #expect(request.hasPrefix("POST /a?b=c HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\nbody"), "\(request)")
    #expect(request.contains("X-Field: value\r\n"))
  }

  @Test("a host whose address is given is asked there, under its own name, whatever a look-up would say")
  func address() async throws {
    let server = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let port = server.base.port
    try await asking(AsyncHTTPFetcher(addresses: ["docs.invalid": "127.0.0.1"])) { fetcher in
      let url = try #require(OutboundURL(web: "http://docs.invalid:\(port)/a"))
      #expect(url.host == "docs.invalid" && url.port == port)
      #expect(try await fetcher.fetch(OutboundRequest(.get, url)).status == 200)
    }
    let request = try await server.stop()
    #expect(request.contains("docs.invalid:\(port)"), "\(request)")
  }

  @Test("a redirect is an answer like others, and nobody goes there")
  func redirect() async throws {
    let target = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let server = try await CannedServer.start(
      "HTTP/1.1 302 Found\r\nLocation: \(try target.url("/").text)\r\nContent-Length: 0\r\n\r\n")
    try await asking { fetcher in
      let response = try await fetcher.fetch(OutboundRequest(.get, server.base))
      #expect(response.status == 302)
    }
    _ = try await server.stop()
    #expect(try await target.stop().isEmpty)
  }

  @Test("a body of the limit is taken, one of a byte more is not")
  func bodyLimit() async throws {
    for (count, fits) in [(64 << 10, true), (64 << 10 + 1, false)] {
      let server = try await CannedServer.start(
        "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n" + String(repeating: "x", count: count))
      try await asking { fetcher in
        do throws(OutboundError) {
          let response = try await fetcher.fetch(OutboundRequest(.get, server.base))
          #expect(fits && response.body.count == count)
        } catch {
          #expect(!fits && error == .tooLarge, "\(error)")
        }
      }
      _ = try await server.stop()
    }
  }

  @Test("who goes by the status gets it, however large the body is")
  func statusOnly() async throws {
    let server = try await CannedServer.start(
      "HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "x", count: 100_000))
    try await asking { fetcher in
      var request = OutboundRequest(.post, server.base)
      request.needsBody = false
      let response = try await fetcher.fetch(request)
      #expect(response.status == 201 && response.body.isEmpty)
    }
    _ = try await server.stop()
  }

  @Test(
    "an answer that does not come, or does not end, is given up",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx"])
  func timeout(answer: String) async throws {
    let server = try await CannedServer.start(answer)
    try await asking(AsyncHTTPFetcher(timeout: .milliseconds(200))) { fetcher in
      await #expect(throws: OutboundError.timeout) { try await fetcher.fetch(OutboundRequest(.get, server.base)) }
    }
    _ = try await server.stop()
  }

  @Test("a server that is not there, and one that speaks no HTTP, are unreachable")
  func unreachable() async throws {
    let server = try await CannedServer.start("no HTTP at all\r\n\r\n")
    try await asking { fetcher in
      await #expect(throws: OutboundError.unreachable) { try await fetcher.fetch(OutboundRequest(.get, server.base)) }
    }
    _ = try await server.stop()
    try await asking { fetcher in
      await #expect(throws: OutboundError.unreachable) { try await fetcher.fetch(OutboundRequest(.get, server.base)) }
    }
  }

  private func asking(
    _ fetcher: AsyncHTTPFetcher = AsyncHTTPFetcher(timeout: .seconds(30)),
    _ body: (AsyncHTTPFetcher) async throws -> Void
  ) async throws {
    do {
      try await body(fetcher)
    } catch {
      await fetcher.shutdown()
      throw error
    }
    await fetcher.shutdown()
  }
}
