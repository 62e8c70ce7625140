import AtlasAPI
import AtlasKernel
import GraphQLJSON

/// An ID token (OpenID Connect Core 1.0, section 2) that has been checked as section 3.1.3.7 asks.
struct IDToken: Sendable {
  let subject: String
  let email: String?
  let isEmailVerified: Bool
  let name: String?

  /// What the token has to say.
  struct Expectation: Sendable {
    let issuer: String
    let clientID: String
    let nonce: String
    let now: DateTime
  }

  /// The parts of a token whose signature is still to be looked at.
  struct Unverified {
    let keyID: String?
    let signed: [UInt8]
    let signature: [UInt8]
    fileprivate let claims: JSONObject

    /// Nil for everything but a JWS in compact form with RS256: the algorithm is ours to choose, not the token's.
    init?(_ text: String) {
      guard text.utf8.count <= 16 << 10 else { return nil }
      let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard parts.count == 3, let header = Self.object(parts[0]), header["alg"] == .string("RS256"),
        header["crit"] == nil, let claims = Self.object(parts[1]), let signature = Base64URL.decode(Substring(parts[2]))
      else { return nil }
      if let keyID = header["kid"] {
        guard let text = keyID.stringValue else { return nil }
        self.keyID = text
      } else {
        keyID = nil
      }
      signed = Array(text.utf8[..<parts[1].endIndex])
      self.signature = signature
      self.claims = claims
    }

    private static func object(_ part: Substring.UTF8View) -> JSONObject? {
      let limits = JSONParser.Limits(depth: 8, membersPerObject: 100, elementsPerArray: 100, bytesPerNumber: 40)
      return Base64URL.decode(Substring(part)).flatMap { try? JSONParser.parse($0, limits: limits) }?.objectValue
    }
  }

  /// Nil where the token is not what is expected, or its key did not sign it.
  init?(_ token: Unverified, signedWith key: RSAKey, _ expected: Expectation) {
    let claims = token.claims
    guard key.verifies(token.signature, of: token.signed), claims["iss"] == .string(expected.issuer),
      Self.isMeant(for: expected.clientID, claims), claims["nonce"] == .string(expected.nonce),
      Self.isTimely(claims, expected.now.secondsSince1970),
      let subject = claims["sub"]?.stringValue, (1...255).contains(subject.utf8.count)
    else { return nil }
    self.subject = subject
    email = claims["email"]?.stringValue
    isEmailVerified = claims["email_verified"] == .boolean(true)
    name = claims["name"]?.stringValue
  }

  /// A token for several programs must name us as the one that asked.
  private static func isMeant(for clientID: String, _ claims: JSONObject) -> Bool {
    let us = JSONValue.string(clientID)
    if let azp = claims["azp"], azp != us { return false }
    guard let list = claims["aud"]?.arrayValue else { return claims["aud"] == us }
    return list.contains(us) && (list.count == 1 || claims["azp"] == us)
  }

  /// Good now, allowing for clocks that differ.
  private static func isTimely(_ claims: JSONObject, _ now: Int64) -> Bool {
    guard let issuedAt = seconds(claims["iat"]), let expiresAt = seconds(claims["exp"]) else { return false }
    return issuedAt <= now + clockSkewSeconds && now < expiresAt + clockSkewSeconds
  }

  private static let clockSkewSeconds: Int64 = 60

  /// Seconds up to the year 9999, so that sums cannot overflow.
  private static func seconds(_ value: JSONValue?) -> Int64? {
    guard case .number(let text)? = value, let seconds = Int64(text), (0...253_402_300_799).contains(seconds) else {
      return nil
    }
    return seconds
  }
}
