import Crypto

/// What cursors are signed with: the same on all instances and after a restart, so that any of them takes the cursors
/// that another one gave.
public struct CursorSigner: Sendable {
  private let key: SymmetricKey

  /// A signer with a key of the installation's.
  public init(_ secret: ServerSecret) { key = secret.key(for: "cursors 1") }

  /// A key for the cursors of one list alone.
  ///
  /// - Parameter list: what tells the list from all others.
  func key(for list: [UInt8]) -> SymmetricKey {
    SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: list, using: key))
  }
}
