import AtlasAPI
import AtlasKernel
import Crypto

/// What ties the two halves of a sign-in together without a table: a moment and a random number, signed together with
/// the provider, the redirect URI and the code challenge that the sign-in began with.
///
/// A state is good for ten minutes and until then as often as somebody has another code for it, which takes another
/// visit to the service: each code is good once, and only together with the code verifier that only the client knows.
struct OAuthState: Sendable {
  private static let lifetimeSeconds: Int64 = 600
  private static let randomLength = 16
  private let key: SymmetricKey

  init(_ secret: ServerSecret) { key = secret.key(for: "oauth state 1") }

  /// A new state.
  func make(_ sign: Beginning, now: DateTime) -> String {
    let expiry = UInt64(clamping: now.secondsSince1970 + Self.lifetimeSeconds)
    let head =
      (0..<8).map { UInt8(truncatingIfNeeded: expiry >> (56 - 8 * UInt64($0))) } + randomBytes(Self.randomLength)
    return Base64URL.encode(head + Array(mac(head, sign)))
  }

  /// Whether a state was made for this beginning, and is still good.
  func isValid(_ state: String, for sign: Beginning, now: DateTime) -> Bool {
    let headLength = 8 + Self.randomLength
    guard let bytes = Base64URL.decode(state), bytes.count == headLength + SHA256.byteCount else { return false }
    let head = Array(bytes[..<headLength])
    let expiry = head[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return HMAC<SHA256>.isValidAuthenticationCode(bytes[headLength...], authenticating: sign.message(head), using: key)
      && UInt64(clamping: now.secondsSince1970) < expiry
  }

  /// What an ID token must say, made from the state: nothing has to be kept.
  func nonce(for state: String) -> String {
    Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: Array("nonce \(state)".utf8), using: key)))
  }

  private func mac(_ head: [UInt8], _ sign: Beginning) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: sign.message(head), using: key)
  }

  /// What a sign-in begins with.
  struct Beginning: Sendable {
    let provider: API.OAuthProvider
    let redirectURI: String
    let codeChallenge: String

    /// Each part with its length, so that no two beginnings have one message.
    fileprivate func message(_ head: [UInt8]) -> [UInt8] {
      var message = Array("state ".utf8) + head
      for part in [provider.rawValue, redirectURI, codeChallenge] {
        let count = UInt32(clamping: part.utf8.count)
        message += (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) }
        message += Array(part.utf8)
      }
      return message
    }
  }
}
