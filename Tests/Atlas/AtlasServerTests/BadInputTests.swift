import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Testing

@testable import AtlasServer

@Suite("Bad input gets a typed answer, and the server goes on")
struct BadInputTests {
  /// A body and what it must be answered with.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let body: [UInt8]
    var status = 400
    var code: String? = "BAD_USER_INPUT"
    /// Line and column of the first error, where it has them.
    var location: [Int]?
    var path: String?

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "no body", body: []),
    Case(name: "malformed JSON", body: Array("{\"query\": ".utf8)),
    Case(name: "bytes that are no text", body: [0x7B, 0xFF, 0xFE, 0x7D]),
    Case(name: "no query", body: Array("{}".utf8)),
    Case(name: "a list of requests", body: Array("[]".utf8)),
    Case(name: "variables that are no map", body: Array("{\"query\":\"{ __typename }\",\"variables\":[1]}".utf8)),
    Case(name: "JSON nested 10,000 deep", body: nested("[", "]", count: 10_000)),
    Case(
      name: "variables nested 10,000 deep",
      body: Array("{\"query\":\"{ __typename }\",\"variables\":{\"a\":".utf8) + nested("[", "]", count: 10_000)
        + Array("}}".utf8)),
    Case(
      name: "a syntax error", body: TestInstance.body("{ diagrams("), code: "GRAPHQL_PARSE_FAILED", location: [1, 12]),
    Case(
      name: "selections nested 10,000 deep",
      body: TestInstance.body(String(decoding: nested("{a", "}", count: 10_000), as: UTF8.self)),
      code: "GRAPHQL_PARSE_FAILED"),
    Case(
      name: "a list nested 10,000 deep",
      body: TestInstance.body("{ a(b: " + String(decoding: nested("[", "]", count: 10_000), as: UTF8.self) + ") }"),
      code: "GRAPHQL_PARSE_FAILED"),
    Case(
      name: "an unknown field", body: TestInstance.body("{ nothing }"), code: "GRAPHQL_VALIDATION_FAILED",
      location: [1, 3]),
    Case(
      name: "a missing argument", body: TestInstance.body("{ diagram { id } }"), code: "GRAPHQL_VALIDATION_FAILED",
      location: [1, 3]),
    Case(
      name: "a variable of the wrong type",
      body: TestInstance.body("query ($n: Int) { diagrams(filter: {limit: $n}) { id } }", ["n": .string("many")]),
      location: [1, 8]),
    Case(
      name: "an unknown id", body: TestInstance.body("{ diagram(id: \"diagram_999999\") { id } }"), status: 200,
      code: "NOT_FOUND", location: [1, 3], path: "diagram"),
    Case(
      name: "an id that names nothing", body: TestInstance.body("{ lab(id: \"../../etc\") { id } }"), status: 200,
      code: "NOT_FOUND", location: [1, 3], path: "lab"),
    Case(
      name: "no token where one is needed", body: TestInstance.body("{ currentUser { id } }"), status: 200,
      code: "UNAUTHENTICATED", location: [1, 3], path: "currentUser"),
    Case(
      name: "NUL in a string", body: TestInstance.body("{ diagrams(filter: {search: \"a\\u0000b\"}) { id } }"),
      status: 200, code: "BAD_USER_INPUT", location: [1, 3], path: "diagrams"),
  ]

  @Test("each is refused with its status and code, its place and path", arguments: cases)
  func refused(input: Case) async throws {
    let instance = try await SharedInstance.value
    let response = try await instance.post(input.body)
    #expect(response.status == input.status, "\(response)")
    #expect(response.code == input.code, "\(response)")
    #expect(response.text("errors.0.message")?.isEmpty == false)
    if let location = input.location {
      #expect(response.integer("errors.0.locations.0.line") == location[0], "\(response)")
      #expect(response.integer("errors.0.locations.0.column") == location[1], "\(response)")
    }
    if let path = input.path { #expect(response.text("errors.0.path.0") == path, "\(response)") }
    try await expectHealthy(instance)
  }

  @Test("a token that nobody signed is refused before anything runs", arguments: ["nonsense", "a.b.c", ""])
  func forgedToken(token: String) async throws {
    let instance = try await SharedInstance.value
    let response = try await instance.query("{ __typename }", token: token)
    #expect(response.status == 401, "\(response)")
    #expect(response.code == "UNAUTHENTICATED")
    #expect(response.fields["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
  }

  @Test("a token whose payload was changed is refused")
  func changedToken() async throws {
    let instance = try await SharedInstance.value
    let token = try await instance.signIn(.learner)
    var parts = token.split(separator: ".").map(String.init)
    let position = parts[1].index(parts[1].startIndex, offsetBy: 12)
    parts[1].replaceSubrange(position...position, with: parts[1][position] == "A" ? "B" : "A")
    let response = try await instance.query("{ __typename }", token: parts.joined(separator: "."))
    #expect(response.status == 401, "\(response)")
    try await expectHealthy(instance)
  }

  @Test("a mutation by GET is not run")
  func mutationByGet() async throws {
    let instance = try await SharedInstance.value
    let head = HTTPRequestHead(
      method: "GET", target: "/graphql?query=mutation%7BcompleteDiagram(diagramId:1)%7Bid%7D%7D",
      fields: ["Accept": "application/graphql-response+json"])
    let response = try await instance.respond(head)
    #expect(response.status == 405, "\(response)")
    #expect(response.fields["Allow"] == "POST")
  }

  @Test("a media type that is not understood or cannot be made is refused")
  func mediaTypes() async throws {
    let instance = try await SharedInstance.value
    let body = TestInstance.body("{ __typename }")
    var text = TestInstance.head()
    text.fields = ["Content-Type": "text/plain"]
    #expect(try await instance.respond(text, body).status == 415)
    #expect(try await instance.respond(TestInstance.head(accept: "image/png"), body).status == 406)
    let subscription = TestInstance.body("subscription { progressUpdated(userId: 1) { id } }")
    #expect(try await instance.respond(TestInstance.head(), subscription).status == 406)
    try await expectHealthy(instance)
  }

  @Test("nodes takes 100 ids and not one more")
  func nodesLimit() async throws {
    let instance = try await SharedInstance.value
    let text = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    let ids = (1...101).map { JSONValue.string("diagram_\($0)") }
    let most = try await instance.query(text, ["ids": .array(Array(ids.prefix(100)))])
    #expect(most["data.nodes"]?.arrayValue?.count == 100, "\(most)")
    let more = try await instance.query(text, ["ids": .array(ids)])
    #expect(more.code == "VALIDATION_ERROR", "\(more)")
    #expect(more.status == 400)
    #expect(more["data"] == nil)
    #expect(more.text("errors.0.message") == "ids must have at most 100 items.")
    #expect(more.text("errors.0.extensions.coordinate") == "Query.nodes(ids:)")
  }

  @Test("every constraint that input breaks is told at once, before anything runs, and no secret is told")
  func constraints() async throws {
    let instance = try await SharedInstance.value
    let text = """
      mutation ($input: RegisterInput!) {
        register(input: $input) { accessToken }
      }
      """
    let input: JSONObject = [
      "email": .string("ada@example.org"), "password": .string("hunter2"),
      "firstName": .string(String(repeating: "x", count: 101)),
    ]
    let broken = try await instance.query(text, ["input": .object(input)])
    #expect(broken.status == 400, "\(broken)")
    #expect(broken["data"] == nil)
    #expect(broken.text("errors.0.message") == "input.password must be between 12 and 256 characters long.")
    #expect(broken.text("errors.0.extensions.argument.1") == "password")
    #expect(broken.text("errors.0.extensions.coordinate") == "RegisterInput.password")
    #expect(broken.text("errors.1.message") == "input.firstName must be at most 100 characters long.")
    let unfit = try await instance.query(text, ["input": .object(["password": .string("hunter2"), "email": .null])])
    #expect(unfit.code == "BAD_USER_INPUT", "\(unfit)")
    #expect(!"\(broken)\(unfit)".contains("hunter2"))
    try await expectHealthy(instance)
  }

  @Test("an operation that may cost too much is refused with its cost")
  func cost() async throws {
    let instance = try await SharedInstance.value
    let text = "{ diagrams { labs(first: 100) { nodes { hints { penalty } } } } }"
    let response = try await instance.query(text)
    #expect(response.status == 400, "\(response)")
    #expect(response.code == "COST_LIMIT", "\(response)")
    #expect(response.integer("errors.0.extensions.limit") == 10_000)
    #expect(response.integer("errors.0.extensions.cost") == 102_001)
    try await expectHealthy(instance)
  }

  @Test("an unknown path is not found, and says where GraphQL is")
  func unknownPath() async throws {
    let instance = try await SharedInstance.value
    let response = try await instance.respond(HTTPRequestHead(method: "GET", target: "/nothing"))
    #expect(response.status == 404)
    #expect(response.code == "NOT_FOUND")
  }

  private func expectHealthy(_ instance: TestInstance) async throws {
    let response = try await instance.query("{ diagrams(filter: {limit: 1}) { id } }")
    #expect(response["data.diagrams"]?.arrayValue?.count == 1, "\(response)")
  }

  private static func nested(_ open: String, _ close: String, count: Int) -> [UInt8] {
    Array((String(repeating: open, count: count) + String(repeating: close, count: count)).utf8)
  }
}

/// One application for all tests that change nothing; it lives until the process ends.
enum SharedInstance {
  private static let started = Task {
    let (configuration, _) = try await TestServer.makeConfiguration()
    return TestInstance(try await AtlasApplication.start(configuration, logger: .silent))
  }

  static var value: TestInstance {
    get async throws { try await started.value }
  }
}
