/// Which web pages of other origins may use the server (CORS, the Fetch standard, section 3.2).
///
/// There is only an exact list. A `*` would let every page in, and `null` is what any page becomes in a sandbox; neither
/// can be in the list, and an origin that is not in it is never repeated in an answer.
public struct CrossOriginPolicy: Sendable, Equatable {
  /// The origins whose pages may use the server.
  public let allowedOrigins: [String]
  /// Whether such a page may send the cookies of the user. Access tokens need no permission.
  public var allowsCredentials = false
  /// The header fields that such a page may send.
  public var requestFields = [
    "Content-Type", "Authorization", "Last-Event-ID", "GraphQL-Require-Preflight", "Apollo-Require-Preflight",
    "X-Apollo-Operation-Name", "X-GraphQL-Client", "X-GraphQL-Event-Stream-Token",
  ]
  /// The header fields of an answer that such a page may read, besides the few it always may.
  public var exposedFields: [String] = []
  /// How long a browser may go without asking again, in seconds. No browser takes more than a day.
  public var preflightAgeSeconds = 7200

  /// A policy for these origins, such as `https://learn.example` or `http://localhost:5173`.
  ///
  /// - Throws: for a text that no browser sends as an origin, so that a mistake is found when the server starts.
  public init(allowedOrigins: [String]) throws(InvalidOrigin) {
    for origin in allowedOrigins where !Self.isOrigin(origin) { throw InvalidOrigin(origin: origin) }
    self.allowedOrigins = allowedOrigins
  }

  /// A text in a list of origins that is none.
  public struct InvalidOrigin: Error, Equatable, CustomStringConvertible {
    /// The text.
    public let origin: String

    /// Says what an origin looks like.
    public var description: String {
      "\"\(origin)\" is no origin like https://learn.example: a scheme, a host and perhaps a port, in lower case"
    }
  }

  /// The origin of a request, if its pages may use the server. Compared byte by byte: browsers write origins one way.
  func allowedOrigin(of request: HTTPRequestHead) -> String? {
    guard let origin = request.fields["origin"] else { return nil }
    return allowedOrigins.first { $0.utf8.elementsEqual(origin.utf8) }
  }

  /// Whether a text is `scheme://host` or `scheme://host:port` as browsers write it. Schemes of apps are allowed.
  private static func isOrigin(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].isEmpty, parts[0].last == UInt8(ascii: ":"), parts[0].count > 1, !parts[2].isEmpty
    else { return false }
    return parts[0].allSatisfy(isOriginByte) && parts[2].allSatisfy(isOriginByte)
  }

  private static func isOriginByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "+"): true
    case UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: false
    }
  }
}
