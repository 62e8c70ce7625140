import GraphQLHTTP
import Testing

@Suite struct CrossSiteRuleTests {
  private func status(_ method: String, _ fields: HTTPFields, rule: CrossSiteRule = .standard) -> Int? {
    fault { () throws(HTTPFault) in
      try exchange(method, "/graphql?query={a}", fields: fields) { $0.crossSiteRule = rule }
    }?.status
  }

  @Test("[CSRF switch] a simple GET is served when the rule is off, which it is unless set, and refused when it is on")
  func get() {
    #expect(HTTPSettings().crossSiteRule == .off)
    #expect(status("GET", [:], rule: .off) == nil)
    #expect(status("GET", [:]) == 400)
  }

  @Test(
    "[CSRF GET] what a browser may send without asking proves nothing",
    arguments: [
      HTTPFields.Field(name: "Content-Type", value: "text/plain"), .init(name: "Content-Type", value: "nothing known"),
      .init(name: "Content-Type", value: "application/x-www-form-urlencoded; charset=utf-8"),
      .init(name: "Content-Type", value: "multipart/form-data"),
      .init(name: "Accept", value: "application/graphql-response+json"),
      .init(name: "apollo-require-preflight", value: ""),
    ])
  func simple(field: HTTPFields.Field) {
    #expect(status("GET", HTTPFields([field])) == 400)
  }

  @Test("[CSRF hint] the refusal names the header fields that would do")
  func hint() {
    let fault = fault { () throws(HTTPFault) in
      try exchange("GET", "/graphql?query={a}", fields: [:]) { $0.crossSiteRule = .requireField(["X-Ours"]) }
    }
    #expect(fault?.message.contains("X-Ours") == true)
  }

  @Test(
    "[CSRF proof] a header field that forces a preflight is proof enough",
    arguments: ["apollo-require-preflight", "GraphQL-Require-Preflight", "x-apollo-operation-name", "X-GraphQL-Client"])
  func proof(name: String) {
    #expect(status("GET", HTTPFields([.init(name: name, value: "1")])) == nil)
  }

  @Test("[CSRF proof] a content type that is not simple is proof enough")
  func contentType() {
    #expect(status("GET", ["Content-Type": "application/json"]) == nil)
    #expect(status("POST", ["Content-Type": "application/json"]) == nil)
  }

  @Test("[CSRF POST] simple POSTs are 415 whether the rule is on or off", arguments: [CrossSiteRule.off, .standard])
  func post(rule: CrossSiteRule) {
    #expect(status("POST", ["Content-Type": "text/plain"], rule: rule) == 415)
    #expect(status("POST", [:], rule: rule) == 415)
    #expect(
      status("POST", ["Content-Type": "application/x-www-form-urlencoded", "X-GraphQL-Client": "a"], rule: rule) == 415)
  }

  @Test("[CSRF multipart] a form with files must prove that it is not simple")
  func forms() {
    let form = "multipart/form-data; boundary=x"
    #expect(status("POST", ["Content-Type": form]) == 400)
    #expect(status("POST", ["Content-Type": form, "X-GraphQL-Client": "a"]) == 415)
  }

  @Test("[CSRF HTML] who accepts only HTML gets no result")
  func html() {
    #expect(status("GET", ["Accept": "text/html"], rule: .off) == 406)
  }
}
