import GraphQLHTTP
import Testing

@Suite("One event stream for each operation")
struct DistinctStreamTests {
  private let accept: HTTPFields = ["Content-Type": "application/json", "Accept": "text/event-stream"]

  @Test("[SSE distinct 200] the head says event stream in UTF-8, and that nothing is kept or held back")
  func head() throws {
    let exchange = try exchange(fields: accept)
    for operation in [GraphQLExchange.Operation.query, .mutation, .subscription] {
      let format = try exchange.format(for: operation)
      let head = exchange.responseHead(for: .data, in: format)
      #expect(head.status == 200)
      #expect(head.fields["content-type"] == "text/event-stream; charset=utf-8")
      #expect(head.fields["cache-control"] == "no-cache")
      #expect(head.fields["x-accel-buffering"] == "no")
    }
  }

  @Test("[SSE distinct] subscriptions are served over GET, mutations are not")
  func get() throws {
    let exchange = try exchange("GET", "/graphql?query=%7Ba%7D", fields: ["Accept": "text/event-stream"])
    #expect(try exchange.format(for: .subscription) == .eventStream)
    #expect(status { () throws(HTTPFault) in try exchange.format(for: .mutation) } == 405)
  }

  @Test("[SSE distinct] request errors come on the stream under 200; malformed JSON stays 400")
  func errors() throws {
    let exchange = try exchange(fields: accept)
    #expect(exchange.formatForRequestError == .eventStream)
    #expect(exchange.responseHead(for: .requestError, in: .eventStream).status == 200)
    #expect(fault { () throws(HTTPFault) in try GraphQLHTTPTests.exchange(fields: accept, body: "{") }?.status == 400)
  }

  @Test("[SSE distinct Last-Event-ID] the place from which a client goes on is read")
  func lastEventID() throws {
    #expect(try HTTPRequestHead(method: "GET", target: "/").lastEventID() == nil)
    #expect(try HTTPRequestHead(method: "GET", target: "/", fields: ["Last-Event-ID": ""]).lastEventID() == nil)
    #expect(try HTTPRequestHead(method: "GET", target: "/", fields: ["last-event-id": "42"]).lastEventID() == "42")
  }

  @Test(
    "[SSE distinct Last-Event-ID 400] a value that is long or has control characters is refused",
    arguments: ["4\u{0}2", "4\n2", "4\u{7F}", String(repeating: "1", count: 257)])
  func invalidLastEventID(value: String) {
    let head = HTTPRequestHead(method: "GET", target: "/", fields: ["Last-Event-ID": value])
    #expect(status { () throws(HTTPFault) in try head.lastEventID() } == 400)
  }
}
