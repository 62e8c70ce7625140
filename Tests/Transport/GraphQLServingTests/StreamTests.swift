import GraphQLHTTP
import GraphQLServing
import Testing

@Suite("Subscriptions over streams")
struct StreamTests {
  @Test("[SSE] results are next events, and complete is the last")
  func events() async throws {
    let (head, pieces) = try await TestEndpoint().stream("subscription { count(to: 2) }", accept: "text/event-stream")
    #expect(head.status == 200)
    #expect(head.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(
      pieces == [
        ":\n\n", "event: next\ndata: {\"data\":{\"count\":1}}\n\n", "event: next\ndata: {\"data\":{\"count\":2}}\n\n",
        "event: complete\ndata:\n\n",
      ])
  }

  @Test("[SSE] an error of the source is the last result")
  func brokenSource() async throws {
    let (_, pieces) = try await TestEndpoint().stream(
      "subscription { count(to: 1, fails: true) }", accept: "text/event-stream")
    #expect(pieces.count == 4)
    #expect(pieces[2].contains("The source broke."))
    #expect(pieces[3] == "event: complete\ndata:\n\n")
  }

  @Test("[SSE] request errors are the one event of a stream")
  func requestErrors() async throws {
    let response = try await TestEndpoint().query("subscription { nothing }", accept: "text/event-stream")
    #expect(response.status == 200)
    #expect(response.body.hasPrefix(":\n\nevent: next\ndata: {\"errors\":["))
    #expect(response.body.hasSuffix("\n\nevent: complete\ndata:\n\n"))
  }

  @Test("[SSE] a query is served as a stream of one result")
  func query() async throws {
    let response = try await TestEndpoint().query("{ hello }", accept: "text/event-stream")
    #expect(
      response.body == ":\n\nevent: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\nevent: complete\ndata:\n\n")
  }

  @Test("[INC] the multipart dialect of subscriptions wraps each result and begins at once")
  func multipart() async throws {
    let (head, pieces) = try await TestEndpoint().stream(
      "subscription { count(to: 1) }", accept: "multipart/mixed;subscriptionSpec=1.0, application/json")
    #expect(head.fields["content-type"] == "multipart/mixed;boundary=graphql;subscriptionSpec=1.0")
    #expect(
      pieces == [
        "\r\n--graphql",
        "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"payload\":{\"data\":{\"count\":1}}}\r\n--graphql",
        "--\r\n",
      ])
  }

  @Test("[INC] a query for a client that accepts only multipart is one part")
  func singlePart() async throws {
    let response = try await TestEndpoint().query("{ hello }", accept: "multipart/mixed")
    let part = "Content-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"hello\":\"world\"}}"
    #expect(response.body == "\r\n---\r\n\(part)\r\n-----\r\n")
  }

  @Test("a subscription for a client that accepts no stream is refused")
  func noStream() async throws {
    #expect(try await TestEndpoint().query("subscription { count(to: 1) }").status == 406)
  }

  @Test(
    "a silent stream shows signs of life, and ends without a last word when it is cut off",
    arguments: [
      ("text/event-stream", ":\n\n", ":\n\n"),
      (
        "multipart/mixed; subscriptionSpec=1.0", "\r\n--graphql",
        "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{}\r\n--graphql"
      ),
    ])
  func heartbeat(accept: String, opening: String, sign: String) async throws {
    let endpoint = try TestEndpoint { $0.heartbeat = .milliseconds(1) }
    let answer = await endpoint.answer(TestEndpoint.post(accept), TestEndpoint.body("subscription { never }"))
    guard case .stream(_, let produce) = answer else { throw UnexpectedStream() }
    let writer = Pieces()
    let stream = Task { try await produce(writer) }
    #expect(await writer.first(3) == [opening, sign, sign])
    stream.cancel()
    _ = await stream.result
    #expect(writer.all.dropFirst().allSatisfy { $0 == sign })
  }
}
