import FoundationEssentials
import GraphQLHTTP
import GraphQLJSON
import Identity
import Testing

@testable import AtlasServer

@Suite("Settings of access tokens")
struct TokenSettingsTests {
  private let secret = "a secret of the tests, long enough to sign with"

  private func settings(_ variables: [String: String]) throws -> AtlasConfiguration.Tokens {
    try AtlasConfiguration.Tokens { variables[$0] }
  }

  @Test("each variable is read, and without them HS256 signs")
  func variables() throws {
    #expect(try settings([:]).algorithm == .hs256)
    let secrets = try settings(["ATLAS_JWT_SECRET": "new", "ATLAS_JWT_PREVIOUS_SECRET": "old"])
    #expect(secrets.secret == "new")
    #expect(secrets.previousSecret == "old")
    for (name, algorithm) in [("ES256", TokenAlgorithm.es256), ("EdDSA", .edDSA)] {
      let keys = try settings([
        "ATLAS_JWT_ALGORITHM": name, "ATLAS_JWT_KEYS": "keys", "ATLAS_JWT_SIGNING_KEY": "2026",
      ])
      #expect(keys.algorithm == algorithm)
      #expect(keys.keyFolder == "keys")
      #expect(keys.signingKey == "2026")
    }
  }

  @Test(
    "settings that do not go together stop the start",
    arguments: [
      ["ATLAS_JWT_ALGORITHM": "none"], ["ATLAS_JWT_ALGORITHM": "RS256"], ["ATLAS_JWT_ALGORITHM": "ES256"],
      ["ATLAS_JWT_KEYS": "keys"], ["ATLAS_JWT_SIGNING_KEY": "a"], ["ATLAS_JWT_PREVIOUS_SECRET": "old"],
      ["ATLAS_JWT_ALGORITHM": "EdDSA", "ATLAS_JWT_KEYS": "keys", "ATLAS_JWT_SECRET": "new"],
    ])
  func faulty(variables: [String: String]) {
    let error = #expect(throws: ConfigurationError.self) { try settings(variables) }
    #expect(error?.description.contains("ATLAS_JWT_") == true)
  }

  @Test("production starts with no secret that is missing, short, or of development")
  func production() throws {
    try withFolder([:]) { folder in
      var configuration = AtlasConfiguration()
      configuration.home = folder + "/home"
      _ = try configuration.tokenKeys()
      let made = try #require(HomeFolder.storedSecret(configuration.home))
      configuration.environment = .production
      for refused in [nil, "too short", made, String(repeating: "changeme", count: 8)] as [String?] {
        configuration.tokens.secret = refused
        let error = #expect(throws: ConfigurationError.self) { try configuration.tokenKeys() }
        #expect(error?.description.contains(refused ?? "\n") == false, "secrets are not quoted")
      }
      configuration.tokens.secret = secret
      _ = try configuration.tokenKeys()
      configuration.tokens.previousSecret = "too short"
      #expect(throws: ConfigurationError.self) { try configuration.tokenKeys() }
    }
  }

  @Test("a folder of keys is read by the names of its files, and nothing else in it")
  func keyFolder() async throws {
    let text = """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----

      """
    try await withFolder(["2026-11.pem": text, "notes.txt": "no key", ".hidden": ""]) { folder in
      try await withInstance {
        $0.tokens.secret = nil
        $0.tokens.algorithm = .edDSA
        $0.tokens.keyFolder = folder
      } _: { instance in
        let answer = try await instance.respond(HTTPRequestHead(method: "GET", target: "/.well-known/jwks.json"))
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/jwk-set+json")
        #expect(answer.fields["cache-control"] == "public, max-age=300")
        // RFC 8410, section 10: the public half of the key above.
        #expect(answer.text("keys.0.x") == "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE")
        #expect(answer.text("keys.0.kid") == "2026-11")
        #expect(answer["keys.1"] == nil)
        let token = try await instance.register("ada")
        #expect(try await instance.query("{ currentUser { id } }", token: token)["errors"] == nil)
      }
    }
    for files in [[:], ["a.pem": "no key"], ["a b.pem": text]] as [[String: String]] {
      try withFolder(files) { folder in
        var configuration = AtlasConfiguration()
        configuration.tokens.algorithm = .edDSA
        configuration.tokens.keyFolder = folder
        #expect(throws: ConfigurationError.self) { try configuration.tokenKeys() }
      }
    }
  }

  @Test("secrets are not published")
  func noPublicKeys() async throws {
    try await withInstance { instance in
      let answer = try await instance.respond(HTTPRequestHead(method: "GET", target: "/.well-known/jwks.json"))
      #expect(answer.body == .object(["keys": .array([])]))
    }
  }

  /// Runs a test with a folder of files, which is gone afterwards.
  private func withFolder<Value>(
    _ files: [String: String], _ body: (String) async throws -> Value
  ) async throws -> Value {
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }

  private func withFolder<Value>(_ files: [String: String], _ body: (String) throws -> Value) throws -> Value {
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func makeFolder(_ files: [String: String]) throws -> String {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.path + "/token-keys-" + UUID().uuidString
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
    return folder
  }
}
