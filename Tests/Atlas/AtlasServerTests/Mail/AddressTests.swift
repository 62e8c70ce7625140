import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

/// The mutations of addresses and lost passwords, as a client calls them.
extension MailInstance {
  static let password = "a long enough password"

  func verify(_ token: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($token: String!) {
        verifyEmail(input: {token: $token}) { user { id } userErrors { __typename code field } }
      }
      """, ["token": .string(token)])
  }

  func resend(_ accessToken: String) async throws -> TestResponse {
    try await instance.query(
      "mutation { resendVerificationEmail { sent userErrors { code } } }", token: accessToken)
  }

  func requestReset(_ email: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($email: EmailAddress!) { requestPasswordReset(input: {email: $email}) { accepted userErrors { code } } }
      """, ["email": .string(email)])
  }

  func reset(_ token: String, _ password: String = "another long password") async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($token: String!, $password: String!) {
        resetPassword(input: {token: $token, newPassword: $password}) {
          auth { accessToken refreshToken user { email emailVerified } session { current } }
          userErrors { __typename code field }
        }
      }
      """, ["token": .string(token), "password": .string(password)])
  }

  func login(_ email: String, _ password: String) async throws -> TestResponse {
    try await instance.query(
      "mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { accessToken } }",
      ["email": .string(email), "password": .string(password)])
  }

  func isVerified(_ accessToken: String) async throws -> JSONValue? {
    try await instance.query("{ currentUser { emailVerified } }", token: accessToken)["data.currentUser.emailVerified"]
  }

  func audited(_ action: String) async throws -> Int64? {
    try await count("select count(*) from audit_events where action = \(action)")
  }
}

private let confirm = "Confirm your e-mail address"
private let choose = "Choose a new password"

/// Expects the one answer to tokens that are not good.
private func expectBadToken(
  _ response: TestResponse, _ field: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = "data.\(field).userErrors"
  #expect(response.texts(path, "code") == ["INVALID"], "\(response)", sourceLocation: sourceLocation)
  #expect(response.texts(path, "__typename") == ["InputError"], sourceLocation: sourceLocation)
  #expect(response["\(path).0.field"] == .array([.string("input"), .string("token")]), sourceLocation: sourceLocation)
  #expect(response["data.\(field).user"] ?? .null == .null, sourceLocation: sourceLocation)
  #expect(response["data.\(field).auth"] ?? .null == .null, sourceLocation: sourceLocation)
}

@Suite("Addresses are confirmed by mail")
struct AddressVerificationTests {
  @Test("the token of the mail that register sends confirms the address, once")
  func verification() async throws {
    try await withMailInstance { mailing in
      let accessToken = try await mailing.instance.register("ada")
      #expect(try await mailing.isVerified(accessToken) == .boolean(false))
      let mails = try await mailing.mails(to: "ada@people.example")
      let mail = try #require(mails.first)
      #expect(mails.count == 1 && mail.fields["Subject"] == confirm)
      let token = try #require(mail.token)
      #expect(mail.text.contains("https://atlas.example/verify-email#token=\(token)\n"))

      let verified = try await mailing.verify(token)
      #expect(verified.text("data.verifyEmail.user.id")?.hasPrefix("user_") == true, "\(verified)")
      #expect(verified["data.verifyEmail.userErrors"] == .array([]))
      #expect(try await mailing.isVerified(accessToken) == .boolean(true))
      expectBadToken(try await mailing.verify(token), "verifyEmail")
      #expect(try await mailing.audited("identity.email_verified") == 1)
    }
  }

  @Test("nothing of a token is in the database but its hash")
  func storage() async throws {
    try await withMailInstance { mailing in
      _ = try await mailing.instance.register("ada")
      let waiting = try await mailing.run("select sealed from outgoing_mails").bytes(0, 0) ?? []
      let token = try await mailing.token(to: "ada@people.example", confirm)
      #expect(!waiting.isEmpty && !String(decoding: waiting, as: UTF8.self).contains(token))
      let found = try await mailing.count(
        """
        select count(*) from account_tokens where hash = sha256(convert_to(\(token)::text, 'UTF8'))
          and expires_at between now() + interval '23 hours' and now() + interval '24 hours'
        """)
      #expect(found == 1)
      #expect(try await mailing.count("select count(*) from outgoing_mails") == 0)
    }
  }

  @Test("another mail ends the token of the first one, and there is none for an address that is verified")
  func resending() async throws {
    try await withMailInstance { mailing in
      let accessToken = try await mailing.instance.register("ada")
      let first = try await mailing.token(to: "ada@people.example", confirm)
      #expect(try await mailing.resend(accessToken)["data.resendVerificationEmail.sent"] == .boolean(true))
      expectBadToken(try await mailing.verify(first), "verifyEmail")
      let tokens = try await mailing.mails(to: "ada@people.example").compactMap(\.token)
      let second = try #require(tokens.first { $0 != first })
      #expect(try await mailing.verify(second)["data.verifyEmail.userErrors"] == .array([]))
      #expect(try await mailing.resend(accessToken)["data.resendVerificationEmail.sent"] == .boolean(false))
      #expect(try await mailing.mails(to: "ada@people.example").count == 2)
      #expect(try await mailing.audited("identity.verification_requested") == 1)
      let visitor = try await mailing.instance.query("mutation { resendVerificationEmail { sent } }")
      #expect(visitor.code == "UNAUTHENTICATED")
    }
  }

  @Test("a token is good for its time, its address and its purpose only")
  func limits() async throws {
    try await withMailInstance { mailing in
      _ = try await mailing.instance.register("ada")
      let token = try await mailing.token(to: "ada@people.example", confirm)
      expectBadToken(try await mailing.reset(token), "resetPassword")
      let unknown = String(repeating: "A", count: 43)
      for wrong in ["", "x", token + "A", String(token.dropLast()), token.uppercased(), unknown] {
        expectBadToken(try await mailing.verify(wrong), "verifyEmail")
      }
      let row = "update account_tokens set created_at = created_at - interval '25 hours'" as Query
      try await mailing.run("\(fragment: row), expires_at = expires_at - interval '25 hours'")
      expectBadToken(try await mailing.verify(token), "verifyEmail")
      try await mailing.run("update account_tokens set expires_at = now() + interval '1 hour'")
      try await mailing.run("update users set email = 'b@people.example' where email = 'ada@people.example'")
      expectBadToken(try await mailing.verify(token), "verifyEmail")
      #expect(try await mailing.audited("identity.email_verified") == 0)
    }
  }

  @Test("an account that could not be made sends no mail")
  func takenAddress() async throws {
    try await withMailInstance { mailing in
      _ = try await mailing.instance.register("ada")
      let text = "mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }"
      let input: JSONObject = ["email": .string("ada@people.example"), "password": .string(MailInstance.password)]
      #expect(try await mailing.instance.query(text, ["input": .object(input)]).code == "CONFLICT")
      #expect(try await mailing.mails(to: "ada@people.example").count == 1)
    }
  }
}

@Suite("Lost passwords are replaced by mail")
struct PasswordResetTests {
  @Test("the token of the mail replaces the password, ends all sessions and opens a new one")
  func reset() async throws {
    try await withMailInstance { mailing in
      let address = "ada@people.example"
      _ = try await mailing.instance.register("ada")
      let old = try await mailing.login(address, MailInstance.password)
      let oldToken = try #require(old.text("data.login.accessToken"))
      let made = try await mailing.instance.query(
        "mutation { createApiKey(input: {name: \"x\", scopes: [\"profile:read\"]}) { secret } }", token: oldToken)
      let key = try #require(made.text("data.createApiKey.secret"), "\(made)")
      #expect(try await mailing.instance.query("{ currentUser { id } }", token: key).status == 200)
      #expect(try await mailing.requestReset(address)["data.requestPasswordReset.accepted"] == .boolean(true))
      let token = try await mailing.token(to: address, choose)

      let response = try await mailing.reset(token)
      let accessToken = try #require(response.text("data.resetPassword.auth.accessToken"), "\(response)")
      #expect(response.text("data.resetPassword.auth.user.email") == address)
      #expect(response["data.resetPassword.auth.user.emailVerified"] == .boolean(true))
      #expect(response["data.resetPassword.auth.session.current"] == .boolean(true))
      #expect(try await mailing.isVerified(accessToken) == .boolean(true))
      #expect(try await mailing.login(address, MailInstance.password).code == "INVALID_CREDENTIALS")
      #expect(try await mailing.login(address, "another long password").text("data.login.accessToken") != nil)

      #expect(try await mailing.instance.query("{ currentUser { id } }", token: key).status == 401)

      let sessions = try await mailing.run(
        """
        select count(*) filter (where s.revoked_at is not null), count(*) filter (where s.revoked_at is null)
        from sessions s join users u on u.id = s.user_id where u.email = \(address)
        """)
      #expect(sessions.int(0, 0) == 2 && sessions.int(0, 1) == 2)
      let ended = try await mailing.count(
        """
        select (details ->> 'sessionsEnded')::bigint from audit_events where action = 'identity.password_reset'
        """)
      #expect(ended == 2)
      let notices = try await mailing.mails(to: address).filter { $0.fields["Subject"] == "Your password was changed" }
      #expect(notices.count == 1)
    }
  }

  @Test("a token is used once, and a newer one ends it")
  func onlyOnce() async throws {
    try await withMailInstance { mailing in
      let address = "ada@people.example"
      _ = try await mailing.instance.register("ada")
      _ = try await mailing.requestReset(address)
      let first = try await mailing.token(to: address, choose)
      _ = try await mailing.requestReset("ADA@people.example")
      let tokens = try await mailing.mails(to: address).filter { $0.fields["Subject"] == choose }.compactMap(\.token)
      let second = try #require(tokens.first { $0 != first })
      expectBadToken(try await mailing.reset(first), "resetPassword")
      #expect(try await mailing.reset(second).text("data.resetPassword.auth.accessToken") != nil)
      expectBadToken(try await mailing.reset(second, "a third long password"), "resetPassword")
      #expect(try await mailing.login(address, "another long password").text("data.login.accessToken") != nil)
      #expect(try await mailing.audited("identity.password_reset") == 1)
    }
  }

  @Test("twenty resets with one token at the same time have one winner")
  func parallelResets() async throws {
    try await withMailInstance { mailing in
      let address = "ada@people.example"
      _ = try await mailing.instance.register("ada")
      _ = try await mailing.requestReset(address)
      let token = try await mailing.token(to: address, choose)
      let winners = try await withThrowingTaskGroup(of: String?.self) { group in
        for number in 0..<20 {
          let password = "a long password number \(number)"
          group.addTask {
            let response = try await mailing.reset(token, password)
            return response.text("data.resetPassword.auth.accessToken") == nil ? nil : password
          }
        }
        return try await group.reduce(into: [String]()) { winners, password in
          if let password { winners.append(password) }
        }
      }
      #expect(winners.count == 1)
      let password = try #require(winners.first)
      #expect(try await mailing.login(address, password).text("data.login.accessToken") != nil)
      #expect(try await mailing.audited("identity.password_reset") == 1)
      let open = try await mailing.count(
        """
        select count(*) from sessions s join users u on u.id = s.user_id
        where u.email = \(address) and s.revoked_at is null
        """)
      #expect(open == 2, "the winner's and the login's")
    }
  }

  @Test("an unknown address is answered like a known one, by the same statement, and gets no mail")
  func unknownAddress() async throws {
    try await withMailInstance { mailing in
      _ = try await mailing.instance.register("ada")
      var answers: [JSONValue] = []
      var statements: [[String]] = []
      for address in ["ada@people.example", "nobody@people.example"] {
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) { try await mailing.requestReset(address) }
        answers.append(response.body)
        statements.append(log.entries.map(\.name).filter { $0.hasPrefix("identity.") })
      }
      #expect(answers[0] == answers[1], "\(answers)")
      #expect(statements == [["identity.requestPasswordReset"], ["identity.requestPasswordReset"]])
      #expect(try await mailing.mails(to: "nobody@people.example").isEmpty)
      #expect(try await mailing.audited("identity.password_reset_requested") == 2)
      let nameless = try await mailing.count(
        """
        select count(*) from audit_events where action = 'identity.password_reset_requested' and subject is null
        """)
      #expect(nameless == 1)
    }
  }

  @Test("an account that was closed gets no mail, and no token opens it again")
  func closedAccount() async throws {
    try await withMailInstance { mailing in
      let address = "ada@people.example"
      _ = try await mailing.instance.register("ada")
      let confirmation = try await mailing.token(to: address, confirm)
      _ = try await mailing.requestReset(address)
      let token = try await mailing.token(to: address, choose)
      try await mailing.run("update users set closed_at = now() where email = \(address)")
      expectBadToken(try await mailing.reset(token), "resetPassword")
      expectBadToken(try await mailing.verify(confirmation), "verifyEmail")
      #expect(try await mailing.requestReset(address)["data.requestPasswordReset.accepted"] == .boolean(true))
      #expect(try await mailing.mails(to: address).count == 2)
    }
  }

  @Test("a bad token is refused before anything is hashed")
  func badTokens() async throws {
    try await withMailInstance { mailing in
      for (token, names) in [("x", []), (String(repeating: "A", count: 43), ["identity.canResetPassword"])] {
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) { try await mailing.reset(token) }
        expectBadToken(response, "resetPassword")
        #expect(log.entries.map(\.name).filter { $0.hasPrefix("identity.") } == names)
      }
    }
  }

  @Test("a token is good for a quarter of an hour, and an account without a password gets one by it")
  func otherAccounts() async throws {
    try await withMailInstance { mailing in
      let address = "ada@people.example"
      _ = try await mailing.instance.register("ada")
      try await mailing.run("update users set password_hash = null where email = \(address)")
      _ = try await mailing.requestReset(address)
      let token = try await mailing.token(to: address, choose)
      let good = try await mailing.count(
        """
        select count(*) from account_tokens where purpose = 'RESET_PASSWORD'
          and expires_at between now() + interval '14 minutes' and now() + interval '15 minutes'
        """)
      #expect(good == 1)
      try await mailing.run(
        "update account_tokens set created_at = now() - interval '1 hour', expires_at = now() - interval '1 second'")
      expectBadToken(try await mailing.reset(token), "resetPassword")
      try await mailing.run("update account_tokens set expires_at = now() + interval '1 minute'")
      #expect(try await mailing.reset(token).text("data.resetPassword.auth.accessToken") != nil)
      #expect(try await mailing.login(address, "another long password").text("data.login.accessToken") != nil)
    }
  }
}
