import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite("What a request means to event streams")
struct ClassificationTests {
  private func kind(
    _ method: String, _ target: String = "/graphql", _ fields: HTTPFields = [:],
    configure: (inout EventStreamSettings) -> Void = { _ in }
  ) throws(HTTPFault) -> EventStreamRequest? {
    var settings = EventStreamSettings()
    configure(&settings)
    return try EventStreamRequest.classify(HTTPRequestHead(method: method, target: target, fields: fields), settings)
  }

  private let stream = "text/event-stream"

  @Test("[SSE single] PUT reserves, with the token that came along")
  func put() throws {
    #expect(try kind("PUT") == .reserve(token: nil))
    #expect(try kind("PUT", "/graphql?token=t") == .reserve(token: "t"))
  }

  @Test("[SSE single] GET or POST with a token that wants an event stream opens it", arguments: ["GET", "POST"])
  func open(method: String) throws {
    #expect(try kind(method, "/graphql?token=t", ["Accept": stream]) == .open(token: "t"))
    let fields: HTTPFields = ["Accept": stream, "x-graphql-event-stream-token": "h"]
    #expect(try kind(method, "/graphql", fields) == .open(token: "h"))
    #expect(try kind(method, "/graphql?token=t", fields) == .open(token: "h"))
  }

  @Test("[SSE single] GET or POST with a token that accepts JSON is an operation", arguments: ["GET", "POST"])
  func operation(method: String) throws {
    let fields: HTTPFields = ["Accept": "application/json", "X-GraphQL-Event-Stream-Token": "h"]
    #expect(try kind(method, "/graphql", fields) == .operation(token: "h"))
    #expect(try kind(method, "/graphql?query=%7Ba%7D&token=t") == .operation(token: "t"))
  }

  @Test("[SSE distinct] without a token GET and POST are GraphQL over HTTP", arguments: ["GET", "POST"])
  func ordinary(method: String) throws {
    #expect(try kind(method, "/graphql", ["Accept": stream]) == nil)
    #expect(try kind(method, "/graphql", ["X-GraphQL-Event-Stream-Token": ""]) == nil)
  }

  @Test("[SSE single] DELETE stops the operation that the URL names")
  func delete() throws {
    let fields: HTTPFields = ["X-GraphQL-Event-Stream-Token": "h"]
    #expect(try kind("DELETE", "/graphql?operationId=a%20b", fields) == .stop(token: "h", operationID: "a b"))
  }

  @Test("[SSE single 400] DELETE without operationId is refused")
  func deleteWithoutID() {
    #expect(status { () throws(HTTPFault) in try kind("DELETE", "/graphql?token=t") } == 400)
    #expect(status { () throws(HTTPFault) in try kind("DELETE", "/graphql?token=t&operationId=") } == 400)
  }

  @Test("[SSE single 404] DELETE without a token is refused")
  func deleteWithoutToken() {
    #expect(status { () throws(HTTPFault) in try kind("DELETE", "/graphql?operationId=a") } == 404)
  }

  @Test("[SSE single 405] other methods are refused with all that are served", arguments: ["PATCH", "HEAD", "put"])
  func otherMethods(method: String) throws {
    let fault = #expect(throws: HTTPFault.self) { try kind(method) }
    #expect(fault?.status == 405)
    #expect(fault?.fields["Allow"] == "GET, POST, PUT, DELETE, OPTIONS")
  }

  @Test("[SSE single] a page of another origin may ask for PUT and DELETE, too")
  func preflight() throws {
    var settings = HTTPSettings()
    settings.crossOriginPolicy = try CrossOriginPolicy(allowedOrigins: ["https://learn.example"])
    let fields: HTTPFields = ["Origin": "https://learn.example", "Access-Control-Request-Method": "PUT"]
    let request = HTTPRequestHead(method: "OPTIONS", target: "/graphql", fields: fields)
    let answer = try #require(settings.optionsAnswer(request, methods: EventStreamRequest.allowedMethods))
    #expect(answer.head.fields["Access-Control-Allow-Methods"] == "GET, POST, PUT, DELETE, OPTIONS")
    #expect(answer.head.fields["Allow"] == "GET, POST, PUT, DELETE, OPTIONS")
  }

  @Test("[SSE single] where the mode is off everything is GraphQL over HTTP, and preflights always are")
  func off() throws {
    #expect(try kind("PUT") { $0.allowsSingleConnection = false } == nil)
    #expect(try kind("GET", "/graphql?token=t") { $0.allowsSingleConnection = false } == nil)
    #expect(try kind("OPTIONS") == nil)
  }

  @Test("[SSE single 400] a URL with two tokens or a bad escape is refused", arguments: ["token=a&token=b", "token=%"])
  func malformed(query: String) {
    #expect(status { () throws(HTTPFault) in try kind("GET", "/graphql?\(query)") } == 400)
  }

  @Test("[SSE single] an operation is named by extensions.operationId")
  func operationID() throws {
    let exchange = try exchange(body: #"{"query":"{a}","extensions":{"operationId":"one"}}"#)
    let (id, request) = try exchange.eventStreamOperation(EventStreamSettings())
    #expect(id == "one")
    #expect(request.query == Array("{a}".utf8))
  }

  @Test(
    "[SSE single 400] an operation without an id of fair form is refused",
    arguments: [
      #"{"query":"{a}"}"#, #"{"query":"{a}","extensions":{"operationId":""}}"#,
      #"{"query":"{a}","extensions":{"operationId":7}}"#,
      #"{"query":"{a}","extensions":{"operationId":"\#(String(repeating: "a", count: 257))"}}"#,
      #"[{"query":"{a}","extensions":{"operationId":"one"}}]"#,
    ])
  func operationIDMissing(body: String) throws {
    let exchange = try exchange(body: body) { $0.batchLimit = 5 }
    #expect(status { () throws(HTTPFault) in try exchange.eventStreamOperation(EventStreamSettings()).id } == 400)
  }
}
