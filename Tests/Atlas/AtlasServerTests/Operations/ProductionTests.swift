import FoundationEssentials
import Testing

@testable import AtlasServer

@Suite("What production refuses")
struct ProductionTests {
  /// The least that production takes.
  static let good = [
    "ATLAS_ENV": "production", "ATLAS_JWT_SECRET": "vQ3tYh6Kz0xW8rB2mN5cD7fG9jL1pS4uA6eR8tY0",
    "DATABASE_URL": "postgresql://db.internal/atlas", "ATLAS_SMTP_URL": "smtp://mail.internal",
    "ATLAS_MAIL_FROM": "a@b.test", "ATLAS_PUBLIC_URL": "https://atlas.test", "ATLAS_HOME": "/nowhere",
  ]

  private func refusal(_ changes: [String: String]) -> String? {
    do throws(ConfigurationError) {
      _ = try AtlasConfiguration.fromEnvironment(Self.good.merging(changes) { $1 })
      return nil
    } catch {
      return error.description
    }
  }

  @Test("a whole configuration starts, and so does one that consents to what production does not expect")
  func accepted() {
    #expect(refusal([:]) == nil)
    #expect(refusal(["DATABASE_URL": "", "ATLAS_EMBEDDED_DATABASE": "on"]) == nil)
    #expect(refusal(["ATLAS_SMTP_URL": "files", "ATLAS_MAIL_FROM": ""]) == nil)
    let loopback = ["ATLAS_PUBLIC_URL": "http://127.0.0.1:8080", "ATLAS_ALLOWED_ORIGINS": "http://localhost:5173"]
    #expect(refusal(loopback) == nil)
    #expect(refusal(["ATLAS_SMTP_URL": "files", "ATLAS_PUBLIC_URL": "", "HOST": "127.0.0.1"]) == nil)
  }

  @Test(
    "a secret that is missing, short, or written somewhere is refused by its name, and not quoted",
    arguments: [
      "", "too short to sign with", "changeme-changeme-changeme-changeme", String(repeating: "a1b2", count: 12),
      "please-CHANGE_ME-before-you-go-live-1234", "my_super_secret_jwt_key_for_this_app_2026",
      "0123456789-abcdefghijklmnopqrstuvwxyz-0", "this is an example of a secret, with 1234567",
    ])
  func secrets(secret: String) {
    for name in ["ATLAS_JWT_SECRET", "ATLAS_SECRET"] where !secret.isEmpty || name == "ATLAS_JWT_SECRET" {
      let refusal = refusal([name: secret])
      #expect(refusal?.hasPrefix(name + " ") == true, "\(refusal ?? "")")
      #expect(refusal?.contains("openssl rand") == true)
      #expect(secret.isEmpty || refusal?.contains(secret) == false)
    }
  }

  @Test("the secret that development has made in the same folder is refused")
  func developmentSecret() throws {
    let home = FileManager.default.temporaryDirectory.path + "/production-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    let made = try HomeFolder(home).tokenSecret()
    let refusal = refusal(["ATLAS_HOME": home, "ATLAS_JWT_SECRET": made])
    #expect(refusal?.hasPrefix("ATLAS_JWT_SECRET is a secret of development") == true)
  }

  @Test("keys instead of a secret need a secret for everything else")
  func keys() {
    let keys = ["ATLAS_JWT_SECRET": "", "ATLAS_JWT_ALGORITHM": "EdDSA", "ATLAS_JWT_KEYS": "/nowhere"]
    #expect(refusal(keys)?.hasPrefix("ATLAS_SECRET is missing") == true)
    let secret = Self.good["ATLAS_JWT_SECRET"] ?? ""
    #expect(refusal(keys.merging(["ATLAS_SECRET": secret]) { $1 }) == nil)
  }

  @Test(
    "settings of development are refused, each by its variable and with what to do",
    arguments: [
      ("DATABASE_URL", ["DATABASE_URL": ""]),
      ("ATLAS_SMTP_URL", ["ATLAS_SMTP_URL": "", "ATLAS_MAIL_FROM": ""]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": ""]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "http://atlas.test"]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "", "ATLAS_SMTP_URL": "files", "HOST": "0.0.0.0"]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "", "ATLAS_SMTP_URL": "files", "HOST": "10.0.0.1"]),
      ("ATLAS_ALLOWED_ORIGINS", ["ATLAS_ALLOWED_ORIGINS": "https://learn.test,http://learn.test"]),
      ("ATLAS_ALLOWED_ORIGINS", ["ATLAS_ALLOWED_ORIGINS": "*"]),
      (
        "OAUTH_GOOGLE_ISSUER",
        [
          "OAUTH_GOOGLE_CLIENT_ID": "a", "OAUTH_GOOGLE_CLIENT_SECRET": "b",
          "OAUTH_GOOGLE_ISSUER": "http://127.0.0.1:9", "OAUTH_REDIRECT_URIS": "https://learn.test/back",
        ]
      ),
      (
        "OAUTH_REDIRECT_URIS",
        [
          "OAUTH_GITHUB_CLIENT_ID": "a", "OAUTH_GITHUB_CLIENT_SECRET": "b",
          "OAUTH_REDIRECT_URIS": "http://learn.test/back",
        ]
      ),
    ] as [(String, [String: String])])
  func settings(variable: String, changes: [String: String]) {
    let refusal = refusal(changes)
    #expect(refusal?.hasPrefix(variable) == true, "\(refusal ?? "")")
    #expect(refusal?.contains("\n") == false, "nothing else is refused")
    #expect(self.refusal(changes.merging(["ATLAS_ENV": "development"]) { $1 }) == nil || changes.values.contains("*"))
  }

  @Test("everything that is refused is said at once")
  func all() {
    let refusal = refusal(["ATLAS_JWT_SECRET": "", "DATABASE_URL": "", "ATLAS_PUBLIC_URL": "http://a.test"])
    #expect(refusal?.split(separator: "\n").count == 3)
  }
}
