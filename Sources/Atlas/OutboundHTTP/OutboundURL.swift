/// An address that we may ask: `https`, or `http` on this machine's own loopback.
///
/// The grammar is narrow on purpose: no user, no fragment, no character that two readers of addresses could take for
/// different things.
public struct OutboundURL: Sendable, Hashable, CustomStringConvertible {
  /// As it was given.
  public let text: String
  /// A name, or an address in numbers, without the port.
  public let host: String
  /// The port, also where it is the usual one.
  public let port: Int

  /// Nil for any other address.
  public init?(_ text: String) {
    self.init(web: text)
    if !text.hasPrefix("https://"), !Self.isLoopback(host) { return nil }
  }

  /// An address that somebody else has named, also `http` of any host: who asks it must look where it leads.
  public init?(web text: String) {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy(Self.isPlain) else { return nil }
    let isSecure = text.hasPrefix("https://")
    guard isSecure || text.hasPrefix("http://") else { return nil }
    let rest = text.utf8.dropFirst(isSecure ? 8 : 7)
    let authority = String(Substring(rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }))
    guard let host = Self.host(of: authority) else { return nil }
    self.text = text
    self.host = host
    port = Int(authority.dropFirst(host.count + 1)) ?? (isSecure ? 443 : 80)
  }

  /// The address itself: it holds no secret.
  public var description: String { text }

  /// The address with more behind it, as a path is appended to a base.
  public func appending(_ path: String) -> OutboundURL? {
    OutboundURL((text.hasSuffix("/") ? String(text.dropLast()) : text) + path)
  }

  /// Printable ASCII but quotes, brackets, backslash, `#` and `@`; the brackets of `[::1]` are looked at by ``host(of:)``.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}#@".utf8.contains(byte)
  }

  /// The host of `host` or `host:port`.
  private static func host(of authority: String) -> String? {
    if authority == "[::1]" || authority.hasPrefix("[::1]:") {
      return isPort(authority.dropFirst(5)) ? "[::1]" : nil
    }
    let host = authority.prefix { $0 != ":" }
    let isName = host.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    return !host.isEmpty && isName && isPort(authority.dropFirst(host.count)) ? String(host) : nil
  }

  /// Nothing, or a colon and a number.
  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.utf8.first == UInt8(ascii: ":") && UInt16(text.dropFirst()).map { $0 > 0 } ?? false
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
