import AtlasKernel
import Crypto

/// A secret that opens a session again, once. The database knows only its hash.
struct RefreshToken: Sendable {
  /// What the client keeps: 32 bytes in base64url.
  let text: String

  /// A new token, of random bytes.
  init() { text = Base64URL.encode(randomBytes(32)) }

  /// A token that a client presents; it may be anything.
  init(text: String) { self.text = text }

  /// SHA-256 of the text. A slow hash is not needed: nobody guesses 256 random bits.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

/// Makes the token that takes the place of another one.
///
/// It follows from the old one and a secret of the server, so whoever presents the old one again because the answer was
/// lost, or because another tab was faster, can be told the same successor, although it is stored nowhere. Without the
/// secret nobody gets from one token to the next.
struct RefreshTokenSuccession: Sendable {
  private let key: SymmetricKey

  init(secret: ServerSecret) { key = secret.key(for: "refresh tokens") }

  func successor(of token: RefreshToken) -> RefreshToken {
    let code = HMAC<SHA256>.authenticationCode(for: Array("\(token.text) successor".utf8), using: key)
    return RefreshToken(text: Base64URL.encode(Array(code)))
  }
}
