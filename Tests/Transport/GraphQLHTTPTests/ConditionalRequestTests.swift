import GraphQLHTTP
import Testing

@Suite("Conditional requests")
struct ConditionalRequestTests {
  private func response() -> HTTPExchangeResponse {
    var head = HTTPResponseHead(
      status: 200, fields: ["Content-Type": "application/json", "Vary": "Accept", "Cache-Control": "no-store"])
    head.allowCaching(HTTPCaching(maxAgeSeconds: 60, isPrivate: false, entityTag: "W/\"a\""))
    return HTTPExchangeResponse(head: head, body: [1])
  }

  private func get(_ wanted: String?) -> HTTPRequestHead {
    HTTPRequestHead(method: "GET", target: "/graphql", fields: wanted.map { ["If-None-Match": $0] } ?? [:])
  }

  @Test("[HTTP cache] an answer that may be kept says for how long, by whom, and what it depends on")
  func fields() {
    let fields = response().head.fields
    #expect(fields["cache-control"] == "max-age=60, public")
    #expect(fields["vary"] == "Accept, Authorization")
    #expect(fields["etag"] == "W/\"a\"")
    #expect(fields["content-type"] == "application/json")
    var head = HTTPResponseHead(status: 200)
    head.allowCaching(HTTPCaching(maxAgeSeconds: 1, isPrivate: true, entityTag: "\"b\""))
    #expect(head.fields["cache-control"] == "max-age=1, private")
    #expect(head.fields["vary"] == "Accept, Authorization")
  }

  @Test("[HTTP Vary] what an answer already depends on stays, and is not said twice")
  func vary() {
    var head = HTTPResponseHead(status: 200, fields: ["vary": "Origin", "Vary": "accept"])
    head.allowCaching(HTTPCaching(maxAgeSeconds: 1, isPrivate: true, entityTag: "\"b\""))
    #expect(head.fields["Vary"] == "Origin, accept, Authorization")
    head = HTTPResponseHead(status: 200, fields: ["Vary": "*"])
    head.allowCaching(HTTPCaching(maxAgeSeconds: 1, isPrivate: true, entityTag: "\"b\""))
    #expect(head.fields["Vary"] == "*")
  }

  @Test(
    "[HTTP 304] a client that has the answer gets 304 without a body",
    arguments: ["W/\"a\"", "\"a\"", "\"x,\", W/\"a\"", "*"])
  func notModified(_ wanted: String) {
    let answer = response().conditional(get(wanted))
    #expect(answer.head.status == 304)
    #expect(answer.body.isEmpty)
    #expect(answer.head.fields["etag"] == "W/\"a\"")
    #expect(answer.head.fields["cache-control"] == "max-age=60, public")
    #expect(answer.head.fields["vary"] == "Accept, Authorization")
    #expect(answer.head.fields["content-type"] == nil)
  }

  @Test(
    "[HTTP 304] a client that has another answer, or none, gets it", arguments: ["\"b\"", "a", "", nil] as [String?])
  func modified(_ wanted: String?) {
    #expect(response().conditional(get(wanted)) == response())
  }

  @Test("[HTTP 304] a POST and an answer without a tag are never 304")
  func others() {
    let post = HTTPRequestHead(method: "POST", target: "/graphql", fields: ["If-None-Match": "*"])
    #expect(response().conditional(post) == response())
    let plain = HTTPExchangeResponse(head: HTTPResponseHead(status: 200), body: [1])
    #expect(plain.conditional(get("*")) == plain)
  }
}
