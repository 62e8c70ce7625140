import AtlasKernel
import Crypto
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP

/// Who we are to the push services of browsers (RFC 8292).
public struct VAPIDIdentity: Sendable {
  let key: P256.Signing.PrivateKey
  let subject: String

  /// - Parameters:
  ///   - privateKey: the 32 bytes of a P-256 key in base64url, as tools for Web Push print it.
  ///   - subject: how the operators are reached: `mailto:` or `https:`.
  /// - Throws: what is wrong, without the key.
  public init(privateKey: String, subject: String) throws(PushConfigurationError) {
    guard let bytes = Base64URL.decode(privateKey), bytes.count == 32,
      let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes)
    else { throw PushConfigurationError("The private key must be one of P-256: 32 bytes in base64url.") }
    guard Self.isSubject(subject) else {
      throw PushConfigurationError("The subject must be mailto: and an address, or an https address.")
    }
    self.key = key
    self.subject = subject
  }

  /// What web pages subscribe with: the public key in base64url.
  public var applicationServerKey: String { Base64URL.encode(Array(key.publicKey.x963Representation)) }

  private static func isSubject(_ text: String) -> Bool {
    if text.hasPrefix("https://") { return OutboundURL(text) != nil }
    let parts = text.dropFirst(7).split(separator: "@", omittingEmptySubsequences: false)
    return text.hasPrefix("mailto:") && text.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The value of `Authorization` for a push service (RFC 8292, sections 2 and 3).
  ///
  /// - Parameter end: seconds since 1970, at most a day ahead.
  func authorization(for origin: String, until end: Int) throws -> String {
    let token = try JSONWebToken.signed(
      header: ["typ": .string("JWT"), "alg": .string("ES256")],
      claims: ["aud": .string(origin), "exp": .integer(end), "sub": .string(subject)],
      by: { Array(try key.signature(for: $0).rawRepresentation) })
    return "vapid t=\(token), k=\(applicationServerKey)"
  }
}
