import AtlasKernel
import CryptoExtras
import GraphQLJSON
import Testing

@testable import Push

@Suite("What messages are sent with")
struct PushConfigurationTests {
  /// RFC 8291, appendix A: any key will do.
  private let key = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"

  private func fault(_ make: () throws(PushConfigurationError) -> Void) -> String? {
    do throws(PushConfigurationError) {
      try make()
      return nil
    } catch {
      return error.description
    }
  }

  @Test("a key of tools for Web Push is taken, and its public half is what they say")
  func vapid() throws {
    let identity = try VAPIDIdentity(privateKey: key, subject: "mailto:ops@atlas.example")
    #expect(
      identity.applicationServerKey
        == "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")
    #expect(try VAPIDIdentity(privateKey: key, subject: "https://atlas.example/contact").subject.hasPrefix("https"))
  }

  @Test("what is wrong with a key or a subject is said without the key")
  func vapidFaults() {
    let order = Base64URL.encode([UInt8](repeating: 0xFF, count: 32))
    for wrong in [
      "", "abc", key + "=", String(key.dropLast()), order, Base64URL.encode([UInt8](repeating: 0, count: 32)),
    ] {
      let fault = fault { () throws(PushConfigurationError) in
        _ = try VAPIDIdentity(privateKey: wrong, subject: "mailto:ops@atlas.example")
      }
      #expect(fault == "The private key must be one of P-256: 32 bytes in base64url.", "\(wrong)")
    }
    for wrong in ["", "ops@atlas.example", "mailto:", "mailto:ops", "mailto:a@b c", "http://atlas.example", "https://"]
    {
      let fault = fault { () throws(PushConfigurationError) in
        _ = try VAPIDIdentity(privateKey: key, subject: wrong)
      }
      #expect(fault == "The subject must be mailto: and an address, or an https address.", "\(wrong)")
    }
  }

  @Test("an account needs each of its members, and what is wrong is said without the key")
  func account() throws {
    let members = try ServiceAccount.members()
    func fault(_ change: (inout JSONObject) -> Void) -> String? {
      var changed = members
      change(&changed)
      return self.fault { () throws(PushConfigurationError) in
        _ = try FCMAccount(json: JSONValue.object(changed).serialized())
      }
    }
    #expect(fault { _ in } == nil)
    #expect(fault { $0["private_key_id"] = nil } == nil)
    for name in ["project_id", "private_key", "client_email", "token_uri"] {
      #expect(fault { $0[name] = nil } == "The service account lacks \"\(name)\".")
      #expect(fault { $0[name] = .number("1") } == "The service account lacks \"\(name)\".")
    }
    let short = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1024)).pkcs8PEMRepresentation
    for wrong in ["a secret", short] {
      #expect(
        fault { $0["private_key"] = .string(wrong) }
          == "The \"private_key\" of the service account must be an RSA key in PEM form.")
    }
    for wrong in ["a/../b", "a?b", "a b", "A"] {
      #expect(
        fault { $0["project_id"] = .string(wrong) }
          == "The \"project_id\" of the service account must be a project's identifier.")
    }
    #expect(
      fault { $0["token_uri"] = .string("http://oauth2.example/token") }
        == "The \"token_uri\" of the service account must be an https address.")
    for text in ["", "{", "[]", String(repeating: " ", count: 70_000) + "{}"] {
      let fault = self.fault { () throws(PushConfigurationError) in _ = try FCMAccount(json: Array(text.utf8)) }
      #expect(fault == "The file must be a service account in JSON.")
    }
  }
}
