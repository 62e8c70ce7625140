import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct ResponseHeadTests {
  @Test(
    "[APQ status] an unknown persisted query is 200 in both profiles and is not stored",
    arguments: [
      StatusProfile.classic, .draft2026,
    ])
  func persisted(profile: StatusProfile) throws {
    let exchange = try exchange { $0.statusProfile = profile }
    let head = exchange.responseHead(for: .persistedQueryNotFound, in: .graphQLResponse, cacheControl: "max-age=60")
    #expect(head.status == 200)
    #expect(head.fields["Cache-Control"] == "no-store")
  }

  @Test(
    "[HTTP 401] a refusal of the whole request keeps its status and is plain JSON", arguments: [401, 403, 429, 504])
  func refused(status: Int) throws {
    for format in [ResponseFormat.json, .graphQLResponse, .eventStream, .multipartMixed(.incremental)] {
      let head = try exchange().responseHead(for: .refused(status: status), in: format)
      #expect(head.status == status)
      if format.isStream { #expect(head.fields["Content-Type"] == "application/json; charset=utf-8") }
    }
  }

  @Test("[SSE head] a stream begins with 200 whatever comes, is not cached and not held back")
  func stream() throws {
    let head = try exchange().responseHead(for: .requestError, in: .eventStream)
    #expect(head.status == 200)
    #expect(head.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(head.fields["cache-control"] == "no-cache")
    #expect(head.fields["x-accel-buffering"] == "no")
  }

  @Test("[INC head] the type of a multipart stream says its boundary and its dialect")
  func multipart() throws {
    let exchange = try exchange()
    func type(_ dialect: MultipartDialect) -> String? {
      exchange.responseHead(for: .data, in: .multipartMixed(dialect)).fields["content-type"]
    }
    #expect(type(.incremental) == #"multipart/mixed; boundary="-""#)
    #expect(type(.incremental2022) == #"multipart/mixed; boundary="-"; deferSpec=20220824"#)
    #expect(type(.subscription) == "multipart/mixed;boundary=graphql;subscriptionSpec=1.0")
  }

  @Test("[HTTP cache] only a result without errors may be cached, and only when it says so")
  func caching() throws {
    let exchange = try exchange()
    #expect(exchange.responseHead(for: .data, in: .json).fields["Cache-Control"] == "no-store")
    #expect(exchange.responseHead(for: .data, in: .json).fields["Vary"] == "Accept")
    #expect(
      exchange.responseHead(for: .data, in: .json, cacheControl: "max-age=60").fields["Cache-Control"] == "max-age=60")
    #expect(
      exchange.responseHead(for: .dataWithErrors, in: .json, cacheControl: "max-age=60").fields["Cache-Control"]
        == "no-store")
  }

  @Test("[HTTP format] the formats of request errors follow the negotiation")
  func requestErrorFormats() throws {
    #expect(try accepting("application/graphql-response+json").formatForRequestError == .graphQLResponse)
    #expect(try accepting("text/event-stream").formatForRequestError == .eventStream)
    #expect(try accepting(nil).formatForRequestError == .json)
  }

  @Test(
    "[HTTP 408, 413, 414, 415, 431, 503] the faults of the connection carry their status and what the client should do",
    arguments: [
      (HTTPFault.requestTimeout, 408), (.bodyTooLarge(limit: 1), 413), (.targetTooLong(limit: 1), 414),
      (.unsupportedMediaType("No."), 415), (.headersTooLarge, 431), (.overloaded(retryAfterSeconds: 5), 503),
    ])
  func faults(fault: HTTPFault, status: Int) {
    let response = fault.response
    #expect(response.head.status == status)
    #expect(response.contentType == "application/json; charset=utf-8")
    #expect(response.head.fields["cache-control"] == "no-store")
    #expect(response.value("errors")?.arrayValue?.first?.objectValue?["message"] == .string(fault.message))
    if status == 503 { #expect(response.head.fields["retry-after"] == "5") }
  }
}
