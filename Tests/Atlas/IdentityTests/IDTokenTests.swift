import AtlasAPI
import AtlasKernel
import Crypto
import CryptoExtras
import GraphQLJSON
import Testing

@testable import Identity

@Suite("ID tokens of other services")
struct IDTokenTests {
  static let privateKey = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  let now = DateTime(microsecondsSince1970: 1_800_000_000_000_000)

  @Test("a token with the right claims and the right signature tells who somebody is")
  func accepted() throws {
    let token = try #require(try check(sign(claims())))
    #expect(token.subject == "1234" && token.email == "ada@people.example" && token.isEmailVerified)
    let several = claims {
      $0["aud"] = texts("us", "them"); $0["azp"] = .string("us")
    }
    #expect(try check(sign(several)) != nil, "for several programs, asked for by us")
    #expect(try check(sign(claims { $0["aud"] = texts("us") })) != nil)
    #expect(try check(sign(claims { $0["exp"] = seconds(-59) })) != nil, "clocks may differ by a minute")
  }

  @Test("an address counts as verified only where the token says true")
  func unverifiedAddress() throws {
    for value in [JSONValue.boolean(false), .string("true"), .number("1"), .null] {
      #expect(try check(sign(claims { $0["email_verified"] = value }))?.isEmailVerified == false, "\(value)")
    }
  }

  @Test(
    "no algorithm but RS256 is looked at, though the signature is right",
    arguments: [
      #"{"alg":"none","kid":"1"}"#, #"{"alg":"HS256","kid":"1"}"#, #"{"alg":"rs256","kid":"1"}"#,
      #"{"alg":"PS256","kid":"1"}"#, #"{"kid":"1"}"#, #"{"alg":"RS256","kid":1}"#,
      #"{"alg":"RS256","kid":"1","crit":["b64"],"b64":false}"#, #"["RS256"]"#, "{}", "",
    ])
  func otherHeaders(header: String) throws {
    #expect(IDToken.Unverified(try sign(claims(), header: header)) == nil)
  }

  @Test("a token without a signature, with another's or a changed one, or with the public key as a secret is refused")
  func wrongSignature() throws {
    let parts = try sign(claims()).split(separator: ".").map(String.init)
    let none = Base64URL.encode(Array(#"{"alg":"none"}"#.utf8))
    #expect(IDToken.Unverified("\(none).\(parts[1]).") == nil)
    #expect(IDToken.Unverified("\(parts[0]).\(parts[1])") == nil)
    #expect(try check("\(parts[0]).\(parts[1]).") == nil)
    let foreign = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    #expect(try check(sign(claims(), with: foreign)) == nil)
    let other = try sign(claims { $0["sub"] = .string("5678") }).split(separator: ".").map(String.init)
    #expect(try check("\(parts[0]).\(other[1]).\(parts[2])") == nil)
    let key = SymmetricKey(data: try Self.privateKey.get().publicKey.derRepresentation)
    let code = HMAC<SHA256>.authenticationCode(for: Array("\(parts[0]).\(parts[1])".utf8), using: key)
    #expect(try check("\(parts[0]).\(parts[1]).\(Base64URL.encode(Array(code)))") == nil)
  }

  @Test("a claim that is missing, another's, too late or too early is refused")
  func wrongClaims() throws {
    for missing in ["iss", "aud", "nonce", "exp", "iat", "sub"] {
      #expect(try check(sign(claims { $0[missing] = nil })) == nil, "\(missing)")
    }
    let wrong: [(String, JSONValue)] = [
      ("iss", .string("https://evil.example")), ("iss", .string("https://id.example/")), ("aud", .string("them")),
      ("aud", texts("us", "them")), ("aud", texts()), ("azp", .string("them")), ("nonce", .string("another")),
      ("exp", seconds(-60)), ("exp", .string("1800000900")),
      ("exp", .number("1e300")), ("exp", .number("99999999999999999999")), ("iat", seconds(61)),
      ("iat", .number("-1")), ("sub", .string("")), ("sub", .number("1234")),
      ("sub", .string(String(repeating: "a", count: 256))),
    ]
    for (name, value) in wrong { #expect(try check(sign(claims { $0[name] = value })) == nil, "\(name): \(value)") }
  }

  @Test("keys of other kinds and for other uses are left out, and so are short ones")
  func keys() throws {
    let good = try jwk()
    #expect(RSAKey(.object(JSONObject(good))) != nil)
    let changes: [(String, JSONValue)] = [
      ("kty", .string("EC")), ("use", .string("enc")), ("alg", .string("RS512")), ("n", .string("AQAB")),
      ("n", .string("****")), ("e", .string("")), ("n", .number("1")),
    ]
    for (name, value) in changes {
      var members = good.filter { $0.key != name }
      members.append((name, value))
      #expect(RSAKey(.object(JSONObject(members))) == nil, "\(name)")
    }
    let short = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1024)).publicKey
    #expect(RSAKey(.object(JSONObject(try jwk(short)))) == nil)
  }

  // MARK: Tokens

  private func claims(_ change: (inout [String: JSONValue]) -> Void = { _ in }) -> [String: JSONValue] {
    var claims: [String: JSONValue] = [
      "iss": .string("https://id.example"), "aud": .string("us"), "sub": .string("1234"), "nonce": .string("nonce"),
      "iat": seconds(0), "exp": seconds(900), "email": .string("ada@people.example"),
      "email_verified": .boolean(true),
    ]
    change(&claims)
    return claims
  }

  private func texts(_ texts: String...) -> JSONValue { .array(texts.map { .string($0) }) }

  private func seconds(_ offset: Int) -> JSONValue { .integer(1_800_000_000 + offset) }

  private func sign(
    _ claims: [String: JSONValue], header: String = #"{"alg":"RS256","kid":"1"}"#,
    with key: _RSA.Signing.PrivateKey? = nil
  ) throws -> String {
    let payload = JSONValue.object(JSONObject(claims.map { (key: $0.key, value: $0.value) })).serialized()
    let signed = "\(Base64URL.encode(Array(header.utf8))).\(Base64URL.encode(payload))"
    let signature = try (key ?? Self.privateKey.get()).signature(
      for: Array(signed.utf8), padding: .insecurePKCS1v1_5)
    return "\(signed).\(Base64URL.encode(Array(signature.rawRepresentation)))"
  }

  private func jwk(_ key: _RSA.Signing.PublicKey? = nil) throws -> [(key: String, value: JSONValue)] {
    let primitives = try (key ?? Self.privateKey.get().publicKey).getKeyPrimitives()
    return [
      ("kty", .string("RSA")), ("kid", .string("1")), ("use", .string("sig")), ("alg", .string("RS256")),
      ("n", .string(Base64URL.encode(Array(primitives.modulus)))),
      ("e", .string(Base64URL.encode(Array(primitives.publicExponent)))),
    ]
  }

  private func check(_ text: String) throws -> IDToken? {
    let key = try #require(RSAKey(.object(JSONObject(try jwk()))))
    let expected = IDToken.Expectation(issuer: "https://id.example", clientID: "us", nonce: "nonce", now: now)
    return IDToken.Unverified(text).flatMap { IDToken($0, signedWith: key, expected) }
  }
}
