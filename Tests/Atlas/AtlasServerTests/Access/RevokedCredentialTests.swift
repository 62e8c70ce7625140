import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLSyntax
import Postgres
import Seeding
import Testing

@testable import AtlasServer

@Suite("What was revoked stays revoked, whichever way it is used")
struct RevokedCredentialTests {
  private static let makeKey = """
    mutation { createApiKey(input: {name: "leaked", scopes: ["profile:read"]}) { apiKey { id } secret } }
    """

  @Test("an API key that was revoked counts no more where its socket is open, here and for other instances")
  func openSocket() async throws {
    try await withTwoInstances { here, there in
      let token = try await here.signIn(.learner)
      let made = try await here.query(Self.makeKey, token: token)
      let secret = try #require(made.text("data.createApiKey.secret"), "\(made)")
      var senders: [Sender] = []
      for instance in [here, there] {
        senders.append(
          try await instance.application.service.sender(of: TestInstance.head(token: secret), TestInstance.peer))
      }
      #expect(here.application.service.makeContext(senders[0], for: .query).viewer?.scopes == ["profile:read"])
      let revoked = try await here.query(
        "mutation ($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { apiKey { id } userErrors { code } } }",
        ["id": try #require(made["data.createApiKey.apiKey.id"])], token: token)
      #expect(revoked["data.revokeApiKey.apiKey.id"] != .null, "\(revoked)")
      #expect(here.application.service.makeContext(senders[0], for: .query).viewer == nil)
      // The other one has heard of it when a stream that is opened now is behind the event.
      _ = try await there.application.events.events(topic: "nothing")
      #expect(there.application.service.makeContext(senders[1], for: .query).viewer == nil)
    }
  }

  @Test("the replay of a sign-in signs nobody in whose session has ended since")
  func replayedSignIn() async throws {
    try await withInstance { instance in
      let text = """
        mutation {
          login(email: "learner@atlas.example", password: "\(DemoSeeder.password)") @idempotent(key: "k") { accessToken }
          updateProfile(input: {bio: "again"}) { user { id } }
        }
        """
      let first = try await instance.query(text)
      #expect(first.text("data.updateProfile.user.id") == "user_1", "\(first)")
      let token = try #require(first.text("data.login.accessToken"))
      let again = try await instance.query(text)
      #expect(again.text("data.login.accessToken") == token && again["errors"] == nil, "\(again)")
      _ = try await instance.query("mutation { logout(input: {allSessions: true}) { revokedSessions } }", token: token)
      let late = try await instance.query(text)
      #expect(late.text("errors.0.extensions.code") == "UNAUTHENTICATED", "\(late)")
    }
  }

  @Test("a sign-in by a password that was changed while it was checked opens nothing")
  func changedMeanwhile() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      let text = """
        mutation {
          changePassword(input: {currentPassword: "\(DemoSeeder.password)", newPassword: "a wholly new password"}) {
            user { id }
          }
        }
        """
      async let changed = instance.query(text, token: tokens.access)
      let login = """
        mutation { login(email: "learner@atlas.example", password: "\(DemoSeeder.password)") { accessToken } }
        """
      var opened: [String] = []
      for _ in 0..<5 {
        if let token = try await instance.query(login).text("data.login.accessToken") { opened.append(token) }
      }
      #expect(try await changed.text("data.changePassword.user.id") == "user_1")
      for token in opened { #expect(try await instance.takes(token) == false) }
      #expect(try await instance.query(login).code == "INVALID_CREDENTIALS")
      #expect(try await instance.takes(tokens.access))
    }
  }

  @Test("a sign-in that asks another server takes no idempotency key, and a header leaves it as it is")
  func otherServers() async throws {
    try await withInstance { instance in
      let field = """
        loginWithOAuth(input: {provider: GITHUB, code: "x", state: "x", redirectUri: "https://example.org/",
          codeVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"})
        """
      let directive = try await instance.query("mutation { \(field) @idempotent(key: \"k\") { created } }")
      #expect(directive.code == "BAD_USER_INPUT", "\(directive)")
      let header = try await instance.send("mutation { \(field) { userErrors { code } } }", key: "k")
      #expect(header.response["data.loginWithOAuth.userErrors.0.code"] != nil, "\(header.response)")
      #expect(try await instance.number("select count(*) from idempotent_outcomes") == 0)
    }
  }

  @Test("a list that comes again keeps its keys, also where a member was refused in front of another")
  func refusedMember() async throws {
    try await withInstance({ configuration in
      configuration.http.batchLimit = 2
      configuration.limits.requestsPerMinute = 3
    }) { instance in
      let token = try await instance.signIn(.learner)
      let members = ["one", "two"].map { name in
        "{\"query\": \"mutation { createStudyGroup(input: {name: \\\"\(name) of a list\\\"}) { name } }\"}"
      }
      let body = Array("[\(members.joined(separator: ","))]".utf8)
      var head = TestInstance.head(token: token, accept: "application/json")
      head.fields.append("Idempotency-Key", "list")
      // Three requests of the user's bucket: two members, then one of two.
      let first = try await instance.respond(head, body)
      let second = try await instance.respond(head, body)
      #expect(first.body.at("1.data.createStudyGroup.name")?.stringValue == "two of a list", "\(first)")
      #expect(second.body.at("0.data.createStudyGroup.name")?.stringValue == "one of a list", "\(second)")
      #expect(second.body.at("1.errors.0.extensions.code")?.stringValue == "RATE_LIMITED", "\(second)")
      #expect(try await instance.groups(named: "one of a list") == 1)
      #expect(try await instance.groups(named: "two of a list") == 1)
    }
  }

  @Test("a changed password is told to its owner by mail")
  func notice() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      let before = try await instance.number("select count(*) from outgoing_mails")
      let text = """
        mutation {
          changePassword(input: {currentPassword: "\(DemoSeeder.password)", newPassword: "a wholly new password"}) {
            user { id }
          }
        }
        """
      #expect(try await instance.query(text, token: tokens.access).text("data.changePassword.user.id") == "user_1")
      #expect(try await instance.number("select count(*) from outgoing_mails") == (before ?? 0) + 1)
    }
  }
}
