import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Seeding
import Testing

@testable import AtlasServer

@Suite("Idempotent mutations: what is refused, kept secret, and answered whole", .serialized, .timeLimit(.minutes(5)))
struct IdempotencyRefusalTests {
  @Test("keys have 1 to 255 printable characters")
  func keys() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let long = String(repeating: "k", count: 255)
      for key in ["", long + "k", "a\nb", "é", "\u{7F}"] {
        let refused = try await instance.send(
          IdempotencyTests.create, ["key": key, "name": "Bad key"], token: token)
        #expect(refused.response.code == "BAD_USER_INPUT", "\(key)")
        #expect(try await instance.send("mutation { x: __typename }", token: token, key: key).response.status == 400)
      }
      #expect(try await instance.groups(named: "Bad key") == 0)
      let good = try await instance.send(
        IdempotencyTests.create, ["key": long, "name": "Good key"], token: token, key: "~ !")
      #expect(good.response["errors"] == nil, "\(good.response)")
    }
  }

  @Test("in a list of requests each has keys of its own under one header")
  func lists() throws {
    let header = try #require(try IdempotencyHeader(["Idempotency-Key": "h"]))
    #expect(header.key(for: "a") == header.key(for: "a") && header.key(for: "a") != header.key(for: "b"))
    #expect(header.key(for: "a") != header.next.key(for: "a"))
    #expect(try IdempotencyHeader([:]) == nil)
  }

  @Test("a field has one key, wherever it stands in the document")
  func mergedKeys() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      func text(_ key: String) -> String {
        """
        mutation {
          createStudyGroup(input: {name: "Merged"}) @idempotent(key: "a") { id }
          ... { createStudyGroup(input: {name: "Merged"}) @idempotent(key: "\(key)") { name } }
        }
        """
      }
      #expect(try await instance.send(text("b"), token: token).response.code == "BAD_USER_INPUT")
      #expect(try await instance.groups(named: "Merged") == 0)
      #expect(try await instance.sendTwice(text("a"), token: token)["errors"] == nil)
    }
  }

  @Test("on a query, a subscription or below the root the directive is refused before anything runs")
  func places() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      for text in [
        "{ viewer @idempotent(key: \"k\") { id } }",
        "subscription { labStatusChanged(labId: \"lab_1\") @idempotent(key: \"k\") { state } }",
        "mutation { createStudyGroup(input: {name: \"Deep\"}) { id @idempotent(key: \"k\") } }",
      ] {
        let refused = try await instance.query(text, token: token)
        #expect(refused.code == "GRAPHQL_VALIDATION_FAILED" && refused["data"] == nil, "\(refused)")
      }
      #expect(try await instance.groups(named: "Deep") == 0)
    }
  }

  @Test("the table shows neither tokens nor passwords nor keys, and opens for nobody else")
  func secrecy() async throws {
    try await withInstance { instance in
      let text = """
        mutation ($password: String!) {
          register(input: {email: "eve@people.example", password: $password}) @idempotent(key: "a key of Eve") {
            accessToken refreshToken
          }
        }
        """
      let variables = ["password": "a long enough password"]
      let registered = try await instance.sendTwice(text, variables)
      let access = try #require(registered.text("data.register.accessToken"))
      let refresh = try #require(registered.text("data.register.refreshToken"))
      for secret in [access, refresh, "a long enough password", "a key of Eve", "accessToken"] {
        let seen = try await instance.number(
          """
          select count(*) from idempotent_outcomes
          where position(\(Array(secret.utf8)) in scope::bytea || key_hash || request_hash || outcome) > 0
          """)
        #expect(seen == 0, "\(secret)")
      }
      // What was changed does not open.
      try await instance.change(
        "update idempotent_outcomes set outcome = set_byte(outcome, 20, get_byte(outcome, 20) # 1)")
      #expect(try await instance.send(text, variables).response.code == "IDEMPOTENCY_CONFLICT")
    }
  }

  @Test("whom a replayed sign-in signed in is the viewer of the rest of the operation again")
  func signIn() async throws {
    try await withInstance { instance in
      let text = """
        mutation ($password: String!) {
          login(email: "learner@atlas.example", password: $password) @idempotent(key: "l") { accessToken }
          kept: createStudyGroup(input: {name: "Kept"}) @idempotent(key: "g") { id }
          free: createStudyGroup(input: {name: "Free"}) { id }
        }
        """
      let variables = ["password": DemoSeeder.password]
      let first = try await instance.send(text, variables).response
      let second = try await instance.send(text, variables).response
      #expect(first["errors"] == nil && second["errors"] == nil, "\(first) \(second)")
      #expect(second["data.login.accessToken"] == first["data.login.accessToken"])
      #expect(second["data.kept.id"] == first["data.kept.id"])
      #expect(second.text("data.free.id") != nil && second["data.free.id"] != first["data.free.id"])
      #expect(try await instance.number("select count(*) from audit_events where action = 'identity.logged_in'") == 1)
    }
  }

  @Test("an operation with a key is answered whole, whatever it defers")
  func deferred() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let accept = "multipart/mixed;incrementalSpec=v0.2, application/json"
      let text = "mutation { createStudyGroup(input: {name: \"Whole\"}) KEY { id ... @defer { name memberCount } } }"
      let head = TestInstance.head(token: token, accept: accept)
      let plain = await instance.answer(head, TestInstance.body(text.replacing("KEY", with: "")))
      guard case .stream = plain else { throw TestFailure("nothing was deferred without a key: \(plain)") }
      let keyed = TestInstance.body(text.replacing("KEY", with: "@idempotent(key: \"k\")"))
      let (first, second) = (try await instance.respond(head, keyed), try await instance.respond(head, keyed))
      #expect(first.text("data.createStudyGroup.name") == "Whole", "\(first)")
      #expect(first.body == second.body)
      var withHeader = head
      withHeader.fields.append("Idempotency-Key", "h")
      let other = try await instance.respond(withHeader, TestInstance.body(text.replacing("KEY", with: "")))
      #expect(other.integer("data.createStudyGroup.memberCount") == 1, "\(other)")
    }
  }
}

/// An answer with its bytes.
struct RawAnswer: Sendable {
  let response: TestResponse
  let body: [UInt8]

  var isReplayed: Bool { response.fields["Idempotency-Replayed"] == "true" }
}

extension TestResponse {
  /// The path of the first error.
  var errorPath: [String] { (self["errors.0.path"]?.arrayValue ?? []).compactMap(\.stringValue) }
}

extension TestInstance {
  /// Sends an operation, with `Idempotency-Key` where there is a key.
  func send(
    _ text: String, _ variables: [String: String] = [:], token: String? = nil, key: String? = nil
  ) async throws -> RawAnswer {
    var head = Self.head(token: token)
    if let key { head.fields.append("Idempotency-Key", key) }
    guard case .complete(let answer) = await answer(head, Self.body(text, Self.values(variables))) else {
      throw TestFailure("a stream was answered")
    }
    let json = try JSONParser.parse(answer.body)
    return RawAnswer(
      response: TestResponse(status: answer.head.status, fields: answer.head.fields, body: json), body: answer.body)
  }

  /// Sends an operation twice; the second answer must be the first one again.
  func sendTwice(
    _ text: String, _ variables: [String: String] = [:], token: String? = nil
  ) async throws -> TestResponse {
    let first = try await send(text, variables, token: token)
    let second = try await send(text, variables, token: token)
    #expect(!first.isReplayed && second.isReplayed, "\(second.response)")
    #expect(first.body == second.body, "\(first.response) \(second.response)")
    #expect(first.response.status == second.response.status)
    return first.response
  }

  private static func values(_ texts: [String: String]) -> JSONObject {
    JSONObject(texts.map { (key: $0.key, value: .string($0.value)) })
  }

  func foundGroup(_ name: String, token: String) async throws -> String {
    let text = "mutation ($name: String!) { createStudyGroup(input: {name: $name}) { id } }"
    let response = try await query(text, ["name": .string(name)], token: token)
    return try #require(response.text("data.createStudyGroup.id"), "\(response)")
  }

  /// What the owner of the database counts, who sees all rows.
  func number(_ query: Query) async throws -> Int64? {
    try await asOwner { try await $0.read(query).int(0, 0) }
  }

  /// Runs statements as the owner of the database, who may change its tables.
  func change(_ statements: Query...) async throws {
    try await asOwner { database in
      for statement in statements { try await database.write(statement) }
    }
  }

  private func asOwner<Value>(_ body: (Database) async throws -> Value) async throws -> Value {
    let url = try #require(application.configuration.databaseURL)
    var configuration = DatabaseConfiguration(connectionString: url)
    configuration.loopCount = 1
    configuration.connectionCount = 1
    let database = Database(configuration: configuration)
    let result: Result<Value, any Error>
    do {
      try await database.start()
      result = .success(try await body(database))
    } catch {
      result = .failure(error)
    }
    await database.close()
    return try result.get()
  }

  func groups(named name: String) async throws -> Int64? {
    try await number("select count(*) from study_groups where name = \(name)")
  }
}
