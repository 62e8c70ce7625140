import AtlasKernel
import Crypto

/// Proof Key for Code Exchange (RFC 7636), method S256.
enum CodeVerifier {
  /// The challenge of a verifier; nil where the text is none (section 4.1).
  static func challenge(_ verifier: String) -> String? {
    let isVerifier = (43...128).contains(verifier.utf8.count) && PercentEncoding.encode(verifier) == verifier
    return isVerifier ? Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8)))) : nil
  }
}
