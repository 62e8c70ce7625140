import AtlasKernel
import DemoContent
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import Postgres
import Testing

@testable import AtlasServer

@Suite("Limits of fields", .serialized)
struct FieldLimitTests {
  @Test("of 200 logins at once over two instances the limit passes, give or take one; the others cost no hash")
  func logins() async throws {
    var (configuration, drop) = try await TestServer.makeConfiguration()
    configuration.limits.countsFields = true
    let applications = [
      try await AtlasApplication.start(configuration, logger: .silent),
      try await AtlasApplication.start(configuration, logger: .silent),
    ]
    let instances = applications.map { TestInstance($0) }
    let codes = try await withThrowingTaskGroup(of: String.self) { group in
      for turn in 0..<200 {
        group.addTask {
          // Not the same account, so that only the address has a limit.
          let text = "mutation { login(email: \"n\(turn)@people.example\", password: \"a wrong one\") { accessToken } }"
          return try await instances[turn % 2].query(text).code ?? "none"
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let passed = codes.filter { $0 != "RATE_LIMITED" }
    #expect((9...11).contains(passed.count), "\(codes)")
    #expect(passed.allSatisfy { $0 == "INVALID_CREDENTIALS" || $0 == "UNAVAILABLE" }, "\(passed)")
    // Each password that was looked at leaves a line behind.
    let audits = try await applications[0].database.read(
      Query("test.refusals", "select id from audit_events where action = 'identity.login_refused'"))
    #expect(audits.count <= passed.count)
    for application in applications { await application.stop() }
    await drop()
  }

  @Test("a login beyond the limit is an error of the field, with the time to wait, and the answer is a 200")
  func error() async throws {
    try await withFieldLimits { instance in
      let text = "mutation { login(email: \"nobody@people.example\", password: \"a wrong one\") { accessToken } }"
      var response = try await instance.query(text)
      for _ in 0..<11 where response.code != "RATE_LIMITED" { response = try await instance.query(text) }
      #expect(response.code == "RATE_LIMITED")
      #expect(response.status == 200)
      #expect(response["errors.0.path.0"] == .string("login"))
      let seconds = try #require(response.integer("errors.0.extensions.retryAfter"))
      #expect((1...6).contains(seconds))
      #expect(response.fields["Retry-After"] == nil)
    }
  }

  @Test("each alias is a use")
  func aliases() async throws {
    try await withFieldLimits { instance in
      let token = try await instance.signIn(.learner)
      // One a day: nothing to speak of comes back between two aliases, however long the first one takes.
      let response = try await instance.query(
        "mutation { a: exportMyData { __typename } b: exportMyData { __typename } }", token: token)
      #expect(response.code == "RATE_LIMITED", "\(response)")
      #expect(response["errors.0.path.0"] == .string("b"))
      #expect(response["errors"]?.arrayValue?.count == 1)
    }
  }

  @Test("below a list each parent is a use, those that the guard refuses are none, and the last ones are refused")
  func nested() async throws {
    let schema = try SchemaBuilder.build(
      """
      directive @rateLimit(limit: Int!, windowSeconds: Int!, scope: RateLimitScope! = USER) on FIELD_DEFINITION
      enum RateLimitScope { USER IP }
      type Query { secret: String @rateLimit(limit: 3, windowSeconds: 86400) open: String }
      """)
    let query = try #require(schema.type(named: "Query"))
    let forbidden = FieldGuard { _, _, _ in .denyPositions([0: .forbidden()]) }
    let limited = try #require(FieldTolls().makeGuard(query, query.fields[0], after: forbidden))
    #expect(FieldTolls().makeGuard(query, query.fields[1], after: nil) == nil)
    try await withFieldLimits { instance in
      let sender = Sender(viewer: nil, client: ClientAddress(ipAddress: "192.0.2.1"), requestID: "test")
      let context = instance.application.service.makeContext(sender, for: .query)
      let arguments = InputArguments(definitions: [], values: [])
      let parents = Batch<Root>([Root](repeating: Root(), count: 6))
      guard case .denyPositions(let denied) = try await limited.decide(parents, arguments, context) else {
        throw TestFailure("all passed, or none")
      }
      #expect(denied.mapValues { $0.code?.rawValue } == [0: "FORBIDDEN", 4: "RATE_LIMITED", 5: "RATE_LIMITED"])
      guard case .denyPositions(let again) = try await limited.decide(parents, arguments, context) else {
        throw TestFailure("all passed, or none")
      }
      #expect(again.count == 6)
      #expect(again[0]?.code == .forbidden)
    }
  }

  @Test("an account has a limit of its own for tries from anywhere, known or not, and its address is stored nowhere")
  func account() async throws {
    try await withFieldLimits { instance in
      let database = instance.application.database
      let store = PostgresRateLimitStore(database)
      func login(_ email: String, from address: String) async throws -> String? {
        let text = "mutation { login(email: \"\(email)\", password: \"a wrong one\") { accessToken } }"
        let answer = await instance.application.endpoint.respond(
          TestInstance.head(), body: TestInstance.body(text), peer: HTTPPeer(ipAddress: address))
        guard case .complete(let response) = answer else { return nil }
        return try JSONParser.parse(response.body).at("errors.0.extensions.code")?.stringValue
      }
      #expect(try await login("who@people.example", from: "198.51.100.1") == "INVALID_CREDENTIALS")
      let rows = try await database.read(
        Query("test.keys", "select key from rate_limit_buckets where key like 'guess%'"))
      #expect(rows.count == 2)
      let keys = (0..<rows.count).map { Row(rows: rows, index: $0)[RowColumn<String>("key")] }
      #expect(keys.allSatisfy { !$0.contains("people") })
      // Use up what the network may still try, as 49 addresses of it would.
      let network = try #require(keys.first { $0.contains("/24") || $0.contains("/120") })
      let digest = String(network.dropFirst("guess/digest/".count))
      let rate = BucketRate(limit: 50, windowSeconds: 3600)
      _ = try await store.draw(.exactly(49), from: BucketKey("guess", .digest(digest)), rate)
      #expect(try await login("who@people.example", from: "198.51.100.77") == "RATE_LIMITED")
      #expect(try await login("who@people.example", from: "198.51.101.1") == "INVALID_CREDENTIALS")
      #expect(try await login("another@people.example", from: "198.51.100.77") == "INVALID_CREDENTIALS")
    }
  }

  @Test("where uses cannot be counted, a login fails instead of being tried, and reads go on")
  func withoutDatabase() async throws {
    let (server, usual) = try await TestServer.startPrivate()
    var configuration = usual
    configuration.requestTimeout = .seconds(2)
    configuration.limits = AtlasConfiguration.Limits()
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    let instance = TestInstance(application)
    await server.stop()
    let login = try await instance.query(
      "mutation { login(email: \"ada@people.example\", password: \"a long password\") { accessToken } }")
    #expect(["UNAVAILABLE", "TIMEOUT", "UNKNOWN_OUTCOME"].contains(login.code ?? ""), "\(login)")
    let read = try await instance.query("{ __typename }")
    #expect(read.status == 200)
    #expect(read.text("data.__typename") == "Query")
    await application.stop()
  }

  private func withFieldLimits(_ body: (TestInstance) async throws -> Void) async throws {
    try await withInstance {
      $0.limits.countsFields = true
    } _: {
      try await body($0)
    }
  }
}
