import AtlasKernel
import Crypto

/// A secret that opens a session again. The database knows only its hash.
struct RefreshToken: Sendable {
  /// What the client keeps: 32 random bytes in base64url.
  let text: String

  /// A new token.
  init() { text = Base64URL.encode(randomBytes(32)) }

  /// SHA-256 of the text. A slow hash is not needed: nobody guesses 256 random bits.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
