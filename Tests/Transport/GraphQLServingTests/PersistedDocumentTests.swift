import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import Testing

@Suite("Persisted documents over HTTP")
struct PersistedDocumentTests {
  private static let text = "{ hello }"
  private static let accept = "application/graphql-response+json"

  private func endpoint(
    _ mode: DocumentPolicy.Mode = .automatic, _ change: (inout DocumentPolicy) -> Void = { $0.registration = .anyone }
  ) throws -> TestEndpoint {
    try TestEndpoint {
      $0.documents.mode = mode
      change(&$0.documents)
    }
  }

  private func body(_ text: String? = nil, hash: String) -> String {
    var object: JSONObject = [
      "extensions": .object(["persistedQuery": .object(["version": .integer(1), "sha256Hash": .string(hash)])])
    ]
    if let text { object.append(key: "query", value: .string(text)) }
    return String(decoding: JSONValue.object(object).serialized(), as: UTF8.self)
  }

  @Test("[APQ] an unknown hash is 200, not to be kept, and once the text has come the hash is enough")
  func flow() async throws {
    let endpoint = try endpoint()
    let unknown = try await endpoint.post(body(hash: sha256(Self.text)), accept: Self.accept)
    #expect(unknown.status == 200)
    #expect(unknown.fields["cache-control"] == "no-store")
    #expect(
      unknown.body
        == #"{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}"#)
    let text = try await endpoint.post(body(Self.text, hash: sha256(Self.text)))
    let hash = try await endpoint.post(body(hash: sha256(Self.text)))
    #expect(text.body == #"{"data":{"hello":"world"}}"#)
    #expect(hash.body == text.body)
  }

  @Test("[APQ 400] a hash of another text is 400 in both formats", arguments: [accept, "application/json"])
  func mismatch(_ accept: String) async throws {
    let response = try await endpoint().post(body(Self.text, hash: sha256("{ me }")), accept: accept)
    #expect(response.status == 400)
    #expect(response.body.contains("provided sha does not match query"))
  }

  @Test("[APQ] a document that does not validate is not kept")
  func invalid() async throws {
    let endpoint = try endpoint()
    let first = try await endpoint.post(body("{ nothing }", hash: sha256("{ nothing }")))
    #expect(first.body.contains("GRAPHQL_VALIDATION_FAILED"))
    let second = try await endpoint.post(body(hash: sha256("{ nothing }")))
    #expect(second.body.contains("PERSISTED_QUERY_NOT_FOUND"))
  }

  @Test("[APQ] off: a hash is not supported")
  func off() async throws {
    let response = try await endpoint(.off).post(body(hash: sha256(Self.text)), accept: Self.accept)
    #expect(response.status == 200)
    #expect(response.body.contains("\"PersistedQueryNotSupported\""))
  }

  @Test("[APQ] the usual setting keeps only what known senders leave")
  func registration() async throws {
    let endpoint = try endpoint { _ in }
    let body = (text: body(Self.text, hash: sha256(Self.text)), hash: body(hash: sha256(Self.text)))
    #expect(try await endpoint.post(body.text).body == #"{"data":{"hello":"world"}}"#)
    #expect(try await endpoint.post(body.hash).body.contains("PERSISTED_QUERY_NOT_FOUND"))
    _ = try await endpoint.post(body.text, fields: ["Authorization": "ada"])
    #expect(try await endpoint.post(body.hash).body == #"{"data":{"hello":"world"}}"#)
  }

  @Test("[APQ] the store is bounded: what nobody uses gives way, what is used stays")
  func bounded() async throws {
    let endpoint = try endpoint {
      $0.registration = .anyone
      $0.storeBytes = 4096
    }
    _ = try await endpoint.post(body(Self.text, hash: sha256(Self.text)))
    let first = "{ a0: hello }"
    for number in 0..<40 {
      let text = "{ a\(number): hello }"
      _ = try await endpoint.post(body(text, hash: sha256(text)))
      #expect(try await endpoint.post(body(hash: sha256(Self.text))).body == #"{"data":{"hello":"world"}}"#)
    }
    #expect(try await endpoint.post(body(hash: sha256(first))).body.contains("PERSISTED_QUERY_NOT_FOUND"))
  }

  @Test("[APQ] a hash works over GET, and never runs a mutation there")
  func get() async throws {
    let endpoint = try endpoint()
    let mutation = "mutation { change }"
    _ = try await endpoint.post(body(Self.text, hash: sha256(Self.text)))
    _ = try await endpoint.post(body(mutation, hash: sha256(mutation)))
    let query = try await endpoint.respond(get(hash: sha256(Self.text)))
    #expect(query.body == #"{"data":{"hello":"world"}}"#)
    let executions = endpoint.application.executions.value
    #expect(try await endpoint.respond(get(hash: sha256(mutation))).status == 405)
    #expect(endpoint.application.executions.value == executions)
  }

  private func get(hash: String) -> HTTPRequestHead {
    let extensions = "%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22\(hash)%22%7D%7D"
    return HTTPRequestHead(method: "GET", target: "/graphql?extensions=\(extensions)")
  }

  @Test("[TRUSTED 400] where only trusted documents are run, others are refused and not executed")
  func trusted() async throws {
    let endpoint = try endpoint(.trusted) { try? $0.trusted.add(Array(Self.text.utf8), identifier: "hello") }
    #expect(try await endpoint.post(#"{"documentId":"hello"}"#).body == #"{"data":{"hello":"world"}}"#)
    let get = HTTPRequestHead(method: "GET", target: "/graphql?documentId=hello")
    #expect(try await endpoint.respond(get).body == #"{"data":{"hello":"world"}}"#)
    for body in [
      TestEndpoint.body("{ me }"), #"{"documentId":"me"}"#, TestEndpoint.body("{ __schema { types { name } } }"),
      #"{"query":"{me}","documentId":"hello"}"#, body(hash: sha256("{ me }")),
    ] {
      #expect(try await endpoint.post(body).status == 400, "\(body)")
    }
    let refused = try await endpoint.post(TestEndpoint.body("{ me }"), accept: Self.accept)
    #expect(refused.body.contains("\"DOCUMENT_NOT_ALLOWED\""))
    #expect(endpoint.application.executions.value == 2)
  }

  @Test("[TRUSTED] refusals of a stream have their status, too")
  func stream() async throws {
    let endpoint = try endpoint(.trusted)
    let response = try await endpoint.query("subscription { count(to: 1) }", accept: "text/event-stream")
    #expect(response.status == 400)
    #expect(response.fields["content-type"] == "application/json; charset=utf-8")
    #expect(response.body.hasPrefix("{\"errors\":["))
  }

  @Test("[TRUSTED] a member of a list is refused alone")
  func list() async throws {
    let endpoint = try TestEndpoint {
      $0.http.batchLimit = 2
      $0.documents.mode = .trusted
      try? $0.documents.trusted.add(Array(Self.text.utf8))
    }
    let response = try await endpoint.post(#"[{"query":"{ hello }"},{"query":"{me}"}]"#)
    #expect(response.status == 200)
    #expect(response.body.hasPrefix(#"[{"data":{"hello":"world"}},{"errors":[{"message":"Only documents"#))
  }
}
