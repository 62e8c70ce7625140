import GraphQLHTTP
import GraphQLJSON
import Testing

/// The status codes of the draft of 2026, and that the classic ones are the default.
@Suite struct StatusProfileTests {
  private let server: AuditServer

  init() throws { server = try AuditServer(profile: .draft2026) }

  private func expect(_ body: String, status: Int) async {
    for accept in [graphQLResponseType, jsonType] {
      #expect(await server.post(body, accept: accept).head.status == status)
    }
  }

  @Test("[PROFILE classic] is what is spoken unless something else is set")
  func standard() {
    #expect(HTTPSettings().statusProfile == .classic)
  }

  @Test("[PROFILE 2026 200] data without errors is 200")
  func data() async { await expect(#"{"query":"{ hello }"}"#, status: 200) }

  @Test("[PROFILE 2026 294] data with errors is 294, also where data is null")
  func partial() async {
    await expect(#"{"query":"{ hello broken }"}"#, status: 294)
    await expect(#"{"query":"{ brokenRoot }"}"#, status: 294)
  }

  @Test("[PROFILE 2026 400] what is no JSON, and a document that does not parse, are 400")
  func unreadable() async {
    await expect("", status: 400)
    await expect("{", status: 400)
    await expect(#"{"query":"{"}"#, status: 400)
    #expect(await server.get(["query": "{ hello }", "variables": "{"]).head.status == 400)
  }

  @Test(
    "[PROFILE 2026 422] JSON that is no GraphQL request is 422",
    arguments: [
      "7", "[]", "{}", #"{"query":1}"#, #"{"query":"{a}","operationName":1}"#, #"{"query":"{a}","variables":[7]}"#,
      #"{"query":"{a}","extensions":1}"#, #"{"query":"{a}","documentId":1}"#,
    ])
  func malformed(body: String) async { await expect(body, status: 422) }

  @Test("[PROFILE 2026 422] a URL whose parameters are no GraphQL request is 422")
  func malformedURL() async {
    #expect(await server.get([:]).head.status == 422)
    #expect(await server.get(["query": "{ hello }", "variables": "[]"]).head.status == 422)
    #expect(await server.get(["query": "{ hello }", "extensions": "1"]).head.status == 422)
  }

  @Test(
    "[PROFILE 2026 422] invalid documents, operations that cannot be told and variables that do not coerce are 422",
    arguments: [
      #"{"query":"{ nothing }"}"#, #"{"query":"query A { hello } query B { hello }"}"#,
      #"{"query":"{ hello }","operationName":"A"}"#,
      #"{"query":"query($id: ID!) { __typename }","variables":{"id":null}}"#,
    ])
  func requestErrors(body: String) async { await expect(body, status: 422) }

  @Test("[PROFILE 2026 type] the type of plain JSON is kept for success")
  func mediaType() async {
    let refused = await server.post(#"{"query":"{ nothing }"}"#, accept: jsonType)
    #expect(refused.contentType == "application/graphql-response+json; charset=utf-8")
    #expect(await server.post(#"{"query":"{ hello }"}"#, accept: jsonType).contentType?.hasPrefix(jsonType) == true)
  }

  @Test("[PROFILE 2026 405] a mutation by GET stays 405")
  func mutation() async {
    #expect(await server.get(["query": "mutation { change }"]).head.status == 405)
  }

  @Test("[PROFILE 2026 batch] a list stays 200, and its length 400")
  func batch() throws {
    let body = #"[{"query":"{a}"},{"query":1}]"#
    let exchange = try exchange(body: body) { ($0.statusProfile, $0.batchLimit) = (.draft2026, 2) }
    #expect(exchange.responseHead(for: .dataWithErrors, in: exchange.batchFormat).status == 200)
    let fault = fault { () throws(HTTPFault) in
      try GraphQLHTTPTests.exchange(body: body) { ($0.statusProfile, $0.batchLimit) = (.draft2026, 1) }
    }
    #expect(fault?.status == 400)
  }
}
