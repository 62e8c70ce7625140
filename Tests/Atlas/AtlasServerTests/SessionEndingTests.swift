import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Seeding
import Testing

@testable import AtlasServer
@testable import Identity

@Suite("The end of sessions")
struct SessionEndingTests {
  private static let logout = "mutation { logout { revokedSessions userErrors { code } } }"
  private static let logoutAll = "mutation { logout(input: {allSessions: true}) { revokedSessions } }"

  @Test("[AUTH logout] logout ends this session at once, and no other")
  func logout() async throws {
    try await withInstance { instance in
      let (here, there) = (try await instance.openSession(), try await instance.openSession())
      let answer = try await instance.query(Self.logout, token: here.access)
      #expect(answer.integer("data.logout.revokedSessions") == 1, "\(answer)")
      #expect(try await instance.takes(here.access) == false)
      #expect(try await instance.refresh(here.refresh).text("data.refreshToken.userErrors.0.code") == "INVALID")
      #expect(try await instance.takes(there.access))
      _ = try await instance.refreshed(there.refresh)
      #expect(try await instance.auditCount("identity.logged_out", here.session) == 1)
    }
  }

  @Test("logout of all sessions ends all of the user's and nobody else's")
  func logoutAll() async throws {
    try await withInstance { instance in
      var tokens: [SessionTokens] = []
      for _ in 0..<3 { tokens.append(try await instance.openSession()) }
      let other = try await instance.signIn(.creator)
      let answer = try await instance.query(Self.logoutAll, token: tokens[1].access)
      #expect(answer.integer("data.logout.revokedSessions") == 3, "\(answer)")
      for token in tokens {
        #expect(try await instance.takes(token.access) == false)
        #expect(try await instance.refresh(token.refresh).text("data.refreshToken.userErrors.0.code") == "INVALID")
      }
      #expect(try await instance.takes(other))
      #expect(try await instance.auditCount("identity.logged_out", tokens[1].session) == 1)
    }
  }

  @Test("an answer that was kept for a session is not given when it has ended")
  func keptAnswers() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      let text = "{ diagrams { id } }"
      for _ in 0..<2 { #expect(try await instance.query(text, token: tokens.access).status == 200) }
      _ = try await instance.query(Self.logout, token: tokens.access)
      #expect(try await instance.query(text, token: tokens.access).status == 401)
    }
  }

  @Test("revokeSession ends one of the viewer's sessions and shows it as it was; others' are not there")
  func revoke() async throws {
    try await withInstance { instance in
      let (here, there) = (try await instance.openSession(), try await instance.openSession())
      let stranger = try await instance.openSession("creator@atlas.example")
      let text = """
        mutation ($id: ID!) {
          revokeSession(input: {sessionId: $id}) {
            session { id current createdAt ipAddress }
            userErrors { __typename code field ... on NotFoundError { missingId } }
          }
        }
        """
      func revoke(_ id: String) async throws -> TestResponse {
        try await instance.query(text, ["id": .string(id)], token: here.access)
      }
      for missing in [stranger.session, "session_999999", "user_1", "x"] {
        let answer = try await revoke(missing)
        #expect(answer["data.revokeSession.session"] == .null, "\(answer)")
        #expect(answer.text("data.revokeSession.userErrors.0.__typename") == "NotFoundError", "\(answer)")
      }
      #expect(try await instance.takes(stranger.access))
      let answer = try await revoke(there.session)
      #expect(answer["data.revokeSession.userErrors"] == .array([]), "\(answer)")
      #expect(answer.text("data.revokeSession.session.id") == there.session)
      #expect(answer.text("data.revokeSession.session.ipAddress") == TestInstance.peer.ipAddress)
      #expect(answer["data.revokeSession.session.current"] == .boolean(false))
      #expect(try await instance.takes(there.access) == false)
      #expect(try await instance.takes(here.access))
      #expect(try await revoke(there.session).text("data.revokeSession.userErrors.0.missingId") == there.session)
      #expect(try await instance.auditCount("identity.session_revoked", there.session) == 1)
      #expect(try await instance.auditCount("identity.session_revoked", stranger.session) == 0)
    }
  }

  @Test("a user's sessions are listed latest first, to nobody but them")
  func list() async throws {
    try await withInstance { instance in
      let text = "{ currentUser { sessions { id current } } }"
      let (first, second) = (try await instance.openSession(), try await instance.openSession())
      let closed = try await instance.openSession()
      _ = try await instance.query(Self.logout, token: closed.access)
      let mine = try await instance.query(text, token: first.access)
      #expect(mine.texts("data.currentUser.sessions", "id") == [second.session, first.session], "\(mine)")
      #expect(mine["data.currentUser.sessions.1.current"] == .boolean(true))
      #expect(mine["data.currentUser.sessions.0.current"] == .boolean(false))
      let theirs = try await instance.query(
        "{ node(id: \"user_1\") { ... on User { sessions { id } } } }", token: try await instance.signIn(.creator))
      #expect(theirs["data.node.sessions"] == .null, "\(theirs)")
    }
  }

  @Test("who changes the password keeps this session and ends all others; who does not know it changes nothing")
  func changePassword() async throws {
    try await withInstance { instance in
      let (here, there) = (try await instance.openSession(), try await instance.openSession())
      let (old, new) = (DemoSeeder.password, "another password of mine")
      let refused = try await change("not the password", new, instance, here)
      #expect(refused.text("data.changePassword.userErrors.0.code") == "INVALID", "\(refused)")
      #expect(try await instance.auditCount("identity.password_change_refused", "user_1") == 1)
      let short = try await change(old, "too short", instance, here)
      #expect(short.code == "VALIDATION_ERROR", "\(short)")
      #expect(try await instance.takes(there.access))

      let changed = try await change(old, new, instance, here)
      #expect(changed.text("data.changePassword.user.id") == "user_1", "\(changed)")
      #expect(try await instance.takes(here.access))
      #expect(try await instance.takes(there.access) == false)
      #expect(try await instance.refresh(there.refresh).text("data.refreshToken.userErrors.0.code") == "INVALID")
      _ = try await instance.openSession("learner@atlas.example", new)
      let before = try await instance.query(
        "mutation { login(email: \"learner@atlas.example\", password: \"\(old)\") { accessToken } }")
      #expect(before.code == "INVALID_CREDENTIALS", "\(before)")
      #expect(try await instance.auditCount("identity.password_changed", "user_1") == 1)
    }
  }

  @Test("an account without a password has none to change")
  func noPassword() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      try await instance.run("update users set password_hash = null where id = 1")
      let answer = try await change(DemoSeeder.password, "another password of mine", instance, tokens)
      #expect(answer.text("data.changePassword.userErrors.0.code") == "STATE", "\(answer)")
    }
  }

  @Test("what is over goes at the next sweep: sessions a day after their end, used tokens after eight")
  func sweep() async throws {
    try await withInstance { instance in
      let (old, good) = (try await instance.openSession(), try await instance.openSession())
      _ = try await instance.refreshed(good.refresh)
      let counts = Query(
        "test.counts",
        """
        select (select count(*) from sessions where id in (\(old.sessionKey), \(good.sessionKey))),
          (select count(*) from refresh_tokens where session_id in (\(old.sessionKey), \(good.sessionKey)))
        """)
      await instance.application.housekeeping.sweepAll()
      let before = try await instance.run(counts)
      #expect([before.int(0, 0), before.int(0, 1)] == [2, 3])
      try await instance.run(
        Query(
          "test.expire",
          """
          update sessions set created_at = now() - interval '9 days', expires_at = now() - interval '25 hours'
          where id = \(old.sessionKey)
          """))
      try await instance.run(
        "update refresh_tokens set used_at = now() - interval '9 days' where used_at is not null")
      await instance.application.housekeeping.sweepAll()
      let after = try await instance.run(counts)
      #expect([after.int(0, 0), after.int(0, 1)] == [1, 1])
    }
  }

  private func change(
    _ current: String, _ new: String, _ instance: TestInstance, _ tokens: SessionTokens
  ) async throws -> TestResponse {
    let text = """
      mutation ($current: String!, $new: String!) {
        changePassword(input: {currentPassword: $current, newPassword: $new}) { user { id } userErrors { code field } }
      }
      """
    return try await instance.query(
      text, ["current": .string(current), "new": .string(new)], token: tokens.access)
  }
}
