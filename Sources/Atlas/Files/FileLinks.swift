import AtlasKernel
import Crypto
import ObjectStorage
import Postgres

/// Addresses that need no further permission, for a while: whoever has one may use it.
struct FileLinks: Sendable {
  private let key: SymmetricKey
  private let publicURL: String

  /// - Parameters:
  ///   - secret: the secret of the installation, from which the key is derived.
  ///   - publicURL: what addresses begin with, without a slash at the end.
  init(secret: ServerSecret, publicURL: String) {
    key = secret.key(for: "file links")
    self.publicURL = publicURL
  }

  /// What an address allows.
  enum Purpose: String, Sendable {
    case upload = "/uploads/"
    case download = "/files/"
  }

  /// The address for one thing until a moment, in seconds since 1970.
  func address(_ purpose: Purpose, _ name: String, expiresAt: Int) -> String {
    let signature = Base64URL.encode(Array(code(purpose, name, expiresAt)))
    return "\(publicURL)\(purpose.rawValue)\(name)?expires=\(expiresAt)&signature=\(signature)"
  }

  /// Whether an address is one of ours.
  func isSigned(_ purpose: Purpose, _ name: String, expiresAt: Int, signature: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: text(purpose, name, expiresAt), using: key)
  }

  private func code(_ purpose: Purpose, _ name: String, _ expiresAt: Int) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: text(purpose, name, expiresAt), using: key)
  }

  private func text(_ purpose: Purpose, _ name: String, _ expiresAt: Int) -> [UInt8] {
    Array("\(purpose.rawValue)\(name)\n\(expiresAt)".utf8)
  }
}

/// The path and query of an address that ``FileLinks`` makes.
struct SignedPath: Sendable {
  let name: String
  let expiresAt: Int
  let signature: [UInt8]

  /// Nil where something is missing or of another form.
  init?(name: Substring, query: Substring) {
    var values: [Substring: Substring] = [:]
    for part in query.split(separator: "&", maxSplits: 8) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, values.updateValue(pair[1], forKey: pair[0]) == nil else { return nil }
    }
    guard values.count == 2, let time = values["expires"], let expiresAt = Int(time), String(expiresAt) == time,
      let signature = values["signature"].flatMap({ Base64URL.decode($0) })
    else { return nil }
    self.name = String(name)
    self.expiresAt = expiresAt
    self.signature = signature
  }
}
