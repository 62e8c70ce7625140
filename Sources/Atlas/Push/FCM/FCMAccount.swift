import CryptoExtras
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP

/// A service account of Google that may send by Firebase Cloud Messaging.
public struct FCMAccount: Sendable {
  private let email: String
  private let keyID: String?
  private let key: _RSA.Signing.PrivateKey
  /// Where access tokens are made.
  let tokenURL: OutboundURL
  /// Where messages are brought.
  let sendURL: OutboundURL

  /// - Parameters:
  ///   - json: the file of the account as Google's console makes it.
  ///   - service: where messages are brought; another in tests.
  /// - Throws: what is wrong, without the key.
  public init(json: [UInt8], service: String = "https://fcm.googleapis.com") throws(PushConfigurationError) {
    guard json.count <= 64 << 10, let members = (try? JSONParser.parse(json))?.objectValue else {
      throw PushConfigurationError("The file must be a service account in JSON.")
    }
    func text(_ name: String) throws(PushConfigurationError) -> String {
      guard let text = members[name]?.stringValue, !text.isEmpty else {
        throw PushConfigurationError("The service account lacks \"\(name)\".")
      }
      return text
    }
    email = try text("client_email")
    keyID = members["private_key_id"]?.stringValue
    let pem = try text("private_key")
    guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) else {
      throw PushConfigurationError("The \"private_key\" of the service account must be an RSA key in PEM form.")
    }
    self.key = key
    guard let tokenURL = OutboundURL(try text("token_uri")) else {
      throw PushConfigurationError("The \"token_uri\" of the service account must be an https address.")
    }
    self.tokenURL = tokenURL
    let project = try text("project_id")
    guard project.utf8.allSatisfy(Self.isPlain),
      let sendURL = OutboundURL(service)?.appending("/v1/projects/\(project)/messages:send")
    else { throw PushConfigurationError("The \"project_id\" of the service account must be a project's identifier.") }
    self.sendURL = sendURL
  }

  /// Small letters, digits, `-`, and `.` and `:` of projects that belong to a domain.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x3A).contains(byte) || "-.".utf8.contains(byte)
  }

  /// What is exchanged for an access token (RFC 7523, section 3; RS256 of RFC 7518, section 3.3).
  ///
  /// - Parameter now: seconds since 1970.
  func assertion(now: Int) throws -> String {
    var header: JSONObject = ["alg": .string("RS256"), "typ": .string("JWT")]
    header["kid"] = keyID.map { .string($0) }
    return try JSONWebToken.signed(
      header: header,
      claims: [
        "iss": .string(email), "scope": .string("https://www.googleapis.com/auth/firebase.messaging"),
        "aud": .string(tokenURL.text), "iat": .integer(now), "exp": .integer(now + 3_600),
      ],
      by: { Array(try key.signature(for: $0, padding: .insecurePKCS1v1_5).rawRepresentation) })
  }
}
