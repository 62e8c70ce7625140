import AtlasKernel
import Crypto

/// How tokens of devices are kept: encrypted (AES-256-GCM), and told apart by a keyed hash (HMAC-SHA-256). Who reads the
/// table alone can push to nobody, and cannot say whether a token is in it.
struct DeviceTokenSealing: Sendable {
  private let key: SymmetricKey
  private let hashKey: SymmetricKey

  init(_ secret: ServerSecret) {
    key = secret.key(for: "device tokens 1")
    hashKey = secret.key(for: "device token hashes 1")
  }

  /// Nonce, ciphertext and tag. The user is part of what the tag proves, so a row cannot be given to somebody else.
  func seal(_ token: String, for userID: Int64) throws -> [UInt8] {
    let box = try AES.GCM.seal(Array(token.utf8), using: key, authenticating: Self.owner(userID))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// Nil where it was sealed under another server secret, or for another user.
  func open(_ sealed: [UInt8], for userID: Int64) -> String? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let bytes = try? AES.GCM.open(box, using: key, authenticating: Self.owner(userID))
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same for the same device.
  func hash(_ identity: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(identity.utf8), using: hashKey))
  }

  private static func owner(_ userID: Int64) -> [UInt8] { Array("device of user \(userID)".utf8) }
}
