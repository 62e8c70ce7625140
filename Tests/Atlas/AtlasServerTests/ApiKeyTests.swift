import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLWebSocket
import Postgres
import Testing

@testable import AtlasServer

@Suite("API keys over the whole application")
struct ApiKeyTests {
  @Test("a key is made, listed, used and revoked")
  func life() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let made = try await instance.makeKey(["tutor:ask", "profile:read", "tutor:ask"], token)
      #expect(made["data.createApiKey.userErrors"] == .array([]), "\(made)")
      let secret = try #require(made.text("data.createApiKey.secret"))
      #expect(made.text("data.createApiKey.apiKey.prefix") == String(secret.prefix(14)))
      #expect(made["data.createApiKey.apiKey.scopes"] == .array([.string("tutor:ask"), .string("profile:read")]))
      #expect(made["data.createApiKey.apiKey.lastUsedAt"] == .null)

      #expect(try await instance.me(secret).text("data.currentUser.email") == "ada@people.example")
      let listed = try await instance.query("{ currentUser { apiKeys { id lastUsedAt revokedAt } } }", token: token)
      #expect(listed.text("data.currentUser.apiKeys.0.lastUsedAt")?.hasSuffix(":00:00.000Z") == true, "\(listed)")
      #expect(listed["data.currentUser.apiKeys.0.revokedAt"] == .null)

      let id = try #require(made.text("data.createApiKey.apiKey.id"))
      for _ in 0..<2 {
        let revoked = try await instance.revokeKey(id, token)
        #expect(revoked.text("data.revokeApiKey.apiKey.revokedAt") != nil, "\(revoked)")
        #expect(try await instance.me(secret).status == 401)
      }
      let events = try await instance.application.database.read(
        ("select action from audit_events where subject = 'key_1' order by id" as Query).onBehalf(of: .system))
      #expect(
        (0..<events.count).map { events.string($0, 0) } == ["identity.api_key_created", "identity.api_key_revoked"])
    }
  }

  @Test("a key reaches what its scopes say and nothing else, however much it may do")
  func scopes() async throws {
    try await withInstance { instance in
      let learner = try await instance.signIn(.learner)
      let reader = try await instance.secret(["progress:read"], learner)
      #expect(try await instance.me(reader).code == "FORBIDDEN")
      #expect(try await instance.query("{ diagrams { id } }", token: reader)["errors"] == nil)
      let status = try await instance.query("{ lab(id: 1) { viewerStatus { state } } }", token: reader)
      #expect(status["errors"] == nil, "\(status)")
      let group = try await instance.query(
        "mutation { createStudyGroup(input: {name: \"Readers\"}) { id } }", token: reader)
      #expect(group.code == "FORBIDDEN", "\(group)")

      let admin = try await instance.signIn(.admin)
      let all = try await instance.secret(["admin:all"], admin)
      #expect(try await instance.me(all).text("data.currentUser.email") == "admin@atlas.example")
      for closed in [
        "mutation { createApiKey(input: {name: \"more\", scopes: [\"tutor:ask\"]}) { secret } }",
        "mutation { revokeApiKey(input: {apiKeyId: \"key_1\"}) { apiKey { id } } }",
        "mutation { changePassword(input: {currentPassword: \"a\", newPassword: \"a long enough one\"}) { user { id } } }",
        "mutation { logout { revokedSessions } }", "{ currentUser { apiKeys { id } } }",
        "{ currentUser { sessions { id } } }",
      ] {
        let answer = try await instance.query(closed, token: all)
        #expect(answer.code == "FORBIDDEN", "\(closed): \(answer)")
      }
      let node = try await instance.query("{ node(id: \"key_2\") { id } }", token: all)
      #expect(node["data.node"] == .null, "a key sees no keys: \(node)")
      #expect(try await instance.query("{ node(id: \"key_2\") { id } }", token: admin)["data.node.id"] != nil)
      #expect(try await instance.query("{ node(id: \"key_1\") { id } }", token: admin)["data.node"] == .null)
    }
  }

  @Test("scopes that do not exist or are above the owner's roles are refused")
  func refusedScopes() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      #expect(try await instance.makeKey([], token).code == "VALIDATION_ERROR")
      for scopes in [["catalog:rea"], ["tutor:ask", "Tutor:ask"]] {
        let answer = try await instance.makeKey(scopes, token)
        #expect(answer.text("data.createApiKey.userErrors.0.code") == "INVALID", "\(answer)")
        #expect(answer["data.createApiKey.userErrors.0.field"] == .array([.string("input"), .string("scopes")]))
        #expect(answer["data.createApiKey.secret"] == .null)
      }
      for scope in ["admin:all", "labs:report", "catalog:write"] {
        #expect(try await instance.makeKey([scope], token).code == "FORBIDDEN")
      }
      try await instance.setRoles("SERVICE", of: "ada@people.example")
      #expect(try await instance.makeKey(["labs:report"], token).text("data.createApiKey.secret") != nil)
      #expect(try await instance.makeKey(["admin:all"], token).code == "FORBIDDEN")
    }
  }

  @Test("names and ends that will not do are user errors; the usual end is in 90 days")
  func refusedInput() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      for (name, code) in [("  ", "BLANK"), ("two\\nlines", "INVALID")] {
        let answer = try await instance.query(
          "mutation { createApiKey(input: {name: \"\(name)\", scopes: [\"tutor:ask\"]}) { userErrors { code } } }",
          token: token)
        #expect(answer.text("data.createApiKey.userErrors.0.code") == code, "\(answer)")
      }
      let now = PostgresTimestamp.now.microsecondsSince1970
      for (days, isGood) in [(-1, false), (0, false), (364, true), (366, false)] as [(Int64, Bool)] {
        let end = DateTime(microsecondsSince1970: now + days * 86_400_000_000).text
        let answer = try await instance.query(
          """
          mutation { createApiKey(input: {name: "a", scopes: ["tutor:ask"], expiresAt: "\(end)"}) {
            apiKey { expiresAt } userErrors { code field }
          } }
          """, token: token)
        #expect((answer["data.createApiKey.userErrors"] == .array([])) == isGood, "\(days): \(answer)")
        if isGood { #expect(answer.text("data.createApiKey.apiKey.expiresAt") == end) }
      }
      _ = try await instance.secret(["tutor:ask"], token)
      let days = try await instance.application.database.read(
        ("""
        select round(extract(epoch from expires_at - created_at) / 86400)::bigint
        from api_keys order by id desc limit 1
        """ as Query).onBehalf(of: .system)
      )
      #expect(days.int(0, 0) == 90)
    }
  }

  @Test("of parallel wishes for more keys than are allowed exactly the allowed ones are granted")
  func limit() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for _ in 0..<24 { group.addTask { try await instance.makeKey(["tutor:ask"], token) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let secrets = answers.compactMap { $0.text("data.createApiKey.secret") }
      #expect(Set(secrets).count == 20)
      let codes = answers.compactMap { $0.text("data.createApiKey.userErrors.0.code") }
      #expect(codes == Array(repeating: "QUOTA_EXCEEDED", count: 4))
      #expect(try await instance.revokeKey("key_1", token)["errors"] == nil)
      #expect(try await instance.makeKey(["tutor:ask"], token).text("data.createApiKey.secret") != nil)
    }
  }

  @Test("nobody revokes the keys of others")
  func foreignKey() async throws {
    try await withInstance { instance in
      let secret = try await instance.secret(["profile:read"], try await instance.register("ada"))
      let other = try await instance.register("bob")
      for id in ["key_1", "1", "key_99", "user_1", "nonsense"] {
        let answer = try await instance.revokeKey(id, other)
        #expect(answer.text("data.revokeApiKey.userErrors.0.code") == "NOT_FOUND", "\(answer)")
      }
      #expect(try await instance.me(secret).status == 200)
      let others = try await instance.query("{ currentUser { apiKeys { id } } }", token: other)
      #expect(others["data.currentUser.apiKeys"] == .array([]), "\(others)")
    }
  }

  @Test("revocation, an end, a role that was taken and an account that is gone count in every instance")
  func otherInstances() async throws {
    try await withInstance { first in
      let teacher = try await first.signIn(.instructor)
      let secret = try await first.secret(["analytics:read", "profile:read"], teacher)
      let rate = "{ lab(id: 1) { passRate } }"
      #expect(try await first.query(rate, token: secret)["errors"] == nil)
      try await withSecond(first) { second in
        let answer = try await second.query(rate, token: secret)
        #expect(answer["errors"] == nil, "\(answer)")
      }
      try await first.setRoles("STUDENT", of: "instructor@atlas.example")
      try await withSecond(first) { second in
        let answer = try await second.query("{ a: lab(id: 1) { passRate } }", token: secret)
        #expect(answer.code == "FORBIDDEN", "\(answer)")
      }
      let database = first.application.database
      _ = try await database.write(
        ("update api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 day'" as Query)
          .onBehalf(of: .system))
      try await withSecond(first) { second in
        let status = try await second.me(secret).status
        #expect(status == 401)
      }
      _ = try await database.write(
        ("update api_keys set created_at = now(), expires_at = now() + interval '1 day'" as Query).onBehalf(of: .system)
      )
      try await withSecond(first) { second in
        let status = try await second.me(secret).status
        #expect(status == 200)
      }
      _ = try await first.revokeKey("key_1", teacher)
      try await withSecond(first) { second in
        let status = try await second.me(secret).status
        #expect(status == 401)
      }
      #expect(try await first.me(secret).status == 401)

      let gone = try await first.secret(["profile:read"], try await first.register("ada"))
      _ = try await database.write("update users set closed_at = now() where email = 'ada@people.example'")
      #expect(try await first.me(gone).status == 401)
    }
  }

  @Test("what cannot be a key is refused without a statement; what no key has, with one for all who ask")
  func garbage() async throws {
    try await withInstance { instance in
      let secret = try await instance.secret(["profile:read"], try await instance.register("ada"))
      let typo = secret.dropLast() + (secret.last == "0" ? "1" : "0")
      let garbage = ["atlas_", "atlas_garbage", String(typo), secret + "0", secret.uppercased()]
      #expect(try await statements(instance, refused: garbage) == [])
      let unknown = "atlas_00000000_" + String(repeating: "0", count: 37) + "0h0agX"
      let repeated = Array(repeating: unknown, count: 5)
      #expect(try await statements(instance, refused: repeated) == ["identity.apiKeysBySecret"])
    }
  }

  /// The names of the statements that refusing these tokens took.
  private func statements(_ instance: TestInstance, refused tokens: [String]) async throws -> [String] {
    let log = StatementLog()
    try await StatementLog.$current.withValue(log) {
      for token in tokens {
        let status = try await instance.me(token).status
        #expect(status == 401)
      }
    }
    return log.entries.map(\.name)
  }

  @Test("the secret is stored nowhere")
  func hashOnly() async throws {
    try await withInstance { instance in
      let secret = try await instance.secret(["profile:read"], try await instance.register("ada"))
      let stored = try await instance.application.database.read(
        ("""
        select k::text || (select string_agg(e::text, '') from audit_events e),
          secret_hash = sha256(convert_to(\(secret), 'UTF8'))
        from api_keys k
        """ as Query).onBehalf(of: .system)
      )
      #expect(stored.string(0, 0)?.contains(secret.suffix(43)) == false)
      #expect(stored.bool(0, 1) == true)
    }
  }

  @Test("a socket takes a key where it takes a token, and asks for it again after as long as tokens live")
  func socket() async throws {
    try await withInstance { instance in
      let secret = try await instance.secret(["profile:read"], try await instance.register("ada"))
      let service = instance.application.service
      let handshake = HTTPRequestHead(method: "GET", target: "/graphql", fields: [:])
      let admission = await service.open(
        ["authorization": .string("Bearer \(secret)")], handshake, TestInstance.peer)
      guard case .accepted(let sender, let owner?, let lifetime?, _) = admission else {
        throw TestFailure("refused: \(admission)")
      }
      #expect(sender.viewer?.scopes == ["profile:read"])
      #expect(sender.viewer.map { String($0.userID) } == owner.user)
      #expect(lifetime > .seconds(800) && lifetime <= .seconds(900))
      _ = try await instance.application.database.write(
        ("update api_keys set revoked_at = now()" as Query).onBehalf(of: .system))
      let wrong = await service.open(
        ["authorization": .string("Bearer \(secret.dropLast())")], handshake, TestInstance.peer)
      guard case .refused = wrong else { throw TestFailure("accepted") }
    }
  }

  /// Runs a test on another instance over the same database, which knows nothing yet.
  private func withSecond(_ first: TestInstance, _ body: (TestInstance) async throws -> Void) async throws {
    let application = try await AtlasApplication.start(first.application.configuration, logger: .silent)
    do {
      try await body(TestInstance(application))
    } catch {
      await application.stop()
      throw error
    }
    await application.stop()
  }
}

extension TestInstance {
  fileprivate func makeKey(_ scopes: [String], _ token: String) async throws -> TestResponse {
    try await query(
      """
      mutation ($scopes: [String!]!) {
        createApiKey(input: {name: "test", scopes: $scopes}) {
          apiKey { id prefix scopes lastUsedAt } secret userErrors { code field message }
        }
      }
      """, ["scopes": .array(scopes.map { .string($0) })], token: token)
  }

  fileprivate func secret(_ scopes: [String], _ token: String) async throws -> String {
    let made = try await makeKey(scopes, token)
    return try #require(made.text("data.createApiKey.secret"), "\(made)")
  }

  fileprivate func revokeKey(_ id: String, _ token: String) async throws -> TestResponse {
    try await query(
      "mutation ($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { apiKey { revokedAt } userErrors { code } } }",
      ["id": .string(id)], token: token)
  }

  fileprivate func me(_ token: String) async throws -> TestResponse {
    try await query("{ currentUser { email } }", token: token)
  }

  fileprivate func setRoles(_ role: String, of email: String) async throws {
    _ = try await application.database.write(
      ("update users set roles = array[\(role)] where email = \(email)" as Query).onBehalf(of: .system))
  }
}
