import FoundationEssentials
public import Identity

extension AtlasConfiguration {
  /// What signs access tokens.
  public struct Tokens: Sendable {
    /// How they are signed.
    public var algorithm = TokenAlgorithm.hs256
    /// For HS256; nil makes one under `home` in development.
    public var secret: String?
    /// For HS256: verifies the tokens from before the secret was replaced.
    public var previousSecret: String?
    /// What else is made or sealed with a secret; nil: with the secret of access tokens.
    public var serverSecret: String?
    /// For ES256 and EdDSA: a folder of PEM files, whose names without the ending are the names of the keys.
    public var keyFolder: String?
    /// The name of the key that signs; nil for the last private one.
    public var signingKey: String?

    /// A secret that is made where it is missing.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variables that are wrong, or do not go together.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      let names = TokenAlgorithm.allCases.map { (name: $0.rawValue, value: $0) }
      algorithm = try HTTP.choice("ATLAS_JWT_ALGORITHM", variable, names) ?? algorithm
      secret = variable("ATLAS_JWT_SECRET")
      previousSecret = variable("ATLAS_JWT_PREVIOUS_SECRET")
      serverSecret = variable("ATLAS_SECRET")
      keyFolder = variable("ATLAS_JWT_KEYS")
      signingKey = variable("ATLAS_JWT_SIGNING_KEY")
      try check()
    }

    /// Whether the secret would be one that development makes.
    var isDevelopmentOnly: Bool { algorithm == .hs256 && secret == nil }

    private func check() throws(ConfigurationError) {
      if algorithm == .hs256 {
        if keyFolder != nil || signingKey != nil {
          throw ConfigurationError("ATLAS_JWT_KEYS and ATLAS_JWT_SIGNING_KEY need ATLAS_JWT_ALGORITHM: ES256 or EdDSA.")
        }
        if previousSecret != nil, secret == nil {
          throw ConfigurationError("ATLAS_JWT_PREVIOUS_SECRET needs ATLAS_JWT_SECRET, which it was before.")
        }
        return
      }
      if secret != nil || previousSecret != nil {
        throw ConfigurationError("ATLAS_JWT_SECRET and ATLAS_JWT_PREVIOUS_SECRET are for HS256 alone.")
      }
      if keyFolder == nil {
        throw ConfigurationError(
          "ATLAS_JWT_ALGORITHM=\(algorithm.rawValue) needs ATLAS_JWT_KEYS, a folder of PEM files.")
      }
    }
  }

  /// The keys for access tokens. In development a missing secret is made.
  ///
  /// - Throws: `ConfigurationError` for keys that cannot be used, and in production for a secret of development.
  func tokenKeys() throws(ConfigurationError) -> TokenKeys {
    do throws(TokenKeyError) {
      if let folder = tokens.keyFolder {
        return try TokenKeys(tokens.algorithm, files: try Self.pemFiles(folder), signer: tokens.signingKey)
      }
    } catch {
      throw ConfigurationError("ATLAS_JWT_KEYS: \(error)")
    }
    let secret = try tokenSecret()
    do throws(TokenKeyError) {
      return try TokenKeys(secret: Array(secret.utf8), previousSecret: tokens.previousSecret.map { Array($0.utf8) })
    } catch {
      throw ConfigurationError("ATLAS_JWT_SECRET, ATLAS_JWT_PREVIOUS_SECRET: \(error)")
    }
  }

  /// What refresh tokens are made with, and what stored secrets are sealed with: the same in all instances, and kept when
  /// the keys of access tokens take turns. Without one of its own it is the first secret of access tokens.
  ///
  /// - Throws: `ConfigurationError` where there is none, and where the secret of access tokens was replaced.
  func serverSecret() throws(ConfigurationError) -> [UInt8] {
    if let secret = tokens.serverSecret {
      if let fault = Self.lengthFault("ATLAS_SECRET", secret) { throw ConfigurationError(fault) }
      return Array(secret.utf8)
    }
    if tokens.previousSecret != nil {
      throw ConfigurationError(
        "ATLAS_JWT_PREVIOUS_SECRET needs ATLAS_SECRET, the ATLAS_JWT_SECRET that came first: second factors are sealed "
          + "with it.")
    }
    if environment == .production, tokens.algorithm != .hs256 { throw ConfigurationError(Self.missingServerSecret) }
    return Array(try tokenSecret().utf8)
  }

  private func tokenSecret() throws(ConfigurationError) -> String {
    guard let secret = tokens.secret else {
      if environment == .development { return try HomeFolder(home).tokenSecret() }
      throw ConfigurationError(Self.missingTokenSecret)
    }
    if environment == .production, let fault = secretFault("ATLAS_JWT_SECRET", secret) {
      throw ConfigurationError(fault)
    }
    return secret
  }

  /// The files of a folder that end in `.pem`; others are left alone.
  private static func pemFiles(_ folder: String) throws(TokenKeyError) -> [(id: String, text: String)] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw TokenKeyError("The folder cannot be read.")
    }
    let ending = ".pem"
    return try names.filter { $0.hasSuffix(ending) }.map { name throws(TokenKeyError) in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw TokenKeyError("The file \"\(name)\" cannot be read.")
      }
      return (String(name.dropLast(ending.count)), String(decoding: data, as: UTF8.self))
    }
  }
}
