import AtlasKernel
import Crypto
import FoundationEssentials
import GraphQLCaching
import GraphQLExecution
import GraphQLSyntax

/// What the server adds to keys, so that a table of outcomes is worth nothing to whoever has it without the server.
struct IdempotencySecret: Sendable {
  fileprivate let key: SymmetricKey

  /// - Parameter secret: at least 32 bytes that every instance has and nobody else.
  init(_ secret: [UInt8]) { key = SymmetricKey(data: secret) }
}

/// One key with the request that it is used for, as the database may know them.
///
/// The key itself is stored nowhere. From it and from the server's secret come two further keys: one seals the outcome,
/// which may hold tokens, the other one hashes the request, which may hold a password that a plain hash would let
/// somebody guess. Without the key that the client sent, neither the table nor the server's secret opens anything.
struct IdempotencyClaim: Sendable {
  /// Whose key it is.
  let scope: String
  /// SHA-256 of the key.
  let keyHash: [UInt8]
  /// What stands for document, operation, field and values.
  let requestHash: [UInt8]
  private let sealingKey: SymmetricKey

  init(_ key: IdempotencyKey, of field: MutationField, by sender: Viewer?, _ secret: IdempotencySecret) {
    scope = sender?.idempotencyScope ?? "visitor"
    keyHash = Array(SHA256.hash(data: key.bytes))
    let salt = Array("\(scope)\n".utf8) + key.bytes
    func derive(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: secret.key, salt: salt, info: Array("atlas idempotency \(purpose)".utf8), outputByteCount: 32)
    }
    requestHash = Array(HMAC<SHA256>.authenticationCode(for: field.fingerprint, using: derive("request")))
    sealingKey = derive("outcome")
  }

  /// Encrypts an outcome; it opens only for the same key, user and request.
  func seal(_ bytes: [UInt8]) -> [UInt8] {
    do {
      let sealed = try AES.GCM.seal(bytes, using: sealingKey, authenticating: keyHash + requestHash)
      guard let combined = sealed.combined else { preconditionFailure("a nonce of the usual size can be combined") }
      return Array(combined)
    } catch {
      preconditionFailure("AES-GCM seals whatever fits in memory: \(error)")
    }
  }

  /// What was sealed; nil for anything else.
  func open(_ sealed: [UInt8]) -> [UInt8]? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let bytes = try? AES.GCM.open(box, using: sealingKey, authenticating: keyHash + requestHash)
    else { return nil }
    return Array(bytes)
  }
}

extension Viewer {
  /// All sessions of a user are one. An API key may do less, and who owes a second factor nothing yet, so they are told
  /// nothing of what the user did.
  fileprivate var idempotencyScope: String {
    switch credential {
    case .session: "user:\(userID)"
    case .halfSession(let id): "half:\(id)"
    case .apiKey(let id, _): "key:\(id)"
    }
  }
}

extension MutationField {
  /// Bytes that are the same for equal requests only: the document's text, the operation, the field's place in the
  /// response, and the values of all variables, coerced.
  fileprivate var fingerprint: [UInt8] {
    let document = operation.document
    var writer = InputValueWriter()
    writer.text(document.source)
    writer.text(Array(document.name(operation.operation).utf8))
    writer.text(Array(responseKey.utf8))
    for (name, value) in variables.values.sorted(by: { $0.key < $1.key }) {
      writer.text(Array(name.utf8))
      writer.value(value)
    }
    return writer.bytes
  }
}
