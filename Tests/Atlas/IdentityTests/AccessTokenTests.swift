import AtlasAPI
import AtlasKernel
import Crypto
import Testing

@testable import Identity

@Suite("Access tokens")
struct AccessTokenTests {
  let key = [UInt8](repeating: 7, count: 32)
  let now = DateTime(microsecondsSince1970: 1_800_000_000_000_000)
  let tokens: AccessTokens
  /// The header of our tokens.
  let header: String

  init() throws {
    tokens = AccessTokens(keys: try TokenKeys(secret: key))
    header = #"{"alg":"HS256","typ":"at+jwt","kid":"\#(TokenKey(secret: key).id)"}"#
  }

  @Test("an issued token names its viewer")
  func roundTrip() throws {
    let token = tokens.issue(userID: 42, sessionID: 7, roles: [.creator, .student], now: now)
    let viewer = Viewer(userID: 42, credential: .session(7), roles: [.creator, .student], expiresAt: after(900))
    let expected = VerifiedToken(viewer: viewer, issuedAt: now)
    #expect(try tokens.verify(token, now: after(0.9)) == expected)
    #expect(try tokens.verify(token, now: now) == expected, "the second time from the cache")
  }

  @Test("the token of a session that owes its second factor says so")
  func halfSession() throws {
    let token = tokens.issue(userID: 42, sessionID: 7, roles: [.admin], owesSecondFactor: true, now: now)
    for _ in 0..<2 {
      let viewer = try tokens.verify(token, now: now).viewer
      #expect(viewer.credential == .halfSession(7))
      #expect(viewer.owesSecondFactor)
    }
  }

  @Test("a hand-made token with the same claims is accepted, so the refusals below mean something")
  func handMade() throws {
    #expect(try tokens.verify(sign(claims()), now: now).viewer.userID == 42)
  }

  @Test(
    "no header but our own is accepted, though the signature over it is right",
    arguments: [
      #"{"alg":"none","typ":"at+jwt","kid":"K"}"#, #"{"alg":"None","typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"NONE","typ":"at+jwt","kid":"K"}"#, #"{"alg":"nOnE","typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"","typ":"at+jwt","kid":"K"}"#, #"{"alg":null,"typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"HS512","typ":"at+jwt","kid":"K"}"#, #"{"alg":"RS256","typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"ES256","typ":"at+jwt","kid":"K"}"#, #"{"alg":"EdDSA","typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"hs256","typ":"at+jwt","kid":"K"}"#, #"{"alg":["HS256"],"typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"HS256","typ":"JWT","kid":"K"}"#, #"{"alg":"HS256","kid":"K"}"#, #"{"alg":"HS256","typ":"at+jwt"}"#,
      #"{"alg":"HS256","typ":"AT+JWT","kid":"K"}"#, #"{"alg":"HS256","typ":"application/at+jwt","kid":"K"}"#,
      #"{"typ":"at+jwt","alg":"HS256","kid":"K"}"#, #"{"alg":"HS256","alg":"none","typ":"at+jwt","kid":"K"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"../../dev/null"}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"/dev/null"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":""}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"unknown"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":null}"#, #"{"alg":"HS256","typ":"at+jwt","kid":["K"]}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"x' or '1'='1"}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"K\u0000"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","kid":"K"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","crit":["b64"],"b64":false}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","crit":[]}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"K","b64":false}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","jku":"https://example.com/keys"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","x5u":"https://example.com/keys"}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","jwk":{"kty":"oct","k":"AAAA"}}"#,
      #"{"alg":"HS256","typ":"at+jwt","kid":"K","zip":"DEF"}"#, #"{ "alg":"HS256","typ":"at+jwt","kid":"K"}"#, "{}", "",
    ])
  func otherHeaders(form: String) {
    let header = form.replacing("\"K", with: "\"" + TokenKey(secret: key).id)
    expectRefusal(sign(claims(), header: header), .malformed)
  }

  @Test("a token without a signature is refused")
  func unsigned() {
    let none = Base64URL.encode(Array(#"{"alg":"none","typ":"at+jwt"}"#.utf8))
    let payload = parts(sign(claims()))[1]
    expectRefusal("\(none).\(payload).", .malformed)
    expectRefusal("\(none).\(payload)", .malformed)
    expectRefusal("\(parts(sign(claims()))[0]).\(payload).", .wrongSignature)
  }

  @Test("a changed signature, a foreign key and a cut signature are refused")
  func wrongSignature() throws {
    let token = parts(sign(claims()))
    var signature = try #require(Base64URL.decode(token[2]))
    signature[31] ^= 1
    expectRefusal("\(token[0]).\(token[1]).\(Base64URL.encode(signature))", .wrongSignature)
    signature[31] ^= 1
    expectRefusal("\(token[0]).\(token[1]).\(Base64URL.encode(Array(signature.prefix(16))))", .wrongSignature)
    expectRefusal("\(token[0]).\(token[1]).\(Base64URL.encode(signature + [0]))", .wrongSignature)
    expectRefusal(sign(claims(), key: [UInt8](repeating: 8, count: 32)), .wrongSignature)
  }

  @Test("claims under the signature of other claims are refused")
  func changedClaims() {
    let token = parts(sign(claims()))
    let other = Base64URL.encode(Array(claims(["sub": #""user_1""#]).utf8))
    expectRefusal("\(token[0]).\(other).\(token[2])", .wrongSignature)
  }

  @Test("other spellings of the same token are refused")
  func otherSpellings() {
    let token = sign(claims())
    let signature = parts(token)[2]
    // 32 bytes leave two unused bits in the last of 43 characters: three more characters mean the same to lax readers.
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    for character in alphabet where character != signature.last {
      #expect(throws: AccessTokenError.self) { try tokens.verify(token.dropLast() + String(character), now: now) }
    }
    for spelling in [
      token + "=", token + " ", " " + token, token + "\n", token + ".", token + "\u{0}", "Bearer " + token,
      token.replacing(".", with: "=."), token.uppercased(), "",
    ] {
      #expect(throws: AccessTokenError.self) { try tokens.verify(spelling, now: now) }
    }
  }

  @Test("every claim is required", arguments: ["iss", "aud", "sub", "sid", "roles", "acr", "iat", "nbf", "exp"])
  func missingClaim(name: String) {
    expectRefusal(sign(claims([name: nil])), .wrongClaims)
  }

  @Test(
    "a claim of another form or for somebody else is refused",
    arguments: [
      ("iss", #""mallory""#), ("aud", #""shop""#), ("aud", #"["atlas"]"#), ("sub", #""42""#), ("sub", #""session_42""#),
      ("sub", #""user_0""#), ("sub", #""user_042""#), ("sub", "42"), ("sid", #""user_7""#), ("sid", "null"),
      ("roles", "[]"), ("roles", #"["ROOT"]"#), ("roles", #""ADMIN""#), ("exp", #""1800000900""#), ("exp", "1.8e9"),
      ("exp", "99999999999999999999"), ("exp", "9223372036854775807"), ("exp", "-1"), ("exp", "1800000900.0"),
      ("exp", "null"), ("exp", "[1800000900]"), ("nbf", "-1"), ("nbf", "1800000000.5"), ("nbf", #""1800000000""#),
      ("iat", "true"), ("iat", "1.8e9"), ("acr", #""full""#), ("acr", "1"), ("acr", "null"), ("acr", #""Whole""#),
    ])
  func wrongClaim(name: String, value: String) {
    expectRefusal(sign(claims([name: value])), .wrongClaims)
  }

  @Test("a payload with two equal keys, or that is no object, is refused")
  func oddPayload() {
    expectRefusal(sign(#"{"sub":"user_1","# + claims().dropFirst()), .wrongClaims)
    expectRefusal(sign("[]"), .wrongClaims)
    expectRefusal(sign(""), .wrongClaims)
  }

  @Test("a token ends at the second of exp and begins at that of nbf, for a clock that is five seconds behind at most")
  func times() throws {
    let token = sign(claims())
    _ = try tokens.verify(token, now: after(899.999))
    #expect(throws: AccessTokenError.expired) { try tokens.verify(token, now: after(900)) }
    #expect(throws: AccessTokenError.notYetValid) { try tokens.verify(token, now: after(-5.001)) }
    expectRefusal(sign(claims(["exp": "1800000000"])), .expired)
    _ = try tokens.verify(sign(claims(["nbf": "1800000005"])), now: now)
    expectRefusal(sign(claims(["nbf": "1800000006"])), .notYetValid)
    _ = try tokens.verify(sign(claims(["iat": "1800000005"])), now: now)
    expectRefusal(sign(claims(["iat": "1800000006"])), .notYetValid)
  }

  @Test(
    "a token that would live longer than ours do is refused, though it is signed",
    arguments: [901, 86_400, 252_453_400_799])
  func huge(lifetime: Int64) throws {
    expectRefusal(sign(claims(["exp": String(1_800_000_000 + lifetime)])), .wrongClaims)
    expectRefusal(sign(claims(["iat": "1799999999"])), .wrongClaims)
    _ = try tokens.verify(sign(claims(["iat": "1799999999", "exp": "1800000899"])), now: now)
  }

  @Test("a token from another issuer or for another audience is refused")
  func otherParties() throws {
    let elsewhere = AccessTokens(keys: try TokenKeys(secret: key), issuer: "atlas", audience: "staging")
    expectRefusal(elsewhere.issue(userID: 42, sessionID: 7, roles: [.admin], now: now), .wrongClaims)
  }

  @Test("a token longer than 2048 bytes is refused unread")
  func tooLong() {
    expectRefusal(String(repeating: "A", count: 2049), .malformed)
    expectRefusal(String(repeating: "A.", count: 1 << 19), .malformed)
    expectRefusal(sign(claims(["more": "\"" + String(repeating: "x", count: 3000) + "\""])), .malformed)
  }

  @Test("the cache never grows beyond its limit and keeps what is in use")
  func boundedCache() {
    let cache = VerifiedTokenCache(limit: 10)
    let claims = AccessTokenClaims(
      userID: 1, sessionID: 1, roles: [.student], assurance: .whole, issuedAt: 0, notBefore: 0, expiresAt: 1)
    let favourite = SHA256.hash(data: [255, 255])
    cache[favourite] = claims
    for number in 0..<UInt8(200) {
      cache[SHA256.hash(data: [number])] = claims
      #expect(cache[favourite] != nil)
      #expect(cache.count <= 10)
    }
    #expect(cache[SHA256.hash(data: [0])] == nil)
  }

  private func after(_ seconds: Double) -> DateTime {
    DateTime(microsecondsSince1970: now.microsecondsSince1970 + Int64(seconds * 1_000_000))
  }

  private func expectRefusal(
    _ token: String, _ error: AccessTokenError, _ location: SourceLocation = #_sourceLocation
  ) {
    // Twice: a refused token must not have got into the cache.
    for _ in 0..<2 {
      #expect(throws: error, sourceLocation: location) { try tokens.verify(token, now: now) }
    }
  }

  /// The claims of a good token as JSON text, some of them replaced or, with nil, left out.
  private func claims(_ changes: [String: String?] = [:]) -> String {
    var members: [(String, String?)] = [
      ("iss", #""atlas""#), ("aud", #""atlas""#), ("sub", #""user_42""#), ("sid", #""session_7""#),
      ("roles", #"["STUDENT"]"#), ("acr", #""whole""#), ("iat", "1800000000"), ("nbf", "1800000000"),
      ("exp", "1800000900"),
    ]
    for (name, value) in changes {
      members.removeAll { $0.0 == name }
      members.append((name, value))
    }
    let texts = members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
    return "{\(texts.joined(separator: ","))}"
  }

  /// A token with any header and payload and a right signature.
  private func sign(
    _ payload: String, header: String? = nil, key: [UInt8]? = nil
  ) -> String {
    let signed = Base64URL.encode(Array((header ?? self.header).utf8)) + "." + Base64URL.encode(Array(payload.utf8))
    let secret = SymmetricKey(data: key ?? self.key)
    let signature = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: secret)
    return signed + "." + Base64URL.encode(Array(signature))
  }

  private func parts(_ token: String) -> [Substring] { token.split(separator: ".", omittingEmptySubsequences: false) }
}
