import AtlasKernel
import FoundationEssentials

/// The folder of an instance: the embedded database and what must outlive a restart.
struct HomeFolder: Sendable {
  let path: String

  /// Makes the folder where it is missing.
  init(_ path: String) throws(ConfigurationError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ConfigurationError("The folder \"\(path)\" (ATLAS_HOME) cannot be made.")
    }
  }

  /// The development secret for access tokens, readable by us alone; made on first use, kept for the next start.
  func tokenSecret() throws(ConfigurationError) -> String {
    let file = path + Self.secretFile
    if let secret = Self.storedSecret(path), secret.utf8.count >= 32 { return secret }
    var generator = SystemRandomNumberGenerator()
    let secret = Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    guard
      FileManager.default.createFile(
        atPath: file, contents: Data(secret.utf8), attributes: [.posixPermissions: 0o600])
    else { throw ConfigurationError("The file \"\(file)\" cannot be written.") }
    return secret
  }

  /// The development secret of a folder; nil where there is none. Makes nothing.
  static func storedSecret(_ path: String) -> String? {
    FileManager.default.contents(atPath: path + secretFile).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let secretFile = "/token.secret"
}
