import GraphQLEngine
import GraphQLHTTP
import GraphQLServing
import Testing

@Suite("One request and its answer")
struct RequestTests {
  @Test("a query is answered with its result")
  func query() async throws {
    let response = try await TestEndpoint().query("{ hello }")
    #expect(response.status == 200)
    #expect(response.body == #"{"data":{"hello":"world"}}"#)
    #expect(response.fields["content-type"] == "application/json; charset=utf-8")
  }

  @Test("resolvers get to know who sends the request, and a sender that is refused gets that answer alone")
  func senders() async throws {
    let endpoint = try TestEndpoint()
    let known = try await endpoint.post(TestEndpoint.body("{ me }"), fields: ["Authorization": "ada"])
    #expect(known.body == #"{"data":{"me":"ada"}}"#)
    let refused = try await endpoint.post(TestEndpoint.body("{ me }"), fields: ["Authorization": "forged"])
    #expect(refused.status == 401)
    #expect(refused.body.contains("UNAUTHENTICATED"))
    #expect(endpoint.application.executions.value == 1)
  }

  @Test("request errors have the status of the accepted format and nothing is executed")
  func requestErrors() async throws {
    let endpoint = try TestEndpoint()
    let classic = try await endpoint.query("{ nothing }")
    #expect(classic.status == 200)
    let current = try await endpoint.query("{ nothing }", accept: "application/graphql-response+json")
    #expect(current.status == 400)
    #expect(!current.body.contains("\"data\""))
    #expect(endpoint.application.executions.value == 0)
  }

  @Test("field errors come with data and the status of success")
  func fieldErrors() async throws {
    let response = try await TestEndpoint().query("{ fails }", accept: "application/graphql-response+json")
    #expect(response.status == 200)
    #expect(response.body.hasPrefix("{\"errors\":["))
    #expect(response.body.hasSuffix("\"data\":{\"fails\":null}}"))
  }

  @Test("the draft's status codes are spoken where the settings say so")
  func draft() async throws {
    let endpoint = try TestEndpoint { $0.http.statusProfile = .draft2026 }
    #expect(try await endpoint.query("{ nothing }").status == 422)
    #expect(try await endpoint.query("{").status == 400)
    #expect(try await endpoint.query("{ fails }").status == 294)
  }

  @Test("[CORS] a preflight is answered, and every answer says which origin may read it")
  func crossOrigin() async throws {
    let policy = try CrossOriginPolicy(allowedOrigins: ["https://learn.example"])
    let endpoint = try TestEndpoint { $0.http.crossOriginPolicy = policy }
    let origin: HTTPFields = ["Origin": "https://learn.example", "Access-Control-Request-Method": "POST"]
    let preflight = try await endpoint.respond(.init(method: "OPTIONS", target: "/graphql", fields: origin))
    #expect(preflight.status == 204)
    #expect(preflight.fields["access-control-allow-methods"] == "GET, POST, PUT, DELETE, OPTIONS")
    let fault = try await endpoint.post("", fields: origin)
    #expect(fault.status == 400)
    #expect(fault.fields["access-control-allow-origin"] == "https://learn.example")
    let answer = await endpoint.answer(
      TestEndpoint.post("text/event-stream", origin), TestEndpoint.body("subscription { count(to: 1) }"))
    guard case .stream(let head, _) = answer else { throw UnexpectedStream() }
    #expect(head.fields["access-control-allow-origin"] == "https://learn.example")
  }

  @Test("[HTTP gzip] a long answer is compressed for a client that wants it")
  func compression() async throws {
    let endpoint = try TestEndpoint { $0.http.compressionThreshold = 10 }
    let text = "{ \((0..<40).map { "a\($0): hello" }.joined(separator: " ")) }"
    let coded = try await endpoint.post(TestEndpoint.body(text), fields: ["Accept-Encoding": "gzip"])
    #expect(coded.fields["content-encoding"] == "gzip")
    let plain = try await endpoint.post(TestEndpoint.body(text))
    #expect(plain.fields["content-encoding"] == nil)
  }

  @Test("a mutation over GET is not executed")
  func mutationByGet() async throws {
    let endpoint = try TestEndpoint()
    let response = try await endpoint.respond(.init(method: "GET", target: "/graphql?query=mutation%7Bchange%7D"))
    #expect(response.status == 405)
    #expect(response.fields["allow"] == "POST")
    #expect(endpoint.application.executions.value == 0)
  }

  @Test("what an answer adds to the header is there")
  func fields() async throws {
    let response = try await TestEndpoint().query("mutation { change }")
    #expect(response.fields["test-changes"] == "1")
  }

  @Test("an answer to GET that may be kept is; a client that has it gets 304")
  func caching() async throws {
    let endpoint = try TestEndpoint()
    let target = "/graphql?query=%7Bhello%7D"
    let first = try await endpoint.respond(.init(method: "GET", target: target))
    #expect(first.fields["cache-control"] == "max-age=60, private")
    let fields: HTTPFields = ["If-None-Match": "W/\"1\""]
    let second = try await endpoint.respond(.init(method: "GET", target: target, fields: fields))
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    #expect(try await endpoint.query("{ hello }").fields["cache-control"] == "no-store")
  }

  @Test("an engine alone is an application")
  func smallest() async throws {
    struct Hello: GraphQLApplication {
      let engine: Engine
    }
    let endpoint = GraphQLEndpoint(Hello(engine: try TestApplication().engine))
    let answer = await endpoint.respond(
      TestEndpoint.post("application/json"), body: Array(TestEndpoint.body("{ __typename }").utf8),
      peer: TestEndpoint.peer)
    guard case .complete(let response) = answer else { throw UnexpectedStream() }
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"data":{"__typename":"Query"}}"#)
  }
}
