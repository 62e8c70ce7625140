public import Crypto

/// The secret of the whole installation, from which keys for single purposes are derived (HKDF, RFC 5869): none of them
/// tells anything about another, nor about the secret.
public struct ServerSecret: Sendable {
  private let material: SymmetricKey

  /// - Parameter bytes: as access tokens are signed with; the same on all instances.
  public init(_ bytes: [UInt8]) { material = SymmetricKey(data: bytes) }

  /// A key of 256 bits.
  ///
  /// - Parameter purpose: names it, for ever: with another name everything that was made with the key is unreadable.
  public func key(for purpose: StaticString) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: material, info: Array("atlas \(purpose)".utf8), outputByteCount: 32)
  }
}
