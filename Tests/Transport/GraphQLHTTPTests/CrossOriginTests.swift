import GraphQLHTTP
import Testing

@Suite struct CrossOriginTests {
  private let page = "https://learn.example"

  private func settings(_ configure: (inout CrossOriginPolicy) -> Void = { _ in }) throws -> HTTPSettings {
    var policy = try CrossOriginPolicy(allowedOrigins: [page, "http://localhost:5173"])
    configure(&policy)
    var settings = HTTPSettings()
    settings.crossOriginPolicy = policy
    return settings
  }

  private func request(_ method: String, from origin: String?) -> HTTPRequestHead {
    var head = HTTPRequestHead(method: method, target: "/graphql")
    if let origin { head.fields.append("Origin", origin) }
    return head
  }

  private func preflight(from origin: String?, _ settings: HTTPSettings) throws -> HTTPResponseHead {
    var request = request("OPTIONS", from: origin)
    request.fields.append("Access-Control-Request-Method", "POST")
    let answer = try #require(settings.optionsAnswer(request))
    #expect(answer.body.isEmpty)
    #expect(answer.head.status == 204)
    return answer.head
  }

  /// The header fields of an answer to a page, whatever its kind.
  private func fields(
    of answer: HTTPAnswer, to origin: String?, _ settings: HTTPSettings, method: String = "POST"
  ) -> HTTPFields {
    switch answer.shared(with: request(method, from: origin), under: settings.crossOriginPolicy) {
    case .complete(let response): response.head.fields
    case .stream(let head, _): head.fields
    }
  }

  @Test("[CORS preflight] a page of the list may use the methods and header fields, and may remember it")
  func preflight() throws {
    let head = try preflight(from: page, settings { $0.requestFields = ["Content-Type", "X-One"] })
    #expect(head.fields["Access-Control-Allow-Origin"] == page)
    #expect(head.fields["Access-Control-Allow-Methods"] == "GET, POST, OPTIONS")
    #expect(head.fields["Access-Control-Allow-Headers"] == "Content-Type, X-One")
    #expect(head.fields["Access-Control-Max-Age"] == "7200")
    #expect(head.fields["Access-Control-Allow-Credentials"] == nil)
    #expect(head.fields["Vary"] == "Origin")
    #expect(head.fields["Allow"] == "GET, POST, OPTIONS")
  }

  @Test("[CORS preflight] the header fields that force a preflight may be sent")
  func forcedPreflight() throws {
    let allowed = try preflight(from: page, settings()).fields["Access-Control-Allow-Headers"] ?? ""
    guard case .requireField(let names) = CrossSiteRule.standard else { return }
    for name in names + ["Content-Type", "Authorization"] { #expect(allowed.contains(name)) }
  }

  @Test(
    "[CORS preflight] a page that is not in the list learns nothing",
    arguments: [
      "https://evil.example", "null", "*", "", "https://learn.example.evil.example", "https://evil-learn.example",
      "http://learn.example", "https://learn.example:8443", "https://LEARN.example", "https://learn.example/",
      "https://learn.example, https://evil.example", nil,
    ])
  func refused(origin: String?) throws {
    let settings = try settings { $0.allowsCredentials = true }
    let head = try preflight(from: origin, settings)
    #expect(head.fields.all.map(\.name) == ["Allow", "Vary"])
    #expect(head.fields["Vary"] == "Origin")
    for answer in everyKind {
      let fields = fields(of: answer, to: origin, settings)
      #expect(!fields.all.contains { $0.name.hasPrefix("Access-Control") })
    }
  }

  @Test("[CORS OPTIONS] without a policy or a page OPTIONS says what is allowed, and other methods are not its affair")
  func options() throws {
    let plain = HTTPSettings().optionsAnswer(request("OPTIONS", from: page))
    #expect(plain?.head == HTTPResponseHead(status: 204, fields: ["Allow": "GET, POST, OPTIONS"]))
    for method in ["GET", "POST", "HEAD", "options"] {
      #expect(try settings().optionsAnswer(request(method, from: page)) == nil)
    }
    let noPreflight = try settings().optionsAnswer(request("OPTIONS", from: page))
    #expect(noPreflight?.head.fields["Access-Control-Allow-Methods"] == nil)
  }

  @Test(
    "[CORS answer] results, faults, 304 and streams say to the page that it may read them", arguments: everyKind.indices
  )
  func answers(index: Int) throws {
    let fields = fields(of: everyKind[index], to: page, try settings { $0.exposedFields = ["ETag", "X-One"] })
    #expect(fields["Access-Control-Allow-Origin"] == page)
    #expect(fields["Access-Control-Expose-Headers"] == "ETag, X-One")
    #expect(fields["Access-Control-Allow-Credentials"] == nil)
  }

  @Test("[CORS Vary] every answer depends on the origin, also without one", arguments: everyKind.indices)
  func vary(index: Int) throws {
    for origin in [page, "https://evil.example", nil] {
      let vary = fields(of: everyKind[index], to: origin, try settings())["Vary"]
      #expect(vary == "Origin" || vary == "Accept, Origin")
    }
  }

  @Test("[CORS off] without a policy nothing is said", arguments: everyKind.indices)
  func off(index: Int) {
    let fields = fields(of: everyKind[index], to: page, HTTPSettings())
    #expect(fields["Vary"] != "Origin")
    #expect(!fields.all.contains { $0.name.hasPrefix("Access-Control") })
  }

  @Test("[CORS credentials] are allowed by name of the origin, never to all")
  func credentials() throws {
    let settings = try settings { $0.allowsCredentials = true }
    for fields in [try preflight(from: page, settings).fields, fields(of: everyKind[0], to: page, settings)] {
      #expect(fields["Access-Control-Allow-Credentials"] == "true")
      #expect(fields["Access-Control-Allow-Origin"] == page)
    }
  }

  @Test(
    "[CORS list] what no browser sends as an origin cannot be in the list",
    arguments: [
      "*", "null", "", "learn.example", "https://", "https:", "https://learn.example/", "https://learn.example/a",
      "https://Learn.example", "HTTPS://learn.example", "https://*.example", "://a", "https://a b", "https://a@b",
      "https://a?b", "https://a\r\nb",
    ])
  func list(origin: String) {
    let error = #expect(throws: CrossOriginPolicy.InvalidOrigin.self) {
      try CrossOriginPolicy(allowedOrigins: ["https://learn.example", origin])
    }
    #expect(error?.origin == origin)
  }

  @Test(
    "[CORS list] hosts, addresses, ports and the schemes of apps can be in the list",
    arguments: [
      "https://learn.example", "http://localhost:5173", "http://127.0.0.1", "http://[::1]:8080",
      "capacitor://localhost",
      "chrome-extension://abcdef",
    ])
  func listed(origin: String) throws {
    #expect(try CrossOriginPolicy(allowedOrigins: [origin]).allowedOrigins == [origin])
  }
}

private let everyKind: [HTTPAnswer] = [
  .complete(HTTPExchangeResponse(head: HTTPResponseHead(status: 200, fields: ["Vary": "Accept"]), body: [1])),
  .complete(HTTPFault.badRequest("No.").response),
  .complete(HTTPExchangeResponse(head: HTTPResponseHead(status: 304), body: [])),
  .stream(HTTPResponseHead(status: 200, fields: ["Vary": "Accept"])) { _ in },
]
