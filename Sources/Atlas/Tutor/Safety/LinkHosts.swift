/// Where links of answers may lead.
struct LinkHosts: Sendable {
  /// In lower case.
  private let hosts: Set<String>

  /// Links lead nowhere.
  static let none = LinkHosts([])

  init(_ hosts: [String]) { self.hosts = Set(hosts.map { $0.lowercased() }) }

  /// The address itself where it may be followed: HTTPS, one of the hosts, no port, no user, nothing but plain
  /// characters, and no other address within it, to which a host might send on.
  func allowed(_ address: String) -> String? {
    let scheme = "https://"
    guard address.utf8.count <= 1000, address.lowercased().hasPrefix(scheme),
      address.utf8.allSatisfy(Self.isPlain)
    else { return nil }
    let rest = address.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest.dropFirst(host.count).lowercased()
    guard !path.contains("://"), !path.contains("www.") else { return nil }
    return hosts.contains(host.lowercased()) ? address : nil
  }

  /// The same for what stands in a link's parentheses. Its title is left out.
  func allowed(destination: String) -> String? {
    guard let first = destination.split(whereSeparator: \.isWhitespace).first else { return nil }
    guard first.hasPrefix("<"), first.hasSuffix(">") else { return allowed(String(first)) }
    return allowed(String(first.dropFirst().dropLast()))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch UInt8(ascii: "!")...UInt8(ascii: "~") ~= byte ? byte : 0 {
    case 0, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "*"):
      false
    default: true
    }
  }
}

extension LinkHosts {
  /// Whether a client may make a link of a word by itself.
  static func looksLikeAddress(_ word: String) -> Bool {
    let word = word.lowercased()
    if word.contains("://") || word.hasPrefix("www.") { return true }
    if schemes.contains(where: { word.hasPrefix($0) && word.utf8.count > $0.utf8.count }) { return true }
    if let at = word.firstIndex(of: "@") { return at != word.startIndex && word[at...].contains(".") }
    return isHostWithPath(word)
  }

  private static let schemes = [
    "javascript:", "vbscript:", "data:", "file:", "mailto:", "tel:", "sms:", "xmpp:", "blob:",
  ]

  /// "evil.example/path", "evil.example:80".
  private static func isHostWithPath(_ word: String) -> Bool {
    let host = word.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    guard host.count < word.count else { return false }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last, last.count >= 2 else {
      return false
    }
    return last.allSatisfy(\.isLetter)
  }
}
