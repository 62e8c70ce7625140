import GraphQLHTTP
import Testing

/// Whether an answer is compressed, with a compressor that only halves.
@Suite struct ContentCodingTests {
  private func response(
    _ bytes: Int = 2000, type: String? = "application/json; charset=utf-8", status: Int = 200, _ more: HTTPFields = [:]
  ) -> HTTPExchangeResponse {
    var head = HTTPResponseHead(status: status, fields: more)
    if let type { head.fields.append("Content-Type", type) }
    return HTTPExchangeResponse(head: head, body: [UInt8](repeating: 1, count: bytes))
  }

  private func coded(
    _ response: HTTPExchangeResponse, for accepted: String? = "gzip", threshold: Int? = 1024,
    gzip: ([UInt8]) -> [UInt8]? = { Array($0.prefix($0.count / 2)) }
  ) -> HTTPExchangeResponse {
    var settings = HTTPSettings()
    settings.compressionThreshold = threshold
    let fields: HTTPFields = accepted.map { ["Accept-Encoding": $0] } ?? [:]
    return response.coded(
      for: HTTPRequestHead(method: "POST", target: "/graphql", fields: fields), settings: settings, gzip: gzip)
  }

  @Test("[GZIP head] a compressed answer says so, and that it depends on what the client accepts")
  func head() {
    let answer = coded(response())
    #expect(answer.body.count == 1000)
    #expect(answer.head.fields["Content-Encoding"] == "gzip")
    #expect(answer.head.fields["Vary"] == "Accept-Encoding")
    #expect(answer.head.status == 200)
  }

  @Test("[GZIP 1024] answers are compressed from one byte more than 1024, unless another size or none is set")
  func threshold() {
    #expect(HTTPSettings().compressionThreshold == 1024)
    #expect(coded(response(1024)) == response(1024))
    #expect(coded(response(1025)).body.count == 512)
    #expect(coded(response(11), threshold: 10).body.count == 5)
    #expect(coded(response(), threshold: nil) == response())
  }

  @Test(
    "[GZIP Accept-Encoding] gzip is used where the client likes it no less than no coding",
    arguments: [
      "gzip", "x-gzip", "GZIP", "gzip, deflate, br", "br;q=1.0, gzip;q=0.1", "*", "*;q=0.5",
      "gzip;q=0.5, identity;q=0.5",
      "gzip ; q=0.001", "identity;q=0, gzip", "*;q=0, gzip;q=0.2", " , gzip", "deflate;q=x, gzip;Q=1",
      "gzip;q=0, x-gzip",
    ])
  func accepted(header: String) {
    #expect(coded(response(), for: header).head.fields["Content-Encoding"] == "gzip")
  }

  @Test(
    "[GZIP Accept-Encoding] it is not used otherwise, but the answer still depends on the header",
    arguments: [
      nil, "", "identity", "br, deflate", "gzip;q=0", "*;q=0", "gzip;q=0, *", "gzip;q=0.5, identity",
      "identity, *;q=0.5",
      "gzip;q=2", "gzip;q=", "gzip;level=1", "gzipped", "identity;q=0",
    ])
  func notAccepted(header: String?) {
    let answer = coded(response(), for: header)
    #expect(answer.body == response().body)
    #expect(answer.head.fields["Content-Encoding"] == nil)
    #expect(answer.head.fields["Vary"] == "Accept-Encoding")
  }

  @Test("[GZIP identity;q=0] a client that takes nothing else gets gzip of little answers, too")
  func identityExcluded() {
    #expect(coded(response(10), for: "gzip, identity;q=0").head.fields["Content-Encoding"] == "gzip")
    #expect(coded(response(10), for: "gzip, *;q=0") { $0 + [0] }.body.count == 11)
    #expect(coded(response(10), for: "gzip") == response(10))
  }

  @Test("[GZIP Vary] is added to what is there, once")
  func vary() {
    #expect(coded(response(["Vary": "Accept"])).head.fields["Vary"] == "Accept, Accept-Encoding")
    #expect(coded(response(["Vary": "accept-encoding, Accept"])).head.fields["Vary"] == "accept-encoding, Accept")
    #expect(coded(response(["Vary": "*"])).head.fields["Vary"] == "*")
  }

  private func response(_ fields: HTTPFields) -> HTTPExchangeResponse { response(2000, fields) }

  @Test("[GZIP ETag] a compressed answer has a weak tag, an uncompressed one keeps its own")
  func tag() {
    #expect(coded(response(["ETag": "\"a\""])).head.fields["ETag"] == "W/\"a\"")
    #expect(coded(response(["ETag": "W/\"a\""])).head.fields["ETag"] == "W/\"a\"")
    #expect(coded(response(["ETag": "\"a\""]), for: nil).head.fields["ETag"] == "\"a\"")
  }

  @Test("[GZIP 304] the tag of a compressed answer is recognised, and 304 has its header fields")
  func notModified() throws {
    let whole = response(["ETag": "\"a\"", "Cache-Control": "max-age=1, public"])
    let tag = try #require(coded(whole).head.fields["ETag"])
    for accepted in ["gzip", "identity"] {
      let request = HTTPRequestHead(method: "GET", target: "/", fields: ["If-None-Match": tag])
      let answer = coded(whole.conditional(request), for: accepted)
      #expect(answer.head.status == 304)
      #expect(answer.body.isEmpty)
      #expect(answer.head.fields["Vary"] == "Accept-Encoding")
      #expect(answer.head.fields["ETag"] == (accepted == "gzip" ? "W/\"a\"" : "\"a\""))
      #expect(answer.head.fields["Content-Encoding"] == nil)
    }
  }

  @Test("[GZIP never] streams, empty answers, other types and what is coded already stay as they are")
  func never() {
    for response in [
      response(type: "text/event-stream; charset=utf-8"), response(type: #"multipart/mixed; boundary="-""#),
      response(type: "image/png"), response(type: nil), response(type: "nonsense"), response(0), response(status: 204),
      response(["Content-Encoding": "br"]),
    ] {
      #expect(coded(response) == response)
    }
  }

  @Test(
    "[GZIP types] results, faults and pages are compressed",
    arguments: [
      "application/json; charset=utf-8", "application/graphql-response+json; charset=utf-8", "text/html; charset=utf-8",
      "text/css", "text/javascript", "application/javascript", "image/svg+xml", "text/plain",
    ])
  func types(type: String) {
    for status in [200, 294, 400, 422] {
      #expect(coded(response(type: type, status: status)).head.fields["Content-Encoding"] == "gzip")
    }
  }

  @Test("[GZIP failure] an answer that cannot be compressed, or grows, is sent as it is")
  func failure() {
    for answer in [coded(response(), gzip: { _ in nil }), coded(response(), gzip: { $0 })] {
      #expect(answer.body == response().body)
      #expect(answer.head.fields["Content-Encoding"] == nil)
      #expect(answer.head.fields["Vary"] == "Accept-Encoding")
    }
  }
}
