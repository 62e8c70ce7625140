public import AtlasAPI
public import AtlasKernel
import Crypto

/// Makes and verifies access tokens: JSON Web Tokens (RFC 7519, profile of RFC 9068).
///
/// Only tokens of exactly our own form are accepted: the header is compared as text with those of our keys, so no
/// algorithm, key or extension of the sender's choice is ever looked at, and base64url is read strictly, so a token has
/// one spelling.
public final class AccessTokens: Sendable {
  /// How long a token is good.
  public let lifetimeSeconds: Int
  /// The public keys as a JSON Web Key Set.
  public var publicKeySet: [UInt8] { keys.publicKeySet }
  private let keys: TokenKeys
  private let issuer: String
  private let audience: String
  private let cache: VerifiedTokenCache

  /// - Parameter cacheLimit: how many verified tokens are remembered.
  public init(
    keys: TokenKeys, issuer: String = "atlas", audience: String = "atlas", lifetimeSeconds: Int = 900,
    cacheLimit: Int = 10_000
  ) {
    self.keys = keys
    self.issuer = issuer
    self.audience = audience
    self.lifetimeSeconds = lifetimeSeconds
    cache = VerifiedTokenCache(limit: cacheLimit)
  }

  /// A new token, good from now on.
  ///
  /// - Parameter owesSecondFactor: whether it is that of a session whose password was right, and no more than that.
  public func issue(
    userID: Int64, sessionID: Int64, roles: Set<API.Role>, owesSecondFactor: Bool = false, now: DateTime
  ) -> String {
    let issuedAt = now.secondsSince1970
    let claims = AccessTokenClaims(
      userID: userID, sessionID: sessionID, roles: roles, assurance: owesSecondFactor ? .half : .whole,
      issuedAt: issuedAt, notBefore: issuedAt, expiresAt: issuedAt + Int64(lifetimeSeconds))
    let payload = Base64URL.encode(claims.json(issuer: issuer, audience: audience))
    let signed = "\(keys.signingKey.header).\(payload)"
    guard let signature = keys.signingKey.signature(of: Array(signed.utf8)) else {
      preconditionFailure("a private key that was read at the start signs")
    }
    return "\(signed).\(Base64URL.encode(signature))"
  }

  /// Whom a token names, and since when.
  ///
  /// - Throws: why it is refused; clients only learn that it is.
  public func verify(_ token: String, now: DateTime) throws(AccessTokenError) -> VerifiedToken {
    guard token.utf8.count <= Self.lengthLimit else { throw .malformed }
    let seconds = now.secondsSince1970
    let fingerprint = SHA256.hash(data: Array(token.utf8))
    if let known = cache[fingerprint] {
      try known.checkTimes(now: seconds)
      return known.verified
    }
    let claims = try signedClaims(of: token)
    try claims.checkTimes(now: seconds)
    cache[fingerprint] = claims
    return claims.verified
  }

  private func signedClaims(of token: String) throws(AccessTokenError) -> AccessTokenClaims {
    let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let key = keys.key(header: parts[0]),
      let signature = Base64URL.decode(Substring(parts[2])), let payload = Base64URL.decode(Substring(parts[1]))
    else { throw .malformed }
    let signed = Array(token.utf8[..<parts[1].endIndex])
    guard key.isValid(signature, of: signed) else { throw .wrongSignature }
    let claims = try AccessTokenClaims(json: payload, issuer: issuer, audience: audience)
    // Nobody who gets hold of a key for a moment makes tokens that outlive its rotation.
    guard claims.expiresAt - claims.issuedAt <= lifetimeSeconds else { throw .wrongClaims }
    return claims
  }

  private static let lengthLimit = 2048
}

/// What an access token has proved.
public struct VerifiedToken: Sendable, Equatable {
  /// Whom the token names.
  public let viewer: Viewer
  /// When it was issued, rounded down to the second.
  public let issuedAt: DateTime
}

/// Why an access token is refused.
public enum AccessTokenError: Error, Sendable {
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
