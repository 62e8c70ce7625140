import AtlasAPI
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer
@testable import Identity

@Suite("Second factors")
struct SecondFactorTests {
  @Test("an enrolment counts from its first right code on; then a password opens half a session, and a code the rest")
  func wholeWay() async throws {
    try await withInstance { instance in
      let before = try await instance.register("ada")
      let factor = try await Factor.enroll(instance, token: before)
      #expect(try await mfaEnabled(instance, before) == .boolean(false))
      #expect(try await signIn(instance)["data.login.mfaRequired"] == .boolean(false), "it does not count yet")
      #expect(factor.recoveryCodes.count == 10)

      let enrolled = try await confirm(instance, factor.code(), before)
      #expect(enrolled["data.confirmMfa.auth.mfaRequired"] == .boolean(false), "\(enrolled)")
      let token = try #require(enrolled.text("data.confirmMfa.auth.accessToken"))
      #expect(try await mfaEnabled(instance, token) == .boolean(true))

      let half = try await signIn(instance)
      #expect(half["data.login.mfaRequired"] == .boolean(true), "\(half)")
      #expect(half.text("data.login.session.id") != nil && half["data.login.session.current"] == .boolean(true))
      #expect(half.text("data.login.user.id") != nil, "\(half)")
      #expect(half["data.login.user.email"] == .null && half.code == "UNAUTHENTICATED", "private fields stay closed")

      let whole = try await confirm(instance, factor.code(stepsAhead: 1), try accessToken(half))
      #expect(whole.text("data.confirmMfa.auth.user.email") == "ada@people.example", "\(whole)")
      let final = try #require(whole.text("data.confirmMfa.auth.accessToken"))
      #expect(try await instance.query("{ currentUser { email } }", token: final)["errors"] == nil)
      #expect(
        try await actions(instance, "identity.mfa%") == [
          "identity.mfa_enrolled", "identity.mfa_confirmed", "identity.mfa_confirmed",
        ])
    }
  }

  @Test("half a session opens nothing but confirmMfa and logout")
  func halfSession() async throws {
    try await withInstance { instance in
      let (_, token) = try await enabled(instance)
      let half = try accessToken(try await signIn(instance))
      let mine = try #require(try await instance.query("{ viewer { id } }", token: token).text("data.viewer.id"))
      let session = try #require(try await signIn(instance).text("data.login.session.id"))
      for text in [
        "{ currentUser { id } }", "{ userProgress(userId: \"\(mine)\") { version } }",
        "mutation { createApiKey(input: {name: \"k\", scopes: [\"profile:read\"]}) { secret } }",
        "mutation { enrollMfa(input: {}) { provisioningUri } }",
        "mutation { disableMfa(input: {code: \"123456\"}) { user { id } } }",
        "mutation { changePassword(input: {currentPassword: \"a\", newPassword: \"a long password\"}) { user { id } } }",
        "mutation { completeDiagram(diagramId: \"diagram_20\") { version } }",
      ] {
        let response = try await instance.query(text, token: half)
        #expect(response.code == "UNAUTHENTICATED", "\(text): \(response)")
      }
      #expect(try await instance.query("{ viewer { id } }", token: half)["data.viewer"] == .null)
      let node = try await instance.query("{ node(id: \"\(session)\") { id } }", token: half)
      #expect(node["data.node"] == .null, "\(node)")
      let user = try await instance.query(
        "{ node(id: \"\(mine)\") { ... on User { email mfaEnabled } } }", token: half)
      #expect(user["data.node.email"] == .null && user["data.node.mfaEnabled"] == .null, "\(user)")
      let stream = await instance.answer(
        TestInstance.head(token: half, accept: "text/event-stream"),
        TestInstance.body("subscription { progressUpdated(userId: \"\(mine)\") { version } }"))
      guard case .complete(let refused) = stream else { throw TestFailure("a stream was answered") }
      #expect(String(decoding: refused.body, as: UTF8.self).contains("UNAUTHENTICATED"))
    }
  }

  @Test("a code is good once, for one of many that send it at the same time, and the half session is used up with it")
  func oneWinner() async throws {
    try await withInstance { instance in
      let (factor, _) = try await enabled(instance)
      let halves = try await (0..<8).asyncMap { _ in try accessToken(try await signIn(instance)) }
      let code = factor.code(stepsAhead: 1)
      let tokens = await withTaskGroup(of: String?.self) { group in
        for half in halves {
          group.addTask { try? await confirm(instance, code, half).text("data.confirmMfa.auth.accessToken") }
        }
        return await group.reduce(into: [String]()) { if let token = $1 { $0.append(token) } }
      }
      #expect(tokens.count == 1, "\(tokens.count) won")
      let winner = try #require(tokens.first)
      #expect(try await instance.query("{ currentUser { id } }", token: winner)["errors"] == nil)

      try await forgetSteps(instance)
      var refused = 0
      for half in halves {
        let response = try await confirm(instance, factor.code(), half)
        if response.code == "UNAUTHENTICATED" { refused += 1 }
        try await forgetSteps(instance)
      }
      #expect(refused == 1, "the winner's half session has nothing left to open")
    }
  }

  @Test("a code of before the window and one that was used are refused, by the same words as a wrong one")
  func replay() async throws {
    try await withInstance { instance in
      let (factor, _) = try await enabled(instance)
      let half = try accessToken(try await signIn(instance))
      let codes = [factor.used, factor.code(stepsAhead: -3), factor.code(stepsAhead: 4), "000000"]
      let answers = try await codes.asyncMap { try await confirm(instance, $0, half) }
      for answer in answers {
        #expect(answer["data.confirmMfa.auth"] == .null)
        #expect(answer.text("data.confirmMfa.userErrors.0.code") == "INVALID", "\(answer)")
        #expect(answer["data"] == answers[0]["data"])
      }
    }
  }

  @Test(
    "the tenth wrong try locks the factor, for right codes too; a recovery code opens the session all the same, once")
  func lock() async throws {
    try await withInstance { instance in
      let (factor, _) = try await enabled(instance)
      let half = try accessToken(try await signIn(instance))
      // In parallel: each try is counted before its code is looked at.
      let codes = await withTaskGroup(of: String?.self) { group in
        for _ in 0..<20 {
          group.addTask { try? await confirm(instance, "000000", half).text("data.confirmMfa.userErrors.0.code") }
        }
        return await group.reduce(into: [String]()) { $0.append($1 ?? "none") }
      }
      #expect(codes.count { $0 == "INVALID" } == 10 && codes.count { $0 == "RATE_LIMITED" } == 10, "\(codes)")
      let right = try await confirm(instance, factor.code(stepsAhead: 1), half)
      #expect(right.text("data.confirmMfa.userErrors.0.code") == "RATE_LIMITED", "\(right)")

      let code = factor.recoveryCodes[3].lowercased()
      #expect(try await confirm(instance, code, half)["data.confirmMfa.auth.mfaRequired"] == .boolean(false))
      let again = try await confirm(instance, code, try accessToken(try await signIn(instance)))
      #expect(again.text("data.confirmMfa.userErrors.0.code") == "INVALID", "\(again)")
      #expect(try await actions(instance, "identity.recovery%") == ["identity.recovery_code_used"])

      try await instance.run(
        "update second_factors set locked_until = now() - interval '1 second'")
      let later = try await confirm(
        instance, factor.code(stepsAhead: 1), try accessToken(try await signIn(instance)))
      #expect(later["data.confirmMfa.auth.mfaRequired"] == .boolean(false), "\(later)")
    }
  }

  @Test("nine wrong tries lock nothing, and a right code begins the count anew")
  func countBeginsAnew() async throws {
    try await withInstance { instance in
      let (factor, _) = try await enabled(instance)
      let half = try accessToken(try await signIn(instance))
      for _ in 0..<9 { _ = try await confirm(instance, "000000", half) }
      #expect(try await confirm(instance, factor.code(stepsAhead: 1), half)["data.confirmMfa.auth"] != .null)
      let tries = try await instance.run("select tries from second_factors").int(0, 0)
      #expect(tries == 0)
    }
  }

  @Test(
    "a refresh leaves half a session half; sessions from before the enrolment owe the factor from their next one on")
  func refresh() async throws {
    try await withInstance { instance in
      let other = try await instance.query(
        """
        mutation {
          register(input: {email: "ada@people.example", password: "a long enough password"}) {
            accessToken refreshToken
          }
        }
        """)
      let mine = try #require(try await signIn(instance).text("data.login.accessToken"))
      let factor = try await Factor.enroll(instance, token: mine)
      let done = try await confirm(instance, factor.code(), mine)
      let whole = try #require(done.text("data.confirmMfa.auth.refreshToken"), "\(done)")
      let half = try #require(try await signIn(instance).text("data.login.refreshToken"))
      let earlier = try #require(other.text("data.register.refreshToken"))
      let now = "{ currentUser { id } }"
      for (token, isHalf) in [(half, true), (earlier, true), (whole, false)] {
        let refreshed = try await instance.query(
          """
          mutation ($token: String!) {
            refreshToken(input: {refreshToken: $token}) { auth { accessToken mfaRequired } userErrors { code } }
          }
          """, ["token": .string(token)])
        #expect(refreshed["data.refreshToken.auth.mfaRequired"] == .boolean(isHalf), "\(refreshed)")
        let access = try #require(refreshed.text("data.refreshToken.auth.accessToken"))
        #expect(try await instance.query(now, token: access).code == (isHalf ? "UNAUTHENTICATED" : nil))
      }
      let before = try #require(other.text("data.register.accessToken"))
      #expect(try await instance.query(now, token: before)["errors"] == nil, "until then it stays as it is")
    }
  }

  @Test("half a session can end itself, and its refresh token is of no use once a code has made it whole")
  func halfSessionEnds() async throws {
    try await withInstance { instance in
      let (factor, _) = try await enabled(instance)
      let first = try accessToken(try await signIn(instance))
      let ended = try await instance.query("mutation { logout { revokedSessions } }", token: first)
      #expect(ended["data.logout.revokedSessions"] == .number("1"), "\(ended)")
      #expect(try await confirm(instance, factor.code(stepsAhead: 1), first).code == "UNAUTHENTICATED")

      let half = try await signIn(instance)
      let whole = try await confirm(instance, factor.code(stepsAhead: 1), try accessToken(half))
      #expect(whole["data.confirmMfa.auth.mfaRequired"] == .boolean(false), "\(whole)")
      let stale = try await instance.query(
        """
        mutation ($token: String!) {
          refreshToken(input: {refreshToken: $token}) { auth { accessToken } userErrors { code } }
        }
        """, ["token": .string(try #require(half.text("data.login.refreshToken")))])
      #expect(
        stale["data.refreshToken.auth"] == .null && stale.text("data.refreshToken.userErrors.0.code") == "INVALID")
      let token = try #require(whole.text("data.confirmMfa.auth.accessToken"))
      #expect(try await instance.query("{ currentUser { id } }", token: token)["errors"] == nil)
    }
  }

  @Test("disabling takes a code or a recovery code, and leaves nothing behind")
  func disabling() async throws {
    try await withInstance { instance in
      for useRecoveryCode in [false, true] {
        let name = useRecoveryCode ? "bob" : "ada"
        let (factor, token) = try await enabled(instance, name)
        let wrong = try await disable(instance, "000000", token)
        #expect(wrong.text("data.disableMfa.userErrors.0.code") == "INVALID", "\(wrong)")
        let recovery = try #require(factor.recoveryCodes.last)
        let done = try await disable(instance, useRecoveryCode ? recovery : factor.code(stepsAhead: 1), token)
        #expect(done["data.disableMfa.user.mfaEnabled"] == .boolean(false), "\(done)")
        #expect(try await signIn(instance, name)["data.login.mfaRequired"] == .boolean(false))
        let state = try await disable(instance, recovery, token)
        #expect(state.text("data.disableMfa.userErrors.0.currentState") == "NONE", "\(state)")
      }
      let left = try await instance.run(
        "select (select count(*) from second_factors) + (select count(*) from recovery_codes)")
      #expect(left.int(0, 0) == 0)
      #expect(try await actions(instance, "identity.mfa_disabled").count == 2)
    }
  }

  @Test("a second enrolment replaces one that was not finished, and is refused where a factor counts")
  func enrolAgain() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let first = try await Factor.enroll(instance, token: token)
      let second = try await Factor.enroll(instance, token: token)
      let old = try await confirm(instance, first.code(), token)
      #expect(old.text("data.confirmMfa.userErrors.0.code") == "INVALID", "\(old)")
      let recovery = try await confirm(instance, second.recoveryCodes[0], token)
      #expect(recovery.text("data.confirmMfa.userErrors.0.code") == "INVALID", "it shows no authenticator")
      let done = try await confirm(instance, second.code(), token)
      let whole = try #require(done.text("data.confirmMfa.auth.accessToken"), "\(done)")
      let third = try await instance.query(
        "mutation { enrollMfa(input: {}) { provisioningUri userErrors { code ... on StateError { currentState } } } }",
        token: whole)
      #expect(third.text("data.enrollMfa.userErrors.0.currentState") == "ENABLED", "\(third)")
      let nothing = try await confirm(instance, second.code(stepsAhead: 1), whole)
      #expect(nothing.text("data.confirmMfa.userErrors.0.currentState") == "ENABLED", "\(nothing)")
    }
  }

  @Test("the database holds neither the secret nor a recovery code in plain text")
  func atRest() async throws {
    try await withInstance { instance in
      let factor = try await Factor.enroll(instance, token: try await instance.register("ada"))
      let rows = try await instance.run(
        """
        select f::text || array_agg(c::text)::text
        from second_factors f join recovery_codes c using (user_id)
        group by f
        """)
      let text = try #require(rows.string(0, 0))
      #expect(!text.contains(hex(factor.secret)))
      for code in factor.recoveryCodes { #expect(!text.contains(code) && !text.contains(hex(Array(code.utf8)))) }
    }
  }
}

// MARK: Steps

/// An authenticator.
private struct Factor {
  let secret: [UInt8]
  let recoveryCodes: [String]
  /// The code that ended the enrolment.
  var used = ""

  static func enroll(_ instance: TestInstance, token: String) async throws -> Factor {
    let response = try await instance.query(
      "mutation { enrollMfa(input: {method: TOTP}) { provisioningUri recoveryCodes userErrors { code } } }",
      token: token)
    let uri = try #require(response.text("data.enrollMfa.provisioningUri"), "\(response)")
    let text = try #require(uri.split(separator: "secret=").last?.prefix { $0 != "&" })
    let codes = (response["data.enrollMfa.recoveryCodes"]?.arrayValue ?? []).compactMap(\.stringValue)
    return Factor(secret: decodeBase32(text), recoveryCodes: codes)
  }

  /// The present code, or that of other steps. Steps 0 and 1 are in the window even when a step ends meanwhile.
  func code(stepsAhead: Int64 = 0) -> String {
    let now = DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970)
    return TimeBasedCodes(secret: secret).code(step: TimeBasedCodes.step(at: now) + stepsAhead)
  }
}

private func enabled(_ instance: TestInstance, _ name: String = "ada") async throws -> (factor: Factor, token: String) {
  let token = try await instance.register(name)
  var factor = try await Factor.enroll(instance, token: token)
  factor.used = factor.code()
  let done = try await confirm(instance, factor.used, token)
  return (factor, try #require(done.text("data.confirmMfa.auth.accessToken"), "\(done)"))
}

private func signIn(_ instance: TestInstance, _ name: String = "ada") async throws -> TestResponse {
  try await instance.query(
    """
    mutation ($email: String!) {
      login(email: $email, password: "a long enough password") {
        accessToken refreshToken mfaRequired session { id current } user { id email }
      }
    }
    """, ["email": .string("\(name)@people.example")])
}

private func confirm(_ instance: TestInstance, _ code: String, _ token: String) async throws -> TestResponse {
  try await instance.query(
    """
    mutation ($code: String!) {
      confirmMfa(input: {code: $code}) {
        auth { accessToken refreshToken mfaRequired user { email } }
        userErrors { code message field ... on StateError { currentState } }
      }
    }
    """, ["code": .string(code)], token: token)
}

private func disable(_ instance: TestInstance, _ code: String, _ token: String) async throws -> TestResponse {
  try await instance.query(
    """
    mutation ($code: String!) {
      disableMfa(input: {code: $code}) {
        user { mfaEnabled } userErrors { code ... on StateError { currentState } }
      }
    }
    """, ["code": .string(code)], token: token)
}

private func mfaEnabled(_ instance: TestInstance, _ token: String) async throws -> JSONValue? {
  try await instance.query("{ currentUser { mfaEnabled } }", token: token)["data.currentUser.mfaEnabled"]
}

private func accessToken(_ response: TestResponse) throws -> String {
  try #require(response.text("data.login.accessToken"), "\(response)")
}

/// As if the codes had been used long ago, so that a test need not wait for the next step.
private func forgetSteps(_ instance: TestInstance) async throws {
  try await instance.run("update second_factors set last_step = 0")
}

/// The audited actions of a kind, in their order.
private func actions(_ instance: TestInstance, _ pattern: String) async throws -> [String] {
  let rows = try await instance.run(
    "select action from audit_events where action like \(pattern) order by id")
  return (0..<rows.count).compactMap { rows.string($0, 0) }
}

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

private func decodeBase32(_ text: Substring) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  var bytes: [UInt8] = []
  var buffer = 0
  var bits = 0
  for character in text {
    buffer = (buffer << 5 | (alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
    bits += 5
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
    }
  }
  return bytes
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
