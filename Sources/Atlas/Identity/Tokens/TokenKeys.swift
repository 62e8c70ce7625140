import GraphQLJSON

/// The keys for access tokens: one signs, all verify. A key that is to go first stops signing, stays until the last
/// token it signed has ended, and then leaves.
public struct TokenKeys: Sendable {
  /// The only algorithm that is accepted.
  public let algorithm: TokenAlgorithm
  /// The public keys as a JSON Web Key Set (RFC 7517, section 5), which is empty for secrets.
  public let publicKeySet: [UInt8]
  let signingKey: TokenKey
  /// By the first part of their tokens, compared by bytes: as texts, two headers may differ and be equal.
  private let keysByHeader: [[UInt8]: TokenKey]

  /// Secrets for HS256, of at least 32 bytes each.
  ///
  /// - Parameter previousSecret: verifies tokens from before it was replaced.
  /// - Throws: `TokenKeyError` for a secret that is short or stands for both.
  public init(secret: [UInt8], previousSecret: [UInt8]? = nil) throws(TokenKeyError) {
    for each in [secret, previousSecret ?? secret] where each.count < Self.shortestSecret {
      throw TokenKeyError("A secret for access tokens must have at least \(Self.shortestSecret) bytes.")
    }
    guard secret != previousSecret else { throw TokenKeyError("The previous secret is the one that signs.") }
    self.init(signingKey: TokenKey(secret: secret), others: previousSecret.map { [TokenKey(secret: $0)] } ?? [])
  }

  /// Keys for ES256 or EdDSA from PEM files. Public keys belong to signers that have retired.
  ///
  /// - Parameters:
  ///   - files: the `kid` of each key and the text of its file.
  ///   - signer: the `kid` of the key that signs; nil for the last private one in the order of names.
  /// - Throws: `TokenKeyError` naming the file that is no such key, or saying that none can sign.
  public init(
    _ algorithm: TokenAlgorithm, files: [(id: String, text: String)], signer: String? = nil
  ) throws(TokenKeyError) {
    var keys: [TokenKey] = []
    for file in files.sorted(by: { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }) {
      guard Self.isName(file.id) else {
        throw TokenKeyError("The name of a key must be 1 to 64 letters, digits, dots, hyphens and underscores.")
      }
      guard let key = TokenKey(id: file.id, pem: file.text, algorithm) else {
        throw TokenKeyError("\"\(file.id)\" must be a PEM file with a key for \(algorithm.rawValue), not encrypted.")
      }
      keys.append(key)
    }
    let candidates = keys.filter { $0.isPrivate && (signer == nil || $0.id == signer) }
    guard let signingKey = candidates.last else {
      throw TokenKeyError(
        signer == nil ? "None of the keys is a private one, which could sign." : "The signing key is not there.")
    }
    self.init(signingKey: signingKey, others: keys.filter { $0.id != signingKey.id })
  }

  private init(signingKey: TokenKey, others: [TokenKey]) {
    let keys = [signingKey] + others
    self.signingKey = signingKey
    algorithm = signingKey.algorithm
    keysByHeader = Dictionary(keys.map { (Array($0.header.utf8), $0) }) { first, _ in first }
    let set: JSONObject = ["keys": .array(keys.compactMap(\.publicKey))]
    publicKeySet = JSONValue.object(set).serialized()
  }

  /// The key that a token's first part names; nil for every other first part than those that we write.
  func key(header: some Sequence<UInt8>) -> TokenKey? { keysByHeader[Array(header)] }

  private static let shortestSecret = 32

  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "._-".utf8.contains(byte)
      }
  }
}

/// Keys for access tokens that cannot be used; says why, without anything of the keys.
public struct TokenKeyError: Error, CustomStringConvertible {
  /// What is wrong, for operators.
  public let description: String

  /// A fault in words.
  public init(_ description: String) { self.description = description }
}
