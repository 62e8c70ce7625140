import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct PostRequestTests {
  @Test("a body with all parameters is decoded, and unknown properties are ignored")
  func complete() throws {
    let body = #"{"query":"{a}","operationName":"A","variables":{"x":1},"extensions":{"e":[]},"unknown":1}"#
    #expect(
      try exchange(body: body).request
        == GraphQLRequest(
          query: Array("{a}".utf8), operationName: "A", variables: ["x": .number("1")], extensions: ["e": .array([])]))
  }

  @Test("null parameters equal absent ones")
  func nulls() throws {
    let body = #"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#
    #expect(try exchange(body: body).request == GraphQLRequest(query: Array("{a}".utf8)))
  }

  @Test(
    "a malformed body is 400 with GraphQL errors as JSON",
    arguments: [
      "", "{", #"{"query":"#, "null", "1", "\"{a}\"", "[]", #"[{"query":"{a}"}]"#, "{}", #"{"qeury":"{a}"}"#,
      #"{"query":null}"#, #"{"query":1}"#, #"{"query":{}}"#, #"{"query":[]}"#, #"{"query":true}"#,
      #"{"query":"{a}","operationName":1}"#, #"{"query":"{a}","operationName":{}}"#,
      #"{"query":"{a}","variables":"x"}"#, #"{"query":"{a}","variables":1}"#, #"{"query":"{a}","variables":[7]}"#,
      #"{"query":"{a}","variables":true}"#, #"{"query":"{a}","extensions":"x"}"#, #"{"query":"{a}","extensions":[]}"#,
      #"{"query":"{a}","extensions":0}"#, #"{"query":"{a}","query":"{b}"}"#,
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

  @Test("a persisted query needs no text")
  func persisted() throws {
    let body = #"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}"#
    #expect(try exchange(body: body).request?.query == nil)
  }

  @Test(
    "JSON in UTF-8 is understood however its type is written",
    arguments: [
      "application/json", "application/json; charset=utf-8", "Application/JSON;Charset=\"UTF-8\"", "application/json;",
      "application/json ; foo=bar",
    ])
  func contentTypes(type: String) throws {
    _ = try exchange(fields: ["content-type": type])
  }

  @Test(
    "another content type, another charset or none is 415",
    arguments: [
      nil, "", "text/plain", "application/x-www-form-urlencoded", "application/graphql", "json", "application/json/x",
      "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "multipart/form-data; boundary=x",
    ])
  func unsupported(type: String?) {
    let fields = type.map { HTTPFields([.init(name: "Content-Type", value: $0)]) } ?? [:]
    #expect(fault { () throws(HTTPFault) in try exchange(fields: fields) }?.status == 415)
  }

  @Test("a body is allowed up to the limit and 413 beyond it")
  func bodyLimit() throws {
    let body = #"{"query":"{a}"}"#
    _ = try exchange(body: body) { $0.bodyBytesLimit = body.utf8.count }
    #expect(
      fault { () throws(HTTPFault) in try exchange(body: body) { $0.bodyBytesLimit = body.utf8.count - 1 } }?.status
        == 413)
  }

  @Test("methods other than GET and POST are 405 with Allow", arguments: ["PUT", "DELETE", "PATCH", "HEAD", "post"])
  func methods(method: String) {
    let fault = fault { () throws(HTTPFault) in try exchange(method) }
    #expect(fault?.status == 405)
    #expect(fault?.response.head.fields["allow"] == "GET, POST")
  }
}
