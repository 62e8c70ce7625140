import AtlasKernel
import CryptoExtras
import GraphQLJSON

/// A public key of a JWK set (RFC 7517) that verifies RS256.
struct RSAKey: Sendable {
  let id: String?
  private let key: _RSA.Signing.PublicKey

  /// Nil for keys of other kinds, for other uses, and of less than 2,048 bits or more than 8,192.
  init?(_ json: JSONValue) {
    guard let members = json.objectValue, members["kty"] == .string("RSA"),
      members["use"].map({ $0 == .string("sig") }) ?? true, members["alg"].map({ $0 == .string("RS256") }) ?? true,
      let modulus = members["n"]?.stringValue.flatMap({ Base64URL.decode($0) }),
      let exponent = members["e"]?.stringValue.flatMap({ Base64URL.decode($0) }),
      (256...1024).contains(modulus.count), (1...8).contains(exponent.count),
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent), key.keySizeInBits >= 2048
    else { return nil }
    id = members["kid"]?.stringValue
    self.key = key
  }

  /// Whether a signature (PKCS #1 v1.5 over SHA-256, RFC 7518, section 3.3) is this key's.
  func verifies(_ signature: [UInt8], of signed: [UInt8]) -> Bool {
    key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: signature), for: signed, padding: .insecurePKCS1v1_5)
  }
}
