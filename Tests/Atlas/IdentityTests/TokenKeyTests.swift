import AtlasAPI
import AtlasKernel
import Crypto
import GraphQLJSON
import Testing

@testable import Identity

@Suite("Keys for access tokens")
struct TokenKeyTests {
  private static let now = DateTime(microsecondsSince1970: 1_800_000_000_000_000)
  private static let firstEC = P256.Signing.PrivateKey()
  private static let secondEC = P256.Signing.PrivateKey()
  private static let firstEd = Curve25519.Signing.PrivateKey()

  /// The texts of files: an older key, a younger one, and the older one's public half.
  private static func files(_ algorithm: TokenAlgorithm) -> (old: String, young: String, retired: String) {
    algorithm == .es256
      ? (firstEC.pemRepresentation, secondEC.pemRepresentation, firstEC.publicKey.pemRepresentation)
      : (
        pem("PRIVATE KEY", privatePrefix + firstEd.rawRepresentation),
        pem("PRIVATE KEY", privatePrefix + Curve25519.Signing.PrivateKey().rawRepresentation),
        pem("PUBLIC KEY", publicPrefix + firstEd.publicKey.rawRepresentation)
      )
  }

  @Test("a secret below 32 bytes is refused, one of 32 is not; the one before must be another")
  func shortSecret() throws {
    let short = [UInt8](repeating: 1, count: 31)
    let long = [UInt8](repeating: 1, count: 32)
    #expect(throws: TokenKeyError.self) { try TokenKeys(secret: short) }
    #expect(throws: TokenKeyError.self) { try TokenKeys(secret: long, previousSecret: short) }
    #expect(throws: TokenKeyError.self) { try TokenKeys(secret: long, previousSecret: long) }
    _ = try TokenKeys(secret: long)
  }

  @Test("after a secret was replaced, tokens of the one before are good; without it they are not")
  func secretRotation() throws {
    let (first, second) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
    let token = issue(try TokenKeys(secret: first))
    let both = AccessTokens(keys: try TokenKeys(secret: second, previousSecret: first))
    #expect(try both.verify(token, now: Self.now).viewer.userID == 42)
    #expect(try both.verify(issue(try TokenKeys(secret: second)), now: Self.now).viewer.userID == 42)
    #expect(header(issue(try TokenKeys(secret: second, previousSecret: first))) != header(token))
    refuse(token, by: try TokenKeys(secret: second), .malformed)
    #expect(String(decoding: try TokenKeys(secret: first).publicKeySet, as: UTF8.self) == #"{"keys":[]}"#)
  }

  @Test("one key signs and all verify, until they are gone", arguments: [TokenAlgorithm.es256, .edDSA])
  func rotation(algorithm: TokenAlgorithm) throws {
    let (old, young, retired) = Self.files(algorithm)
    let before = try TokenKeys(algorithm, files: [("2026-10", old)])
    let during = try TokenKeys(algorithm, files: [("2026-11", young), ("2026-10", old)])
    let held = try TokenKeys(algorithm, files: [("2026-11", young), ("2026-10", old)], signer: "2026-10")
    let after = try TokenKeys(algorithm, files: [("2026-11", young), ("2026-10", retired)])
    let end = try TokenKeys(algorithm, files: [("2026-11", young)])
    let (first, second) = (issue(before), issue(during))
    #expect(header(first) == #"{"alg":"\#(algorithm.rawValue)","typ":"at+jwt","kid":"2026-10"}"#)
    #expect(header(second) == header(first).replacing("-10", with: "-11"))
    #expect(header(issue(held)) == header(first))
    for keys in [during, held, after] {
      for token in [first, second] {
        #expect(try AccessTokens(keys: keys).verify(token, now: Self.now).viewer.userID == 42)
      }
    }
    #expect(try AccessTokens(keys: end).verify(second, now: Self.now).viewer.userID == 42)
    refuse(first, by: end, .malformed)
    refuse(second, by: before, .malformed)
    // The name of one key over the signature of another.
    refuse(forge(first, header: header(second)), by: after, .wrongSignature)
  }

  @Test("only public numbers are published, those of the signer first", arguments: [TokenAlgorithm.es256, .edDSA])
  func publicKeySet(algorithm: TokenAlgorithm) throws {
    let (_, young, retired) = Self.files(algorithm)
    let keys = try TokenKeys(algorithm, files: [("a", retired), ("b", young)])
    let set = try JSONParser.parse(keys.publicKeySet)
    let published = try #require(set.objectValue?["keys"]?.arrayValue)
    #expect(published.compactMap { $0.objectValue?["kid"]?.stringValue } == ["b", "a"])
    for key in published {
      let names = Set(key.objectValue?.members.map(\.key) ?? [])
      #expect(names == Set(["kty", "crv", "x", "use", "alg", "kid"] + (algorithm == .es256 ? ["y"] : [])))
      #expect(key.objectValue?["alg"] == .string(algorithm.rawValue))
    }
    let x =
      algorithm == .es256
      ? Self.firstEC.publicKey.rawRepresentation.prefix(32) : Self.firstEd.publicKey.rawRepresentation
    #expect(published[1].objectValue?["x"] == .string(Base64URL.encode(Array(x))))
  }

  @Test("a public key is no secret: neither its text nor its numbers sign for HS256")
  func confusion() throws {
    let (_, _, retired) = Self.files(.es256)
    let keys = try TokenKeys(.es256, files: [("a", Self.files(.es256).old)])
    for secret in [Array(retired.utf8), Array(Self.firstEC.publicKey.rawRepresentation)] {
      for form in [#"{"alg":"HS256","typ":"at+jwt","kid":"a"}"#, #"{"alg":"ES256","typ":"at+jwt","kid":"a"}"#] {
        let signed = Base64URL.encode(Array(form.utf8)) + "." + issue(keys).split(separator: ".")[1]
        let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: SymmetricKey(data: secret))
        let token = "\(signed).\(Base64URL.encode(Array(code)))"
        refuse(token, by: keys, form.contains("HS256") ? .malformed : .wrongSignature)
      }
    }
    let ed = try TokenKeys(.edDSA, files: [("a", Self.files(.edDSA).old)])
    refuse(forge(issue(ed), header: header(issue(keys))), by: keys, .wrongSignature)
    refuse(issue(ed), by: keys, .malformed)
    refuse(issue(keys), by: ed, .malformed)
  }

  @Test(
    "signatures of zero, of other forms and of other lengths are refused", arguments: [TokenAlgorithm.es256, .edDSA])
  func signatureForms(algorithm: TokenAlgorithm) throws {
    let keys = try TokenKeys(algorithm, files: [("a", Self.files(algorithm).old)])
    let parts = issue(keys).split(separator: ".")
    let good = try #require(Base64URL.decode(parts[2]))
    let zero = [UInt8](repeating: 0, count: 32)
    let order = try #require(Base64URL.decode("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE"))
    var forms: [[UInt8]] = [
      [], zero, zero + zero, Array(good[..<32]) + zero, zero + Array(good[32...]), order + order,
      Array(good[..<32]) + order, [0] + good, good + [0], Array(good.dropLast()), Array(good[32...] + good[..<32]),
      zero + good, [UInt8](repeating: 0xFF, count: 64), Array(good[..<32]) + [UInt8](repeating: 0xFF, count: 32),
    ]
    if algorithm == .es256 {
      forms.append(Array(try P256.Signing.ECDSASignature(rawRepresentation: good).derRepresentation))
    }
    for form in forms {
      refuse("\(parts[0]).\(parts[1]).\(Base64URL.encode(form))", by: keys, .wrongSignature)
    }
    _ = try AccessTokens(keys: keys).verify("\(parts[0]).\(parts[1]).\(Base64URL.encode(good))", now: Self.now)
  }

  @Test("files that are no keys for the algorithm are refused, and named")
  func faultyFiles() throws {
    let (ec, ed) = (Self.files(.es256), Self.files(.edDSA))
    let curve = P384.Signing.PrivateKey().pemRepresentation
    for text in [
      "", "no key", ed.old, curve, ec.old.replacing("PRIVATE", with: "EC PRIVATE"), String(ec.old.dropFirst(40)),
    ] {
      let error = #expect(throws: TokenKeyError.self) {
        try TokenKeys(.es256, files: [("good", ec.old), ("odd", text)])
      }
      #expect(error?.description.contains("odd") == true)
    }
    for text in ["", ec.old, ed.old.replacing("PRIVATE", with: "PUBLIC")] {
      #expect(throws: TokenKeyError.self) { try TokenKeys(.edDSA, files: [("odd", text)]) }
    }
    for name in ["", "a b", "../a", "a\"", String(repeating: "a", count: 65)] {
      #expect(throws: TokenKeyError.self) { try TokenKeys(.es256, files: [(name, ec.old)]) }
    }
    #expect(throws: TokenKeyError.self, "nobody signs") { try TokenKeys(.es256, files: [("a", ec.retired)]) }
    #expect(throws: TokenKeyError.self, "a retired key signs") {
      try TokenKeys(.es256, files: [("a", ec.retired), ("b", ec.young)], signer: "a")
    }
    #expect(throws: TokenKeyError.self, "an absent key signs") {
      try TokenKeys(.es256, files: [("b", ec.young)], signer: "a")
    }
    #expect(throws: TokenKeyError.self) { try TokenKeys(.es256, files: []) }
  }

  private func issue(_ keys: TokenKeys) -> String {
    AccessTokens(keys: keys).issue(userID: 42, sessionID: 7, roles: [.student], now: Self.now)
  }

  private func header(_ token: String) -> String {
    let bytes = token.split(separator: ".").first.flatMap { Base64URL.decode($0) }
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// The token with another first part.
  private func forge(_ token: String, header: String) -> String {
    Base64URL.encode(Array(header.utf8)) + "." + token.split(separator: ".").dropFirst().joined(separator: ".")
  }

  private func refuse(
    _ token: String, by keys: TokenKeys, _ error: AccessTokenError, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: location) { try AccessTokens(keys: keys).verify(token, now: Self.now) }
  }

  private static func pem(_ label: String, _ bytes: [UInt8]) -> String {
    var text = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
    while text.utf8.count % 4 != 0 { text += "=" }
    return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
  }

  private static let privatePrefix: [UInt8] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]
  private static let publicPrefix: [UInt8] = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0]
}
