import AtlasAPI
import AtlasKernel
import GraphQLJSON
import GraphQLPostgres
import Identity
import Postgres
import Testing

@testable import AtlasServer

@Suite("Refresh tokens")
struct RefreshTests {
  @Test("a refresh token answers new tokens of the same session, and those the next")
  func rotation() async throws {
    try await withInstance { instance in
      let first = try await instance.openSession()
      #expect(first.refreshLifetimeSeconds == 604_800)
      try await instance.run(
        Query(
          "test.age",
          """
          update sessions set last_seen_at = now() - interval '6 days', expires_at = now() + interval '1 day'
          where id = \(first.sessionKey)
          """))
      let second = try await instance.refreshed(first.refresh)
      #expect(second.session == first.session)
      #expect(second.refresh != first.refresh)
      #expect(second.refreshLifetimeSeconds == 604_800)
      #expect(try await instance.takes(second.access))
      let third = try await instance.refreshed(second.refresh)
      #expect(Set([first.refresh, second.refresh, third.refresh]).count == 3)
      let seen = Query(
        "test.seen",
        "select last_seen_at > now() - interval '1 minute' from sessions where id = \(first.sessionKey)")
      #expect(try await instance.run(seen).bool(0, 0) == true)
    }
  }

  @Test("[AUTH one winner] of 20 at once one exchanges the token, and all get the same successor")
  func parallel() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      let answers = try await withThrowingTaskGroup(of: SessionTokens.self) { group in
        for _ in 0..<20 { group.addTask { try await instance.refreshed(tokens.refresh) } }
        return try await group.reduce(into: [SessionTokens]()) { $0.append($1) }
      }
      #expect(answers.count == 20)
      #expect(Set(answers.map(\.refresh)).count == 1)
      #expect(Set(answers.map(\.session)) == [tokens.session])
      #expect(try await tokenCount(instance, tokens) == 2)
      let successor = try #require(answers.first)
      #expect(try await instance.refreshed(successor.refresh).refresh != successor.refresh)
    }
  }

  @Test("[AUTH grace] for ten seconds after its use a token answers the same successor")
  func grace() async throws {
    try await withInstance { instance in
      let first = try await instance.openSession()
      let second = try await instance.refreshed(first.refresh)
      try await use(first, secondsAgo: 8, instance)
      let again = try await instance.refreshed(first.refresh)
      #expect(again.refresh == second.refresh)
      #expect(try await instance.takes(again.access))
      #expect(try await tokenCount(instance, first) == 2)
    }
  }

  @Test("[AUTH family] a token that comes again later ends its session: access tokens, successors, and one audit event")
  func replay() async throws {
    try await withInstance { instance in
      let first = try await instance.openSession()
      let second = try await instance.refreshed(first.refresh)
      let other = try await instance.openSession()
      try await use(first, secondsAgo: 11, instance)
      expectRefusal(try await instance.refresh(first.refresh))
      for token in [first.access, second.access] { #expect(try await instance.takes(token) == false) }
      expectRefusal(try await instance.refresh(second.refresh))
      expectRefusal(try await instance.refresh(first.refresh))
      #expect(try await instance.takes(other.access))
      #expect(try await instance.auditCount("identity.refresh_replayed", first.session) == 1)
      #expect(try await instance.auditCount("identity.refresh_replayed", other.session) == 0)
    }
  }

  @Test("tokens that were never made, are too old or of an ended session get the same words")
  func sameWords() async throws {
    try await withInstance { instance in
      let expired = try await instance.openSession()
      try await instance.run(
        Query(
          "test.expire",
          """
          update sessions set created_at = now() - interval '8 days', expires_at = now() - interval '1 second'
          where id = \(expired.sessionKey)
          """))
      let ended = try await instance.openSession()
      _ = try await instance.query("mutation { logout { revokedSessions } }", token: ended.access)
      var bodies: Set<String> = []
      for token in ["", "x", String(repeating: "A", count: 43), expired.refresh, ended.refresh, ended.access] {
        let response = try await instance.refresh(token)
        expectRefusal(response)
        bodies.insert("\(response)")
      }
      #expect(bodies.count == 1)
    }
  }

  @Test("new access tokens have the roles of now")
  func roles() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      try await instance.run(
        Query("test.roles", "update users set roles = array['STUDENT', 'INSTRUCTOR'] where id = 1"))
      let fresh = try await instance.refreshed(tokens.refresh)
      let identity = instance.application.service.identity
      let database = instance.application.database
      #expect(try await identity.authenticate(bearer: tokens.access, database)?.roles == [.student])
      #expect(try await identity.authenticate(bearer: fresh.access, database)?.roles == [.student, .instructor])
    }
  }

  @Test("a session lasts 90 days at most, however often it is refreshed")
  func cap() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      try await age(tokens, days: 89, instance)
      let late = try await instance.refreshed(tokens.refresh)
      #expect((86_390...86_400).contains(late.refreshLifetimeSeconds ?? 0))
      try await age(tokens, days: 91, instance)
      expectRefusal(try await instance.refresh(late.refresh))
    }
  }

  @Test("a dump of the database opens no session: there are only hashes, and a hash is no token")
  func dump() async throws {
    try await withInstance { instance in
      let first = try await instance.openSession()
      let second = try await instance.refreshed(first.refresh)
      let dump = try await instance.run(
        """
        select s::text from sessions s union all select t::text from refresh_tokens t
        union all select a::text from audit_events a union all select e::text from events e
        union all select u::text from users u
        """)
      let rows = (0..<dump.count).compactMap { dump.string($0, 0) }
      #expect(rows.count > 3)
      for secret in [first.refresh, second.refresh, first.access] {
        let hexadecimal = secret.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(rows.allSatisfy { !$0.contains(secret) && !$0.contains(hexadecimal) })
      }
      let hashes = try await instance.run(
        Query("test.hashes", "select encode(hash, 'hex') from refresh_tokens where session_id = \(first.sessionKey)"))
      #expect(hashes.count == 2)
      for row in 0..<hashes.count { expectRefusal(try await instance.refresh(hashes.string(row, 0) ?? "")) }
    }
  }

  private func expectRefusal(_ response: TestResponse, _ location: SourceLocation = #_sourceLocation) {
    #expect(response["data.refreshToken.auth"] == .null, "\(response)", sourceLocation: location)
    #expect(response.text("data.refreshToken.userErrors.0.code") == "INVALID", sourceLocation: location)
  }

  private func tokenCount(_ instance: TestInstance, _ tokens: SessionTokens) async throws -> Int64? {
    try await instance.run(
      Query("test.tokens", "select count(*) from refresh_tokens where session_id = \(tokens.sessionKey)")
    ).int(0, 0)
  }

  /// Moves the use of the session's used tokens into the past.
  private func use(_ tokens: SessionTokens, secondsAgo: Int, _ instance: TestInstance) async throws {
    let rows = try await instance.run(
      Query(
        "test.use",
        """
        update refresh_tokens set used_at = now() - make_interval(secs => \(Double(secondsAgo)))
        where session_id = \(tokens.sessionKey) and used_at is not null
        """))
    #expect(rows.affectedRows == 1)
  }

  private func age(_ tokens: SessionTokens, days: Int, _ instance: TestInstance) async throws {
    try await instance.run(
      Query(
        "test.age",
        """
        update sessions set created_at = now() - make_interval(days => \(Int32(days))), expires_at = now() + interval '1 day'
        where id = \(tokens.sessionKey)
        """))
  }
}
