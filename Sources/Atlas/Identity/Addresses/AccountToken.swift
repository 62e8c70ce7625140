import AtlasKernel
import Crypto

/// A secret that is sent to an address and comes back once: whoever brings it reads the mail of that address.
struct AccountToken: Sendable {
  /// What a token is good for, as the column holds it.
  enum Purpose: String, Sendable {
    case verifyEmail = "VERIFY_EMAIL"
    case resetPassword = "RESET_PASSWORD"

    /// How long a token is good: a day to look into one's mail, a quarter of an hour to replace a password.
    var lifetimeSeconds: Int {
      switch self {
      case .verifyEmail: 86_400
      case .resetPassword: 900
      }
    }
  }

  /// What stands in the mail: 32 random bytes in base64url.
  let text: String

  /// A new token.
  init() { text = Base64URL.encode(randomBytes(32)) }

  /// A token that somebody has sent; nil for a text that none has.
  init?(text: String) {
    guard text.utf8.count <= 64, Base64URL.decode(text)?.count == 32 else { return nil }
    self.text = text
  }

  /// SHA-256 of the text: nobody guesses 256 random bits.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
