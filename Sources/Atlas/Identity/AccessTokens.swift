public import AtlasAPI
public import AtlasKernel
import Crypto

/// Makes and verifies access tokens: JSON Web Tokens (RFC 7519, profile of RFC 9068) with HMAC-SHA-256.
///
/// Only tokens of exactly our own form are accepted: the header is compared as text, so no algorithm, key or extension
/// of the sender's choice is ever looked at, and base64url is read strictly, so a token has one spelling.
public final class AccessTokens: Sendable {
  /// How long a token is good.
  public let lifetimeSeconds: Int
  private let key: SymmetricKey
  private let issuer: String
  private let audience: String
  private let cache: VerifiedTokenCache

  /// - Parameters:
  ///   - key: the secret, at least 32 bytes.
  ///   - cacheLimit: how many verified tokens are remembered.
  /// - Throws: `AccessTokenError.shortKey`.
  public init(
    key: [UInt8], issuer: String = "atlas", audience: String = "atlas", lifetimeSeconds: Int = 900,
    cacheLimit: Int = 10_000
  ) throws(AccessTokenError) {
    guard key.count >= 32 else { throw .shortKey }
    self.key = SymmetricKey(data: key)
    self.issuer = issuer
    self.audience = audience
    self.lifetimeSeconds = lifetimeSeconds
    cache = VerifiedTokenCache(limit: cacheLimit)
  }

  /// A new token, good from now on.
  public func issue(userID: Int64, sessionID: Int64, roles: Set<API.Role>, now: DateTime) -> String {
    let issuedAt = now.secondsSince1970
    let claims = AccessTokenClaims(
      userID: userID, sessionID: sessionID, roles: roles, issuedAt: issuedAt, notBefore: issuedAt,
      expiresAt: issuedAt + Int64(lifetimeSeconds))
    let signed = "\(Self.header).\(Base64URL.encode(claims.json(issuer: issuer, audience: audience)))"
    let signature = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key)
    return "\(signed).\(Base64URL.encode(Array(signature)))"
  }

  /// The viewer whom a token names.
  ///
  /// - Throws: why it is refused; clients only learn that it is.
  public func verify(_ token: String, now: DateTime) throws(AccessTokenError) -> Viewer {
    guard token.utf8.count <= Self.lengthLimit else { throw .malformed }
    let seconds = now.secondsSince1970
    let fingerprint = SHA256.hash(data: Array(token.utf8))
    if let known = cache[fingerprint] {
      try known.checkTimes(now: seconds)
      return known.viewer
    }
    let claims = try signedClaims(of: token)
    try claims.checkTimes(now: seconds)
    cache[fingerprint] = claims
    return claims.viewer
  }

  private func signedClaims(of token: String) throws(AccessTokenError) -> AccessTokenClaims {
    let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual(Self.header.utf8) else { throw .malformed }
    guard let signature = Base64URL.decode(Substring(parts[2])),
      let payload = Base64URL.decode(Substring(parts[1]))
    else { throw .malformed }
    let signed = Array(token.utf8[..<parts[1].endIndex])
    // Compares in constant time, and the length too.
    guard HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key) else {
      throw .wrongSignature
    }
    return try AccessTokenClaims(json: payload, issuer: issuer, audience: audience)
  }

  private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"at+jwt"}"#.utf8))
  private static let lengthLimit = 2048
}

/// Why an access token, or the secret for them, is refused.
public enum AccessTokenError: Error, Sendable {
  /// The secret has less than 32 bytes.
  case shortKey
  /// Not a token of our form: another header, another spelling, a missing part.
  case malformed
  /// Somebody else made it, or changed it.
  case wrongSignature
  /// Signed by us, but a claim is missing, malformed, or meant for somebody else.
  case wrongClaims
  case notYetValid
  case expired
}

extension DateTime {
  /// Whole seconds, rounded down.
  var secondsSince1970: Int64 {
    let (seconds, rest) = microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
    return rest < 0 ? seconds - 1 : seconds
  }
}
