import FoundationEssentials

/// An SMTP server, as `ATLAS_SMTP_URL` names it: `smtp://user:password@host:587`, `smtps://host` or
/// `smtp+insecure://host`. User and password are percent-encoded.
public struct SMTPServerAddress: Sendable, Hashable {
  /// How the connection is protected.
  public enum Security: Sendable, Hashable {
    /// TLS from the first byte (RFC 8314), port 465.
    case implicitTLS
    /// STARTTLS (RFC 3207), and nothing is sent without it.
    case requiredTLS
    /// STARTTLS where it is offered: for servers of the same machine.
    case offeredTLS
    /// Never: somebody has said so in so many words.
    case none
  }

  /// What a server may ask for (RFC 4954).
  struct Credentials: Sendable, Hashable {
    let user: String
    let password: String
  }

  /// A name or an address.
  public let host: String
  /// 587 for submission, 465 for TLS from the first byte.
  public let port: Int
  /// How the connection is encrypted.
  public let security: Security
  let credentials: Credentials?

  /// Nil for anything else than the forms above.
  public init?(url: String) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host,
      !host.isEmpty, ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil
    else { return nil }
    let bare = host.utf8.first == UInt8(ascii: "[") ? String(host.dropFirst().dropLast()) : host
    switch scheme {
    case "smtps": security = .implicitTLS
    case "smtp": security = Self.isLoopback(bare) ? .offeredTLS : .requiredTLS
    case "smtp+insecure": security = .none
    default: return nil
    }
    let port = parts.port ?? (security == .implicitTLS ? 465 : 587)
    guard (1...65_535).contains(port) else { return nil }
    switch (parts.user, parts.password) {
    case (nil, nil): credentials = nil
    case (let user?, let password?) where !user.isEmpty && Self.isBindable(user) && Self.isBindable(password):
      credentials = Credentials(user: user, password: password)
    default: return nil
    }
    self.host = bare
    self.port = port
  }

  /// AUTH PLAIN separates by U+0000.
  private static func isBindable(_ text: String) -> Bool { !text.utf8.contains(0) }

  private static func isLoopback(_ host: String) -> Bool {
    let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host.lowercased() == "localhost" || host == "::1"
      || (octets.count == 4 && octets[0] == 127 && !octets.contains(nil))
  }
}

extension SMTPServerAddress: CustomStringConvertible, CustomReflectable {
  /// Without the credentials.
  public var description: String { "\(host):\(port)" }
  /// Without the credentials.
  public var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
