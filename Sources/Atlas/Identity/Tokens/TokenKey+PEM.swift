import Crypto
import FoundationEssentials

extension TokenKey {
  /// Reads a key from the text of a PEM file: `PRIVATE KEY` (PKCS #8, RFC 5958) or `PUBLIC KEY` (RFC 5280), as
  /// `openssl genpkey` and `openssl pkey -pubout` write them.
  ///
  /// - Returns: nil where the text is no key for the algorithm.
  init?(id: String, pem: String, _ algorithm: TokenAlgorithm) {
    guard let block = PEMBlock(pem), let material = Self.material(block, algorithm) else { return nil }
    self.init(id: id, material)
  }

  private static func material(_ block: PEMBlock, _ algorithm: TokenAlgorithm) -> Material? {
    switch (algorithm, block.label) {
    case (.es256, "PRIVATE KEY"):
      (try? P256.Signing.PrivateKey(derRepresentation: block.bytes)).map { .es256($0.publicKey, $0) }
    case (.es256, "PUBLIC KEY"):
      (try? P256.Signing.PublicKey(derRepresentation: block.bytes)).map { .es256($0, nil) }
    case (.edDSA, "PRIVATE KEY"):
      edwardsKey(block, after: privatePrefix)
        .flatMap { try? Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
        .map { .edDSA($0.publicKey, $0) }
    case (.edDSA, "PUBLIC KEY"):
      edwardsKey(block, after: publicPrefix)
        .flatMap { try? Curve25519.Signing.PublicKey(rawRepresentation: $0) }
        .map { .edDSA($0, nil) }
    default: nil
    }
  }

  /// The 32 bytes of an Ed25519 key: all that its DER can vary in (RFC 8410, sections 4 and 7).
  private static func edwardsKey(_ block: PEMBlock, after prefix: [UInt8]) -> [UInt8]? {
    block.bytes.count == prefix.count + 32 && block.bytes.starts(with: prefix)
      ? Array(block.bytes[prefix.count...]) : nil
  }

  private static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
}

/// The one block of a PEM file (RFC 7468, section 2).
private struct PEMBlock {
  let label: String
  let bytes: [UInt8]

  init?(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.count >= 3,
      let label = ["PRIVATE KEY", "PUBLIC KEY"].first(where: { lines[0] == "-----BEGIN \($0)-----" }),
      lines[lines.count - 1] == "-----END \(label)-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
    else { return nil }
    self.label = label
    bytes = Array(data)
  }
}
