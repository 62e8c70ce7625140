import AtlasKernel
import Crypto
import FoundationEssentials

/// Encrypts one message for one browser (RFC 8291), as a single record of the content coding `aes128gcm` (RFC 8188).
struct WebPushEncryption {
  /// The key of this message alone.
  let key: P256.KeyAgreement.PrivateKey
  /// 16 bytes.
  let salt: [UInt8]

  /// Bytes of all that is sent: what push services must take (RFC 8030, section 7.2).
  static let recordBytes = 4096
  /// Bytes of a message: the record less its head (salt, size, length of the key, key), the delimiter and the tag.
  static let messageLimit = recordBytes - (16 + 4 + 1 + 65) - 1 - 16

  /// A key and a salt of one's own. Others than these are for tests: neither may be used twice.
  init(key: P256.KeyAgreement.PrivateKey = P256.KeyAgreement.PrivateKey(), salt: [UInt8] = Self.randomSalt()) {
    self.key = key
    self.salt = salt
  }

  /// - Parameter message: at most ``messageLimit`` bytes.
  /// - Throws: where the browser's key is none that can be agreed with.
  func encrypt(_ message: [UInt8], for subscription: WebPushSubscription) throws -> [UInt8] {
    precondition(message.count <= Self.messageLimit, "a message fits into one record")
    let ours = Array(key.publicKey.x963Representation)
    let shared = try key.sharedSecretFromKeyAgreement(with: subscription.key)
    // RFC 8291, section 3.4: the secret and both keys go into the keying material.
    let material = shared.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: subscription.secret,
      sharedInfo: Array("WebPush: info\0".utf8) + Array(subscription.key.x963Representation) + ours, outputByteCount: 32
    )
    let root = SymmetricKey(data: HKDF<SHA256>.extract(inputKeyMaterial: material, salt: salt))
    // RFC 8188, section 2: the delimiter 2 ends the last record.
    let sealed = try AES.GCM.seal(
      message + [2], using: SymmetricKey(data: derive("aes128gcm", 16, from: root)),
      nonce: AES.GCM.Nonce(data: derive("nonce", 12, from: root)))
    let size = UInt32(Self.recordBytes)
    let head = salt + (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32($0))) } + [UInt8(ours.count)]
    return head + ours + Array(sealed.ciphertext) + Array(sealed.tag)
  }

  /// RFC 8188, sections 2.2 and 2.3.
  private func derive(_ purpose: String, _ count: Int, from root: SymmetricKey) -> [UInt8] {
    let information = Array("Content-Encoding: \(purpose)\0".utf8)
    return Array(HMAC<SHA256>.authenticationCode(for: information + [1], using: root).prefix(count))
  }

  private static func randomSalt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
