import AtlasKernel
import Crypto

/// Encrypts the secrets of authenticators for the database (AES-256-GCM): who reads the tables alone cannot make codes.
struct FactorSecretSealing: Sendable {
  private let key: SymmetricKey

  init(_ secret: ServerSecret) { key = secret.key(for: "second factor secrets 1") }

  /// Nonce, ciphertext and tag. The user is part of what the tag proves, so a row cannot be given to somebody else.
  func seal(_ secret: [UInt8], for userID: Int64) throws -> [UInt8] {
    let box = try AES.GCM.seal(secret, using: key, authenticating: Self.owner(userID))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// - Throws: when it was sealed under another server secret, or for another user.
  func open(_ sealed: [UInt8], for userID: Int64) throws -> [UInt8] {
    Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Self.owner(userID)))
  }

  private static func owner(_ userID: Int64) -> [UInt8] { Array("user \(userID)".utf8) }
}
