import AtlasKernel
import Crypto
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP

/// What a browser gives to those who may send it messages: a `PushSubscription` as JSON (Push API, section 7).
///
/// Anybody may have made it up, and we send requests where it says: the endpoint must be `https` of a name, at the usual
/// port. Where the name leads is looked at when something is sent.
public struct WebPushSubscription: Sendable {
  /// Where messages are brought.
  let endpoint: OutboundURL
  /// The browser's key that messages are encrypted for.
  let key: P256.KeyAgreement.PublicKey
  /// What only the browser and we know.
  let secret: [UInt8]

  /// Bytes of a subscription.
  private static let bytesLimit = 4096

  /// Nil for anything else than a subscription that messages can be sent to: `{"endpoint": "https://...", "keys":
  /// {"p256dh": ..., "auth": ...}}`, the keys in base64url; other members are left alone.
  public init?(_ json: String) {
    let limits = JSONParser.Limits(depth: 4, membersPerObject: 16, elementsPerArray: 16)
    guard json.utf8.count <= Self.bytesLimit,
      let members = (try? JSONParser.parse(json, limits: limits))?.objectValue,
      let endpoint = members["endpoint"]?.stringValue.flatMap({ OutboundURL(web: $0) }), Self.isAllowed(endpoint),
      let keys = members["keys"]?.objectValue,
      let point = keys["p256dh"]?.stringValue.flatMap({ Base64URL.decode($0) }), point.count == 65,
      let key = try? P256.KeyAgreement.PublicKey(x963Representation: point),
      let secret = keys["auth"]?.stringValue.flatMap({ Base64URL.decode($0) }), secret.count == 16
    else { return nil }
    self.endpoint = endpoint
    self.key = key
    self.secret = secret
  }

  /// Who the endpoint belongs to (RFC 6454, section 6.2).
  var origin: String { "https://\(endpoint.host.lowercased())" }

  /// A name has a dot, and does not end in a number: else it is an address, in one of the many ways to write one.
  private static func isAllowed(_ url: OutboundURL) -> Bool {
    let labels = url.host.split(separator: ".", omittingEmptySubsequences: false)
    guard url.text.hasPrefix("https://"), url.port == 443, labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }),
      let first = labels.last?.utf8.first
    else { return false }
    return !(0x30...0x39).contains(first)
  }
}
