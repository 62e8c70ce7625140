import GraphQLHTTP
import Testing

@Suite struct CrossSiteRuleTests {
  private func status(_ method: String, _ fields: HTTPFields, rule: CrossSiteRule = .standard) -> Int? {
    fault { () throws(HTTPFault) in
      try exchange(method, "/graphql?query={a}", fields: fields) { $0.crossSiteRule = rule }
    }?.status
  }

  @Test("a simple GET is served when the rule is off and refused when it is on")
  func get() {
    #expect(status("GET", [:], rule: .off) == nil)
    #expect(status("GET", [:]) == 400)
    #expect(status("GET", ["Content-Type": "text/plain"]) == 400)
    #expect(status("GET", ["Accept": "application/json"]) == 400)
  }

  @Test("a header field that forces a preflight, or a type that is not simple, is proof enough")
  func proof() {
    #expect(status("GET", ["apollo-require-preflight": "true"]) == nil)
    #expect(status("GET", ["GraphQL-Require-Preflight": "1"]) == nil)
    #expect(status("GET", ["apollo-require-preflight": ""]) == 400)
    #expect(status("GET", ["Content-Type": "application/json"]) == nil)
  }

  @Test("a POST with JSON needs no more proof, and simple POSTs are refused either way")
  func post() {
    #expect(status("POST", ["Content-Type": "application/json"]) == nil)
    #expect(status("POST", ["Content-Type": "text/plain"]) == 415)
    #expect(status("POST", [:]) == 415)
    #expect(status("POST", ["Content-Type": "application/x-www-form-urlencoded", "X-GraphQL-Client": "a"]) == 415)
  }

  @Test("a form with files must prove that it is not simple")
  func forms() {
    let form = "multipart/form-data; boundary=x"
    #expect(status("POST", ["Content-Type": form]) == 400)
    #expect(status("POST", ["Content-Type": form, "X-GraphQL-Client": "a"]) == 415)
  }
}
