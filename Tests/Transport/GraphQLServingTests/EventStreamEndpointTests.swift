import GraphQLHTTP
import GraphQLServing
import Testing

@Suite("Operations that share an event stream", .timeLimit(.minutes(1)))
struct EventStreamEndpointTests {
  @Test("[SSE single] reservation, stream, operation, results: the whole way")
  func wholeWay() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    try await withStream(endpoint, token) { client async throws in
      #expect(await client.next() == ":\n\n")
      let answer = try await start(endpoint, token, "{ me }")
      #expect(answer.status == 202)
      #expect(answer.body.isEmpty)
      #expect(await client.next() == "event: next\ndata: {\"id\":\"one\",\"payload\":{\"data\":{\"me\":\"ada\"}}}\n\n")
      #expect(await client.next() == "event: complete\ndata: {\"id\":\"one\"}\n\n")
      #expect(try await start(endpoint, token, "subscription { count(to: 2) }").status == 202)
      for count in 1...2 { #expect(await client.next()?.contains("{\"count\":\(count)}") == true) }
      #expect(await client.next() == "event: complete\ndata: {\"id\":\"one\"}\n\n")
    }
    #expect(try await start(endpoint, token, "{ me }").status == 404)
  }

  @Test("[SSE single] an error of the source is the last result")
  func brokenSource() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    _ = try await start(endpoint, token, "subscription { count(to: 1, fails: true) }")
    try await withStream(endpoint, token) { client async throws in
      #expect(await client.next()?.contains("{\"count\":1}") == true)
      let last = await client.next()
      #expect(last?.contains("\"payload\":{\"errors\":[{\"message\":\"The source broke.\"") == true)
      #expect(last?.hasSuffix("event: complete\ndata: {\"id\":\"one\"}\n\n") == true)
    }
  }

  @Test(
    "[SSE single 400] request errors are the answer, as JSON and never as a success",
    arguments: ["application/json", "application/graphql-response+json", "*/*"])
  func requestErrors(accept: String) async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    for query in ["{ nothing }", "{"] {
      let answer = try await start(endpoint, token, query, accept: accept)
      #expect(answer.status == 400)
      #expect(answer.body.hasPrefix("{\"errors\":["))
    }
    #expect(try await start(endpoint, token, "{ me }", accept: accept).status == 202, "the id is free")
  }

  @Test("[SSE single 400] an operation needs an id, and JSON that can be read")
  func malformed() async throws {
    let endpoint = try TestEndpoint()
    let fields: HTTPFields = ["X-GraphQL-Event-Stream-Token": try await reserve(endpoint), "Authorization": "ada"]
    #expect(try await endpoint.post(#"{"query":"{ me }"}"#, fields: fields).status == 400)
    #expect(try await endpoint.post("{", fields: fields).status == 400)
  }

  @Test("[SSE single 405] a mutation is not run over GET, a query is")
  func get() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    func get(_ query: String) async throws -> TestResponse {
      let id = "%7B%22operationId%22:%22one%22%7D"
      return try await endpoint.respond(
        HTTPRequestHead(
          method: "GET", target: "/graphql?token=\(token)&extensions=\(id)&query=\(query)",
          fields: ["Authorization": "ada"]))
    }
    let refused = try await get("mutation%7Bchange%7D")
    #expect(refused.status == 405)
    #expect(refused.fields["Allow"] == "POST")
    #expect(try await get("%7Bme%7D").status == 202)
  }

  @Test("[SSE single 404] nobody else can use a user's token, nor do without one")
  func otherUsers() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    for user in ["eve", "nobody"] {
      #expect(try await start(endpoint, token, "{ me }", user: user).status == 404)
      #expect(try await request(endpoint, "DELETE", "?operationId=one", token, user: user).status == 404)
    }
    #expect(try await request(endpoint, "GET", "", token, user: "eve", accept: "text/event-stream").status == 404)
    #expect(try await request(endpoint, "DELETE", "?operationId=one", nil).status == 404)
    #expect(try await request(endpoint, "PUT", "", nil, user: "forged").status == 401)
  }

  @Test("[SSE single 200] DELETE stops a subscription")
  func stop() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    try await withStream(endpoint, token) { client async throws in
      #expect(await client.next() == ":\n\n")
      #expect(try await start(endpoint, token, "subscription { never }").status == 202)
      #expect(try await start(endpoint, token, "{ me }").status == 409)
      #expect(try await request(endpoint, "DELETE", "?operationId=one", token).status == 200)
      #expect(try await request(endpoint, "DELETE", "?operationId=unknown", token).status == 200)
      #expect(try await request(endpoint, "DELETE", "", token).status == 400)
      #expect(try await start(endpoint, token, "{ me }").status == 202)
      #expect(await client.next()?.contains("{\"me\":\"ada\"}") == true)
    }
  }

  @Test("[SSE single 409] a token opens one stream and is reserved once")
  func conflicts() async throws {
    let endpoint = try TestEndpoint()
    let token = try await reserve(endpoint)
    #expect(try await request(endpoint, "PUT", "", token).status == 409)
    try await withStream(endpoint, token) { client async throws in
      #expect(await client.next() == ":\n\n")
      #expect(try await request(endpoint, "GET", "", token, accept: "text/event-stream").status == 409)
    }
  }

  @Test("[SSE single 405] other methods are refused; where the mode is off, so is PUT")
  func methods() async throws {
    let refused = try await request(TestEndpoint(), "PATCH", "", nil)
    #expect(refused.status == 405)
    #expect(refused.fields["Allow"] == "GET, POST, PUT, DELETE, OPTIONS")
    let off = try TestEndpoint { $0.eventStreams.allowsSingleConnection = false }
    #expect(try await request(off, "PUT", "", nil).status == 405)
  }

  // MARK: Steps

  private func reserve(_ endpoint: TestEndpoint) async throws -> String {
    let answer = try await request(endpoint, "PUT", "", nil)
    #expect(answer.status == 201)
    #expect(answer.fields["content-type"] == "text/plain; charset=utf-8")
    return answer.body
  }

  private func request(
    _ endpoint: TestEndpoint, _ method: String, _ query: String, _ token: String?, user: String = "ada",
    accept: String = "*/*"
  ) async throws -> TestResponse {
    try await endpoint.respond(head(method, query, token, user, accept))
  }

  private func head(
    _ method: String, _ query: String, _ token: String?, _ user: String, _ accept: String
  ) -> HTTPRequestHead {
    var fields: HTTPFields = ["Accept": accept]
    if user != "nobody" { fields.append("Authorization", user) }
    if let token { fields.append("X-GraphQL-Event-Stream-Token", token) }
    return HTTPRequestHead(method: method, target: "/graphql" + query, fields: fields)
  }

  private func start(
    _ endpoint: TestEndpoint, _ token: String, _ query: String, accept: String = "application/json",
    user: String = "ada"
  ) async throws -> TestResponse {
    var fields: HTTPFields = ["X-GraphQL-Event-Stream-Token": token]
    if user != "nobody" { fields.append("Authorization", user) }
    return try await endpoint.post(
      #"{"query":"\#(query)","extensions":{"operationId":"one"}}"#, accept: accept, fields: fields)
  }

  /// Opens the stream as a browser does, with nothing but the token, for a client that goes in the end.
  private func withStream(
    _ endpoint: TestEndpoint, _ token: String, _ body: (TestStreamClient) async throws -> Void
  ) async throws {
    let answer = await endpoint.answer(head("GET", "?token=\(token)", nil, "nobody", "text/event-stream"))
    guard case .stream(_, let produce) = answer else { throw UnexpectedStream() }
    let client = TestStreamClient()
    let stream = Task { try await produce(client) }
    let result: Result<Void, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    stream.cancel()
    _ = await stream.result
    try result.get()
  }
}
