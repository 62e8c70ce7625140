import GraphQLHTTP
import GraphQLServing
import Testing

@Suite("Requests with files")
struct UploadEndpointTests {
  private static let one = #"{"query":"mutation($f:Upload!){store(file:$f)}","variables":{"f":null}}"#
  private static let oneMap = #"{"0":["variables.f"]}"#

  private let spool = TestSpool()

  private func endpoint(
    _ change: (inout EndpointSettings) -> Void = { _ in }
  ) throws -> GraphQLEndpoint<UploadApplication> {
    var settings = EndpointSettings()
    settings.http.uploads = UploadSettings()
    settings.http.batchLimit = 5
    settings.uploadSpool = spool
    change(&settings)
    return GraphQLEndpoint(try UploadApplication(), settings: settings)
  }

  private func head(_ fields: HTTPFields = ["GraphQL-Require-Preflight": "1"]) -> HTTPRequestHead {
    let type: HTTPFields = ["Content-Type": "multipart/form-data; boundary=b"]
    return HTTPRequestHead(method: "POST", target: "/graphql", fields: HTTPFields(type.all + fields.all))
  }

  /// A form whose files have their position as their name in the map.
  private func form(
    _ files: [(name: String, content: String)], operations: String = one, map: String = oneMap
  ) -> String {
    let start = "--b\r\nContent-Disposition: form-data; name="
    let texts = "\(start)operations\r\n\r\n\(operations)\r\n\(start)map\r\n\r\n\(map)\r\n"
    let parts = files.enumerated().map { "\(start)\($0); filename=\"\($1.name)\"\r\n\r\n\($1.content)\r\n" }
    return texts + parts.joined() + "--b--\r\n"
  }

  private func respond(
    _ endpoint: GraphQLEndpoint<UploadApplication>, _ head: HTTPRequestHead, _ body: TestBody
  ) async throws -> TestResponse {
    guard case .complete(let response) = await endpoint.respond(head, reading: body, peer: TestEndpoint.peer) else {
      throw UnexpectedStream()
    }
    return TestResponse(
      status: response.head.status, fields: response.head.fields, body: String(decoding: response.body, as: UTF8.self))
  }

  @Test("[UPL endpoint] a file reaches the resolver of its variable, and is gone when the answer is there")
  func single() async throws {
    let endpoint = try endpoint()
    #expect(endpoint.streamedBodyLimit(head()) != nil)
    let content = String(repeating: "one line\r\n--c is no end\r\n", count: 500)
    let response = try await respond(endpoint, head(), TestBody(form([("a.txt", content)])))
    #expect(response.status == 200)
    #expect(response.body == "{\"data\":{\"store\":\"\(Upload.summary("a.txt", content))\"}}")
    #expect(spool.openFileCount == 0)
  }

  @Test("[UPL endpoint] files fill the places of a list, and one file several places")
  func list() async throws {
    let operations = #"{"query":"mutation($f:[Upload!]!){storeAll(files:$f)}","variables":{"f":[null,null,null]}}"#
    let map = #"{"0":["variables.f.1"],"1":["variables.f.0","variables.f.2"]}"#
    let body = TestBody(form([("a", "first"), ("b", "")], operations: operations, map: map))
    let response = try await respond(endpoint(), head(), body)
    let (a, b) = (Upload.summary("a", "first"), Upload.summary("b", ""))
    #expect(response.body == "{\"data\":{\"storeAll\":[\"\(b)\",\"\(a)\",\"\(b)\"]}}")
  }

  @Test("[UPL endpoint] each request of a list gets its file")
  func batch() async throws {
    let map = #"{"0":["0.variables.f"],"1":["1.variables.f"]}"#
    let body = TestBody(form([("a", "x"), ("b", "yy")], operations: "[\(Self.one),\(Self.one)]", map: map))
    let response = try await respond(endpoint(), head(), body)
    let answers = [("a", "x"), ("b", "yy")].map { "{\"data\":{\"store\":\"\(Upload.summary($0, $1))\"}}" }
    #expect(response.body == "[\(answers.joined(separator: ","))]")
    #expect(spool.openFileCount == 0)
  }

  @Test("[UPL endpoint] a form without files is a request like any other")
  func withoutFiles() async throws {
    let body = TestBody(form([], operations: #"{"query":"{hello}"}"#, map: "{}"))
    #expect(try await respond(endpoint(), head(), body).body == #"{"data":{"hello":"world"}}"#)
  }

  @Test("[UPL endpoint] where files are not served, by either setting, a form is 415 and nothing is read")
  func off() async throws {
    for change in [{ $0.http.uploads = nil }, { $0.uploadSpool = nil }] as [(inout EndpointSettings) -> Void] {
      let endpoint = try endpoint(change)
      #expect(endpoint.streamedBodyLimit(head()) == nil)
      let body = TestBody(form([("a", "x")]))
      #expect(try await respond(endpoint, head(), body).status == 415)
      #expect(body.reads.value == 0)
      let collected = await endpoint.respond(head(), body: [], peer: TestEndpoint.peer)
      guard case .complete(let response) = collected else { throw UnexpectedStream() }
      #expect(response.head.status == 415)
    }
  }

  @Test("[UPL endpoint] other requests than forms are collected as ever")
  func others() async throws {
    #expect(try endpoint().streamedBodyLimit(TestEndpoint.post("application/json")) == nil)
  }

  @Test(
    "[UPL endpoint] what the head shows is refused before the body is read: a sender, no proof of a preflight, Accept",
    arguments: [
      (401, ["GraphQL-Require-Preflight": "1", "Authorization": "forged"]), (400, [:]),
      (406, ["GraphQL-Require-Preflight": "1", "Accept": "image/png"]),
      (415, ["GraphQL-Require-Preflight": "1", "Content-Encoding": "gzip"]),
    ] as [(Int, HTTPFields)])
  func refused(status: Int, fields: HTTPFields) async throws {
    let body = TestBody(form([("a", "x")]))
    let response = try await respond(endpoint(), head(fields), body)
    #expect(response.status == status)
    #expect(response.body.hasPrefix(#"{"errors":[{"message":"#))
    #expect(body.reads.value == 0)
  }

  @Test("[UPL endpoint] faults are answered, by pages of other origins to be read, and leave nothing")
  func faults() async throws {
    let policy = try CrossOriginPolicy(allowedOrigins: ["https://learn.example"])
    let endpoint = try endpoint {
      $0.http.uploads?.fileBytesLimit = 100
      $0.http.crossOriginPolicy = policy
    }
    let head = head(["GraphQL-Require-Preflight": "1", "Origin": "https://learn.example"])
    let large = try await respond(endpoint, head, TestBody(form([("a", String(repeating: "x", count: 101))])))
    #expect(large.status == 413)
    #expect(large.fields["access-control-allow-origin"] == "https://learn.example")
    #expect(try await respond(endpoint, head, TestBody(form([]))).status == 400)
    let slow = TestBody(String(form([("a", "xxxx")]).dropLast(20)), error: HTTPFault.requestTimeout)
    #expect(try await respond(endpoint, head, slow).status == 408)
    #expect(spool.openFileCount == 0)
  }

  @Test("[UPL endpoint] a client that goes in the middle, or whose time is over, leaves nothing; nothing is executed")
  func gone() async throws {
    let half = String(form([("a", String(repeating: "x", count: 1000))]).dropLast(500))
    let response = try await respond(endpoint(), head(), TestBody(half, error: CancellationError()))
    #expect(response.status == 504)
    #expect(!response.body.contains("data"))
    #expect(spool.openFileCount == 0)
  }

  @Test("[UPL endpoint] a folder that takes no file is 500, shown as the application wants it")
  func full() async throws {
    let endpoint = try endpoint { $0.uploadSpool = TestSpool(isFull: true) }
    let response = try await respond(endpoint, head(), TestBody(form([("a", "x")])))
    #expect(response.status == 500)
    #expect(response.body == #"{"errors":[{"message":"Internal error 7.","extensions":{"code":"INTERNAL"}}]}"#)
  }

  @Test(
    "[UPL endpoint] a stream has its file until it ends",
    arguments: [
      ("query($f:Upload!){hello ... @defer {look(file:$f)}}", "multipart/mixed, application/json"),
      ("query($f:Upload!){hello ... @defer {look(file:$f)}}", "text/event-stream"),
      ("subscription($f:Upload!){watch(file:$f)}", "text/event-stream"),
    ])
  func stream(query: String, accept: String) async throws {
    let body = TestBody(form([("a", "later")], operations: #"{"query":"\#(query)","variables":{"f":null}}"#))
    let head = head(["GraphQL-Require-Preflight": "1", "Accept": accept])
    try await readStream(await endpoint().respond(head, reading: body, peer: TestEndpoint.peer))
    #expect(spool.openFileCount == 0)
  }

  private func readStream(_ answer: consuming HTTPAnswer) async throws {
    guard case .stream(_, let produce) = answer else { throw UnexpectedStream() }
    #expect(spool.openFileCount == 1)
    let writer = Pieces()
    try await produce(writer)
    #expect(writer.all.joined().contains(Upload.summary("a", "later")))
  }

  @Test("[UPL endpoint] an operation on an event stream that is shared takes files, too")
  func sharedStream() async throws {
    let endpoint = try endpoint()
    let reserve = HTTPRequestHead(method: "PUT", target: "/graphql")
    guard case .complete(let reserved) = await endpoint.respond(reserve, body: [], peer: TestEndpoint.peer) else {
      throw UnexpectedStream()
    }
    let token = String(decoding: reserved.body, as: UTF8.self)
    let open = HTTPRequestHead(
      method: "GET", target: "/graphql?token=\(token)", fields: ["Accept": "text/event-stream"])
    let answer = await endpoint.respond(open, body: [], peer: TestEndpoint.peer)
    guard case .stream(_, let produce) = answer else { throw UnexpectedStream() }
    let client = TestStreamClient()
    let stream = Task { try await produce(client) }
    #expect(await client.next() == ":\n\n")
    let operations = Self.one.dropLast() + #","extensions":{"operationId":"1"}}"#
    let head = head(["GraphQL-Require-Preflight": "1", EventStreamRequest.tokenField: token])
    let accepted = try await respond(endpoint, head, TestBody(form([("a", "x")], operations: String(operations))))
    #expect(accepted.status == 202)
    #expect(await client.next()?.contains(Upload.summary("a", "x")) == true)
    #expect(await client.next()?.hasPrefix("event: complete\n") == true)
    stream.cancel()
    _ = await stream.result
  }
}
