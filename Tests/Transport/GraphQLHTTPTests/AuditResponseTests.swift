import GraphQLHTTP
import GraphQLJSON
import Testing

/// Media types and status codes of answers, and what is in them.
@Suite struct AuditResponseTests {
  private let server: AuditServer

  init() throws { server = try AuditServer() }

  // MARK: Media types

  @Test("[HTTP 22EB] who accepts application/graphql-response+json gets it")
  func graphQLResponse() async {
    let response = await server.post(Body.valid, accept: graphQLResponseType)
    #expect(response.isData)
    #expect(response.contentType == "application/graphql-response+json; charset=utf-8")
  }

  @Test("[HTTP 4655] who accepts application/json gets it")
  func json() async {
    let response = await server.post(Body.valid, accept: jsonType)
    #expect(response.isData)
    #expect(response.contentType == "application/json; charset=utf-8")
  }

  @Test("[HTTP 47DE] who accepts everything gets application/json")
  func anything() async {
    let response = await server.post(Body.valid, accept: "*/*")
    #expect(response.isData)
    #expect(response.contentType == "application/json; charset=utf-8")
  }

  @Test("[HTTP 80D8] who does not say what they accept gets application/json")
  func nothingSaid() async {
    let response = await server.post(Body.valid)
    #expect(response.isData)
    #expect(response.contentType == "application/json; charset=utf-8")
  }

  @Test("[HTTP 82A3] every answer is UTF-8 and says so", arguments: Body.all + ["", "{}"])
  func utf8(body: String) async {
    for accept in [graphQLResponseType, jsonType] {
      let response = await server.post(body, accept: accept)
      #expect(response.contentType?.hasSuffix("; charset=utf-8") == true)
      #expect(String(validating: response.body, as: UTF8.self) != nil)
    }
  }

  // MARK: Failed requests as application/json

  @Test("[HTTP 572B] a document that does not parse is 200 as application/json")
  func syntaxErrorAsJSON() async { await expectRefusal(Body.syntaxError, accept: jsonType, status: 200) }

  @Test("[HTTP FDE2] a document that does not validate is 200 as application/json")
  func invalidAsJSON() async { await expectRefusal(Body.invalid, accept: jsonType, status: 200) }

  @Test("[HTTP 7B9B] variables that do not coerce are 200 as application/json")
  func uncoercedAsJSON() async { await expectRefusal(Body.uncoerced, accept: jsonType, status: 200) }

  // MARK: Failed requests as application/graphql-response+json

  @Test("[HTTP 865D, 556A, D586] a document that does not parse is 400 without data")
  func syntaxError() async { await expectRefusal(Body.syntaxError, accept: graphQLResponseType, status: 400) }

  @Test("[HTTP 51FE, 74FF, 5E5B] a document that does not validate is 400 without data")
  func invalid() async { await expectRefusal(Body.invalid, accept: graphQLResponseType, status: 400) }

  @Test("[HTTP 86EE] variables that do not coerce are 400 without data")
  func uncoerced() async { await expectRefusal(Body.uncoerced, accept: graphQLResponseType, status: 400) }

  @Test("[HTTP operation] an operation that cannot be told is 400 without data")
  func undetermined() async {
    await expectRefusal(
      #"{"query":"query A { hello } query B { hello }"}"#, accept: graphQLResponseType, status: 400)
  }

  private func expectRefusal(_ body: String, accept: String, status: Int) async {
    let response = await server.post(body, accept: accept)
    #expect(response.head.status == status)
    #expect(response.contentType == "\(accept); charset=utf-8")
    #expect(response.value("errors")?.arrayValue?.first?.objectValue?["message"]?.stringValue != nil)
    #expect(response.value("data") == nil)
  }

  // MARK: Rules without an audit

  @Test("[HTTP data] a result with data is 2xx, whatever its errors", arguments: [graphQLResponseType, jsonType])
  func fieldErrors(accept: String) async {
    let partial = await server.post(#"{"query":"{ hello broken }"}"#, accept: accept)
    #expect(partial.head.status == 200)
    #expect(partial.value("data") != nil)
    let nothing = await server.post(#"{"query":"{ brokenRoot }"}"#, accept: accept)
    #expect(nothing.head.status == 200)
    #expect(nothing.value("data") == .null)
    #expect(nothing.value("errors")?.arrayValue?.first?.objectValue?["path"] == .array([.string("brokenRoot")]))
  }

  @Test("[HTTP no response] what keeps a response from being made is never application/graphql-response+json")
  func faults() async {
    for body in ["", "{", "7", "{}", #"{"query":1}"#] {
      let response = await server.post(body, accept: graphQLResponseType)
      #expect(response.head.status == 400)
      #expect(response.contentType == "application/json; charset=utf-8")
      #expect(response.value("data") == nil)
    }
  }

  @Test("[HTTP locations] an error says where in the document, counted from 1, and has no path without execution")
  func locations() async throws {
    let response = await server.post(#"{"query":"{\n  nothing\n}"}"#)
    let error = try #require(response.value("errors")?.arrayValue?.first?.objectValue)
    #expect(error["locations"] == .array([.object(["line": .number("2"), "column": .number("3")])]))
    #expect(error["path"] == nil)
  }

  @Test("[HTTP order] errors come before data, and data in the order of the selection")
  func order() async {
    let response = await server.post(#"{"query":"{ broken hello a: hello }"}"#)
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(text.hasPrefix(#"{"errors":["#))
    #expect(text.hasSuffix(#""data":{"broken":null,"hello":"world","a":"world"}}"#))
  }
}

/// What is posted.
private enum Body {
  static let valid = #"{"query":"{ __typename }"}"#
  static let syntaxError = #"{"query":"{"}"#
  static let invalid = #"{"query":"{ f31403dfe404bccbb0e835f2629c6a7 }"}"#
  static let uncoerced = #"{"query":"query CoerceFailure($id: ID!){ __typename }","variables":{"id":null}}"#
  static let all = [valid, syntaxError, invalid, uncoerced]
}
