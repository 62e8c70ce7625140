import FoundationEssentials
import Testing

@testable import AtlasServer

@Suite("What production refuses")
struct ProductionTests {
  /// The least that production takes.
  static let good = [
    "ATLAS_ENV": "production", "ATLAS_JWT_SECRET": "vQ3tYh6Kz0xW8rB2mN5cD7fG9jL1pS4uA6eR8tY0",
    "DATABASE_URL": "postgresql://db.internal/atlas", "ATLAS_SMTP_URL": "smtp://mail.internal",
    "ATLAS_MAIL_FROM": "a@learning.io", "ATLAS_PUBLIC_URL": "https://atlas.learning.io", "ATLAS_HOME": "/nowhere",
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
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "http://atlas.learning.io"]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "", "ATLAS_SMTP_URL": "files", "HOST": "0.0.0.0"]),
      ("ATLAS_PUBLIC_URL", ["ATLAS_PUBLIC_URL": "", "ATLAS_SMTP_URL": "files", "HOST": "10.0.0.1"]),
      ("ATLAS_ALLOWED_ORIGINS", ["ATLAS_ALLOWED_ORIGINS": "https://learning.io,http://learning.io"]),
      ("ATLAS_ALLOWED_ORIGINS", ["ATLAS_ALLOWED_ORIGINS": "*"]),
      (
        "OAUTH_GOOGLE_ISSUER",
        [
          "OAUTH_GOOGLE_CLIENT_ID": "a", "OAUTH_GOOGLE_CLIENT_SECRET": "b",
          "OAUTH_GOOGLE_ISSUER": "http://127.0.0.1:9", "OAUTH_REDIRECT_URIS": "https://learning.io/back",
        ]
      ),
      (
        "OAUTH_REDIRECT_URIS",
        [
          "OAUTH_GITHUB_CLIENT_ID": "a", "OAUTH_GITHUB_CLIENT_SECRET": "b",
          "OAUTH_REDIRECT_URIS": "http://learning.io/back",
        ]
      ),
    ] as [(String, [String: String])])
  func settings(variable: String, changes: [String: String]) {
    let refusal = refusal(changes)
    #expect(refusal?.hasPrefix(variable) == true, "\(refusal ?? "")")
    #expect(refusal?.contains("\n") == false, "nothing else is refused")
    #expect(self.refusal(changes.merging(["ATLAS_ENV": "development"]) { $1 }) == nil || changes.values.contains("*"))
  }

  @Test(
    "a password of the database that everybody tries, or a short one, is refused and not quoted",
    arguments: [
      ("postgres", "postgres"), ("atlas", "atlas"), ("u", "password"), ("u", "secret"), ("u", "changeme"),
      ("u", "Postgres-2026-2026"), ("atlas", "atlas_password_123"), ("u", "supersecret-secret"), ("u", "123456789012"),
      ("learning_app", "learning_app"), ("learning_app", "LearningApp2026!"), ("post", "postgres-postgres"),
      ("u", "tY7fQ2mX9bL"),
    ])
  func databasePasswords(user: String, password: String) {
    let url = "postgresql://\(user):\(password)@db.internal/atlas"
    let replicas = "postgresql://db.internal/atlas,host=10.0.0.9 user=\(user) password=\(password)"
    for (variable, value) in [("DATABASE_URL", url), ("DATABASE_REPLICA_URLS", replicas)] {
      let refusal = refusal([variable: value])
      #expect(refusal?.hasPrefix("\(variable) has a password ") == true, "\(refusal ?? "")")
      #expect(refusal?.contains("\n") == false && refusal?.contains("openssl rand") == true)
      // One is a word of the message.
      #expect(password == "password" || refusal?.contains(password) == false)
      #expect(self.refusal([variable: value, "ATLAS_ENV": "development"]) == nil)
    }
    #expect(refusal(["DATABASE_REPLICA_URLS": replicas])?.contains("at number 2") == true)
  }

  @Test(
    "a long password, none, and any on this machine are taken",
    arguments: [
      "postgresql://atlas:tY7fQ2mX9bLk@db.internal/atlas", "postgresql://atlas:b01dface4f00dbee5a1ad@10.0.0.9/atlas",
      "postgresql://atlas@db.internal/atlas", "postgresql://atlas:@db.internal/atlas",
      "host=db.internal user=atlas dbname=atlas", "postgresql://postgres:postgres@127.0.0.1/atlas",
      "postgresql://postgres:postgres@[::1]:5433/atlas", "host=/run/postgresql user=atlas password=atlas",
      "postgresql://a:the%20atlas%20of%20clouds@db.internal/atlas",
    ])
  func databasePasswordsTaken(url: String) {
    #expect(refusal(["DATABASE_URL": url]) == nil)
    #expect(refusal(["DATABASE_REPLICA_URLS": url]) == nil)
  }

  @Test("one machine of several that is not this one is enough to refuse a password")
  func databasePasswordsOfSeveralHosts() {
    #expect(refusal(["DATABASE_URL": "host=127.0.0.1,db.internal user=atlas password=atlas"]) != nil)
  }

  @Test(
    "names of samples and tests are refused, wherever a name of ours belongs",
    arguments: [
      "atlas.example", "api.learn.EXAMPLE", "atlas.test", "atlas.invalid", "atlas.localhost", "example.com",
      "learn.example.org", "example.net",
    ])
  func sampleNames(name: String) {
    let signIn = ["OAUTH_GITHUB_CLIENT_ID": "a", "OAUTH_GITHUB_CLIENT_SECRET": "b"]
    let settings = [
      ("ATLAS_PUBLIC_URL", "https://\(name):8443/atlas", name), ("ATLAS_MAIL_FROM", "Atlas <a@\(name)>", name),
      // Browsers write origins in small letters, and others are no setting at all.
      ("ATLAS_ALLOWED_ORIGINS", "https://learning.io,https://\(name.lowercased())", name.lowercased()),
      ("OAUTH_REDIRECT_URIS", "https://learning.io/back,https://\(name)/back", name),
    ]
    for (variable, value, seen) in settings {
      let refusal = refusal([variable: value].merging(signIn) { $1 }.merging(Self.returning) { old, _ in old })
      #expect(refusal?.hasPrefix("\(variable) has \(seen), ") == true, "\(refusal ?? "")")
      #expect(refusal?.contains("\n") == false, "nothing else is refused")
    }
  }

  private static let returning = ["OAUTH_REDIRECT_URIS": "https://learning.io/back"]

  @Test(
    "names that only look like those of samples are taken",
    arguments: ["atlas.contest", "myexample.com", "exam-ple.com", "example.io", "example.com.learning.io"])
  func otherNames(name: String) {
    #expect(refusal(["ATLAS_PUBLIC_URL": "https://\(name)/a.test", "ATLAS_MAIL_FROM": "a@\(name)"]) == nil)
  }

  @Test("what the folder Deployment ships as a sample is refused until it is replaced")
  func shippedSample() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
    let file = URL(filePath: root + "/Deployment/kubernetes/atlas.properties")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "=", maxSplits: 1)
      settings[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    let secrets = ["ATLAS_S3_ACCESS_KEY": "a", "ATLAS_S3_SECRET_KEY": "b"]
    let refusal = refusal(settings.merging(secrets) { $1 })
    let names = (refusal ?? "").split(separator: "\n").map { line in String(line.prefix { $0 != " " }) }
    #expect(names == ["ATLAS_PUBLIC_URL", "ATLAS_ALLOWED_ORIGINS", "ATLAS_MAIL_FROM"])
    let replaced = settings.mapValues { value in
      value.replacing("atlas.example", with: "atlas.learning.io").replacing("learn.example", with: "learning.io")
    }
    #expect(self.refusal(replaced.merging(secrets) { $1 }) == nil)
  }

  @Test("everything that is refused is said at once")
  func all() {
    let refusal = refusal(["ATLAS_JWT_SECRET": "", "DATABASE_URL": "", "ATLAS_PUBLIC_URL": "http://learning.io"])
    #expect(refusal?.split(separator: "\n").count == 3)
  }
}
