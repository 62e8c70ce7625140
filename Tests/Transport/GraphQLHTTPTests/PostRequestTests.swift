import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct PostRequestTests {
  @Test("[HTTP unknown] a body with all parameters is decoded, and unknown properties are ignored")
  func complete() throws {
    let body = #"{"query":"{a}","operationName":"A","variables":{"x":1},"extensions":{"e":[]},"unknown":1}"#
    #expect(
      try exchange(body: body).request
        == GraphQLRequest(
          query: Array("{a}".utf8), operationName: "A", variables: ["x": .number("1")], extensions: ["e": .array([])]))
  }

  @Test("[HTTP null] null parameters equal absent ones")
  func nulls() throws {
    let body = #"{"query":"{a}","documentId":null,"operationName":null,"variables":null,"extensions":null}"#
    #expect(try exchange(body: body).request == GraphQLRequest(query: Array("{a}".utf8)))
  }

  @Test(
    "[HTTP 400] a body that is no map, has a member twice, is not UTF-8 or too deep is 400 with GraphQL errors as JSON",
    arguments: [
      "null", "1", "true", "\"{a}\"", "[]", #"[{"query":"{a}"}]"#, #"{"query":null}"#,
      #"{"query":"{a}","query":"{b}"}"#,
      #"{"query":"{a}"} {}"#, "\u{FEFF}{}",
      #"{"query":"{a}","variables":"# + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}",
    ])
  func malformed(body: String) throws {
    let fault = try #require(fault { () throws(HTTPFault) in try exchange(body: body) })
    #expect(fault.status == 400)
    let response = fault.response
    #expect(response.head.fields["content-type"] == "application/json; charset=utf-8")
    let errors = try JSONParser.parse(response.body).objectValue?["errors"]?.arrayValue
    #expect(errors?.first?.objectValue?["message"] == .string(fault.message))
    #expect(errors?.first?.objectValue?["extensions"] == .object(["code": .string("BAD_USER_INPUT")]))
  }

  @Test("[HTTP UTF-8] a body that is not UTF-8 is 400")
  func invalidUTF8() {
    let body: [UInt8] = Array(#"{"query":"{a"#.utf8) + [0xFF] + Array(#"}"}"#.utf8)
    let head = HTTPRequestHead(method: "POST", target: "/graphql", fields: ["Content-Type": "application/json"])
    let fault = fault { () throws(HTTPFault) in
      try GraphQLExchange.decode(head, body: body.span, settings: HTTPSettings())
    }
    #expect(fault?.status == 400)
  }

  @Test("[APQ request] a persisted query needs no text, and null is no persisted query")
  func persistedQuery() throws {
    let body = #"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}"#
    #expect(try exchange(body: body).request?.query == nil)
    let null = #"{"extensions":{"persistedQuery":null}}"#
    #expect(fault { () throws(HTTPFault) in try exchange(body: null) }?.status == 400)
  }

  @Test("[APQ documentId] a document can be named instead of written out")
  func documentId() throws {
    let request = try exchange(body: #"{"documentId":"sha256:ab","variables":{"x":1}}"#).request
    #expect(request == GraphQLRequest(query: nil, documentId: "sha256:ab", variables: ["x": .number("1")]))
    #expect(try exchange(body: #"{"documentId":"a","query":"{a}"}"#).request?.documentId == "a")
  }

  @Test("[APQ documentId] is a string or null", arguments: ["1", "true", "{}", "[]", #"["a"]"#])
  func documentIdType(value: String) {
    for body in [#"{"documentId":\#(value)}"#, #"{"query":"{a}","documentId":\#(value)}"#] {
      #expect(fault { () throws(HTTPFault) in try exchange(body: body) }?.status == 400)
    }
  }

  @Test(
    "[HTTP content type] JSON in UTF-8 is understood however its type is written",
    arguments: [
      "application/json", "application/json; charset=utf-8", "Application/JSON;Charset=\"UTF-8\"", "application/json;",
      "application/json ; foo=bar",
    ])
  func contentTypes(type: String) throws {
    _ = try exchange(fields: ["content-type": type])
  }

  @Test(
    "[HTTP 415] another content type or another charset is 415",
    arguments: [
      "", "text/plain", "application/x-www-form-urlencoded", "application/graphql", "json", "application/json/x",
      "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "multipart/form-data; boundary=x",
      "text/plain, application/json", "application/json, text/plain",
    ])
  func unsupported(type: String) {
    #expect(fault { () throws(HTTPFault) in try exchange(fields: ["Content-Type": type]) }?.status == 415)
  }

  @Test(
    "[HTTP 415] a compressed body is refused before it is read", arguments: ["gzip", "x-gzip", "br", "identity, gzip"])
  func compressed(coding: String) {
    let fields: HTTPFields = ["Content-Type": "application/json", "Content-Encoding": coding]
    let fault = fault { () throws(HTTPFault) in try exchange(fields: fields, body: "\u{1F}\u{8B}") }
    #expect(fault?.status == 415)
    #expect(fault?.response.head.fields["Accept-Encoding"] == "identity")
  }

  @Test("[HTTP 415] a body that says it is not compressed is read", arguments: ["identity", "Identity", ""])
  func identity(coding: String) throws {
    _ = try exchange(fields: ["Content-Type": "application/json", "Content-Encoding": coding])
  }

  @Test("[HTTP 413] a body is allowed up to the limit and 413 beyond it")
  func bodyLimit() throws {
    let body = #"{"query":"{a}"}"#
    _ = try exchange(body: body) { $0.bodyBytesLimit = body.utf8.count }
    #expect(
      fault { () throws(HTTPFault) in try exchange(body: body) { $0.bodyBytesLimit = body.utf8.count - 1 } }?.status
        == 413)
  }

  @Test(
    "[HTTP 405] methods other than GET and POST are 405 with Allow",
    arguments: [
      "PUT", "DELETE", "PATCH", "HEAD", "post", "",
    ])
  func methods(method: String) {
    let fault = fault { () throws(HTTPFault) in try exchange(method) }
    #expect(fault?.status == 405)
    #expect(fault?.response.head.fields["allow"] == "GET, POST, OPTIONS")
  }
}
