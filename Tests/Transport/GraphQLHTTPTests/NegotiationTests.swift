import GraphQLHTTP
import Testing

@Suite struct NegotiationTests {
  @Test(
    "[HTTP Accept] a single result takes the best format the client accepts",
    arguments: [
      (nil, .json), ("", .json), ("*/*", .json), ("application/*", .json), ("application/json", .json),
      ("application/graphql-response+json", .graphQLResponse), ("APPLICATION/GraphQL-Response+JSON", .graphQLResponse),
      ("application/graphql-response+json, application/json;q=0.9", .graphQLResponse),
      ("application/graphql-response+json;q=0.5, application/json;q=0.9", .json),
      ("application/json, application/graphql-response+json", .json),
      ("application/graphql-response+json, application/json", .graphQLResponse),
      ("application/json;q=0, */*", .graphQLResponse),
      ("application/json;q=0.1, application/*;q=0.5", .graphQLResponse),
      ("application/json; charset=utf-8", .json), ("application/json;charset=\"UTF-8\";q=0.8", .json),
      ("text/html, application/json", .json), ("text/html;q=1, */*;q=0.1", .json),
      ("garbage, application/json", .json),
      ("application/json;q=2, application/graphql-response+json", .graphQLResponse),
      ("text/event-stream", .eventStream), ("text/*", .eventStream),
      ("text/event-stream, application/json", .eventStream),
      ("application/json;q=0.5, text/event-stream", .eventStream),
      ("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", .graphQLResponse),
      ("multipart/mixed;deferSpec=20220824, application/json", .json),
      ("multipart/mixed", .multipartMixed(.incremental)),
      ("text/x;a=\"b,c\", application/graphql-response+json", .graphQLResponse),
    ] as [(String?, ResponseFormat)])
  func single(accept: String?, format: ResponseFormat) throws {
    #expect(try accepting(accept).format(for: .query) == format)
  }

  @Test(
    "[HTTP 406] nothing acceptable is 406",
    arguments: [
      "text/html", "image/*", "application/json;q=0", "*/*;q=0", "application/json; charset=utf-16", "garbage",
      "application/xml, text/plain",
    ])
  func notAcceptable(accept: String) {
    #expect(fault { () throws(HTTPFault) in try accepting(accept) }?.status == 406)
  }

  @Test(
    "[SSE Accept] a subscription takes the best stream the client names",
    arguments: [
      ("text/event-stream", .eventStream), ("application/json, text/event-stream;q=0.1", .eventStream),
      ("multipart/mixed;boundary=graphql;subscriptionSpec=1.0, application/json", .multipartMixed(.subscription)),
      ("text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=\"1.0\"", .multipartMixed(.subscription)),
      ("multipart/mixed;deferSpec=20220824, multipart/mixed;subscriptionSpec=1.0", .multipartMixed(.subscription)),
      ("multipart/mixed;subscriptionSpec=1.0;q=0, text/event-stream;q=0.1", .eventStream),
    ] as [(String, ResponseFormat)])
  func events(accept: String, format: ResponseFormat) throws {
    #expect(try accepting(accept).format(for: .subscription) == format)
  }

  @Test(
    "[HTTP subscription] a subscription without a stream in Accept is a clear error",
    arguments: [nil, "*/*", "application/json", "application/graphql-response+json"] as [String?])
  func subscriptionRefused(accept: String?) throws {
    let exchange = try accepting(accept)
    let fault = #expect(throws: HTTPFault.self) { try exchange.format(for: .subscription) }
    #expect(fault?.status == 406)
  }

  @Test(
    "[INC Accept] an incremental result takes a stream if one is named, else it is answered whole",
    arguments: [
      ("application/json", .json), (nil, .json), ("multipart/mixed", .multipartMixed(.incremental)),
      ("multipart/mixed;deferSpec=20220824, application/json", .multipartMixed(.incremental2022)),
      ("multipart/mixed;deferSpec=x", .multipartMixed(.incremental)),
      ("application/json, text/event-stream", .eventStream), ("text/event-stream", .eventStream),
      ("multipart/mixed;deferSpec=\"20220824\";q=0.9, text/event-stream;q=0.5", .multipartMixed(.incremental2022)),
      ("*/*", .json), ("application/graphql-response+json", .graphQLResponse), ("multipart/mixed;q=0, */*", .json),
      ("multipart/mixed;subscriptionSpec=1.0, application/json", .json),
      ("multipart/mixed;subscriptionSpec=1.0, multipart/mixed, application/json", .multipartMixed(.incremental)),
    ] as [(String?, ResponseFormat)])
  func incremental(accept: String?, format: ResponseFormat) throws {
    #expect(try accepting(accept).format(for: .incremental(isMutation: false)) == format)
  }

  @Test("[HTTP Accept limit] a header with thousands of ranges costs no more than the first few")
  func manyRanges() {
    let accept = String(repeating: "text/html,", count: 5000) + "application/json"
    #expect(fault { () throws(HTTPFault) in try accepting(accept) }?.status == 406)
  }
}
