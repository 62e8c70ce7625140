import GraphQLHTTP
import Testing

@Suite struct ResponseHeadTests {
  private func status(
    _ outcome: ResponseOutcome, _ format: ResponseFormat, _ profile: StatusProfile = .classic
  ) throws -> Int {
    try exchange { $0.statusProfile = profile }.responseHead(for: outcome, in: format).status
  }

  @Test("the classic profile answers failed requests with 400, and with 200 where only application/json is accepted")
  func classic() throws {
    #expect(try status(.requestError, .graphQLResponse) == 400)
    #expect(try status(.requestError, .json) == 200)
    #expect(try status(.data, .graphQLResponse) == 200)
    #expect(try status(.dataWithErrors, .graphQLResponse) == 200)
    #expect(try status(.dataWithErrors, .json) == 200)
  }

  @Test("the draft profile answers failed requests with 422 and data with errors with 294")
  func draft() throws {
    #expect(try status(.requestError, .graphQLResponse, .draft2026) == 422)
    #expect(try status(.requestError, .json, .draft2026) == 422)
    #expect(try status(.dataWithErrors, .graphQLResponse, .draft2026) == 294)
    #expect(try status(.data, .json, .draft2026) == 200)
  }

  @Test("the draft profile keeps plain JSON for success")
  func draftMediaType() throws {
    let exchange = try exchange { $0.statusProfile = .draft2026 }
    #expect(
      exchange.responseHead(for: .requestError, in: .json).fields["Content-Type"]
        == "application/graphql-response+json; charset=utf-8")
    #expect(exchange.responseHead(for: .data, in: .json).fields["Content-Type"] == "application/json; charset=utf-8")
  }

  @Test("an unknown persisted query is 200 and not stored")
  func persisted() throws {
    let head = try exchange().responseHead(for: .persistedQueryNotFound, in: .graphQLResponse)
    #expect(head.status == 200)
    #expect(head.fields["Cache-Control"] == "no-store")
  }

  @Test("a refusal of the whole request keeps its status")
  func refused() throws {
    #expect(try status(.refused(status: 401), .json) == 401)
    #expect(try status(.refused(status: 403), .eventStream) == 403)
    #expect(
      try exchange().responseHead(for: .refused(status: 401), in: .eventStream).fields["Content-Type"]
        == "application/json; charset=utf-8")
  }

  @Test("a stream begins with 200 whatever comes, is not cached and not held back")
  func stream() throws {
    let head = try exchange().responseHead(for: .requestError, in: .eventStream)
    #expect(head.status == 200)
    #expect(head.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(head.fields["cache-control"] == "no-cache")
  }

  @Test("only a result without errors may be cached, and only when it says so")
  func caching() throws {
    let exchange = try exchange()
    #expect(exchange.responseHead(for: .data, in: .json).fields["Cache-Control"] == "no-store")
    #expect(
      exchange.responseHead(for: .data, in: .json, cacheControl: "max-age=60").fields["Cache-Control"] == "max-age=60")
    #expect(
      exchange.responseHead(for: .dataWithErrors, in: .json, cacheControl: "max-age=60").fields["Cache-Control"]
        == "no-store")
  }

  @Test("the formats of request errors follow the negotiation")
  func requestErrorFormats() throws {
    #expect(try accepting("application/graphql-response+json").formatForRequestError == .graphQLResponse)
    #expect(try accepting("text/event-stream").formatForRequestError == .eventStream)
    #expect(try accepting(nil).formatForRequestError == .json)
  }

  @Test("the faults of the connection carry their status and what the client should do")
  func faults() {
    #expect(HTTPFault.requestTimeout.response.head.status == 408)
    #expect(HTTPFault.headersTooLarge.response.head.status == 431)
    #expect(HTTPFault.bodyTooLarge(limit: 1).response.head.status == 413)
    let overloaded = HTTPFault.overloaded(retryAfterSeconds: 5).response.head
    #expect(overloaded.status == 503)
    #expect(overloaded.fields["retry-after"] == "5")
  }
}
