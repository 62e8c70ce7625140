import Crypto

/// What cursors are signed with: the same on all instances and after a restart, so that any of them takes the cursors
/// that another one gave.
public struct CursorSigner: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: the secret of the whole installation; the key is derived from it (HKDF, RFC 5869).
  public init(secret: [UInt8]) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: Array("atlas cursors 1".utf8), outputByteCount: 32)
  }

  /// A key for the cursors of one list alone.
  ///
  /// - Parameter list: what tells the list from all others.
  func key(for list: [UInt8]) -> SymmetricKey {
    SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: list, using: key))
  }
}
