import AtlasKernel
import Crypto
import GraphQLJSON

/// How access tokens are signed (RFC 7518, section 3.1; RFC 8037). One for the whole server, never the sender's choice.
public enum TokenAlgorithm: String, Sendable, CaseIterable {
  /// HMAC with SHA-256: who can verify can sign.
  case hs256 = "HS256"
  /// ECDSA over P-256 with SHA-256.
  case es256 = "ES256"
  /// Ed25519.
  case edDSA = "EdDSA"
}

/// A key for access tokens, with the name that tokens call it by. Without its private half it only verifies.
struct TokenKey: Sendable {
  enum Material: Sendable {
    case hs256(SymmetricKey)
    case es256(P256.Signing.PublicKey, P256.Signing.PrivateKey?)
    case edDSA(Curve25519.Signing.PublicKey, Curve25519.Signing.PrivateKey?)
  }

  /// The `kid`: letters, digits, `.`, `_` and `-`.
  let id: String
  private let material: Material

  init(id: String, _ material: Material) {
    self.id = id
    self.material = material
  }

  var algorithm: TokenAlgorithm {
    switch material {
    case .hs256: .hs256
    case .es256: .es256
    case .edDSA: .edDSA
    }
  }

  /// Whether it can sign.
  var isPrivate: Bool {
    switch material {
    case .hs256: true
    case .es256(_, let key): key != nil
    case .edDSA(_, let key): key != nil
    }
  }

  /// The first part of every token signed with it, character by character.
  var header: String {
    Base64URL.encode(Array(#"{"alg":"\#(algorithm.rawValue)","typ":"at+jwt","kid":"\#(id)"}"#.utf8))
  }

  /// The signature of a message; nil where there is no private half.
  func signature(of message: [UInt8]) -> [UInt8]? {
    switch material {
    case .hs256(let key): Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    case .es256(_, let key): (try? key?.signature(for: message)).map { Array($0.rawRepresentation) }
    case .edDSA(_, let key): (try? key?.signature(for: message)).map { Array($0) }
    }
  }

  /// Whether a signature is right. Those of ES256 are r and s, 32 bytes each (RFC 7518, section 3.4): the form of
  /// certificates has another length, and numbers outside of 1 to n - 1 are right for nothing.
  func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    switch material {
    case .hs256(let key):
      // Compares in constant time, and the length too.
      return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: message, using: key)
    case .es256(let key, _):
      guard signature.count == 64, signature[..<32].contains(where: { $0 != 0 }),
        signature[32...].contains(where: { $0 != 0 }),
        let pair = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
      else { return false }
      return key.isValidSignature(pair, for: message)
    case .edDSA(let key, _):
      return signature.count == 64 && key.isValidSignature(signature, for: message)
    }
  }

  /// The public half as a JSON Web Key (RFC 7517, section 4); nil for a secret.
  var publicKey: JSONValue? {
    switch material {
    case .hs256: return nil
    case .es256(let key, _):
      let point = Array(key.rawRepresentation)
      return jsonWebKey([
        "kty": .string("EC"), "crv": .string("P-256"), "x": Self.text(point[..<32]), "y": Self.text(point[32...]),
      ])
    case .edDSA(let key, _):
      return jsonWebKey([
        "kty": .string("OKP"), "crv": .string("Ed25519"), "x": Self.text(key.rawRepresentation),
      ])
    }
  }

  private func jsonWebKey(_ numbers: JSONObject) -> JSONValue {
    var members = numbers
    members.append(key: "use", value: .string("sig"))
    members.append(key: "alg", value: .string(algorithm.rawValue))
    members.append(key: "kid", value: .string(id))
    return .object(members)
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> JSONValue { .string(Base64URL.encode(Array(bytes))) }
}

extension TokenKey {
  /// A secret, called by a name that is made of it and tells nothing that its tokens do not.
  init(secret: [UInt8]) {
    let key = SymmetricKey(data: secret)
    let name = HMAC<SHA256>.authenticationCode(for: Array("the name of this key".utf8), using: key)
    self.init(id: Base64URL.encode(Array(name.prefix(8))), .hs256(key))
  }
}
