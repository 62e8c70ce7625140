/// A mailbox (RFC 5321, section 4.1.2) of plain ASCII, and the name of whoever has it.
///
/// Quoted local parts and address literals are refused: nobody has them, and they are where injections hide.
public struct MailAddress: Sendable, Hashable {
  /// The name that mail programs show.
  public let name: String?
  /// `local@domain`.
  public let address: String

  /// - Throws: a permanent error where this is no address, or the name has control characters.
  public init(name: String? = nil, _ address: String) throws(MailError) {
    guard Self.isMailbox(Array(address.utf8)) else { throw .permanent("This is no address that mail can be sent to.") }
    if let name { try MailHeader.check(name) }
    self.name = name
    self.address = address
  }

  /// Reads `Atlas <no-reply@atlas.example>` or the address alone; nil for anything else.
  public init?(text: String) {
    let parts = text.split(separator: "<", omittingEmptySubsequences: false)
    if parts.count == 1 {
      try? self.init(text)
    } else {
      guard parts.count == 2, parts[1].utf8.last == UInt8(ascii: ">") else { return nil }
      var name = parts[0]
      while name.utf8.last == UInt8(ascii: " ") { name.removeLast() }
      try? self.init(name: name.isEmpty ? nil : String(name), String(parts[1].dropLast()))
    }
  }

  /// What stands behind the @.
  public var domain: Substring { address.drop { $0 != "@" }.dropFirst() }

  private static func isMailbox(_ bytes: [UInt8]) -> Bool {
    guard (3...254).contains(bytes.count), let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
    let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
    return (1...64).contains(local.count) && local.allSatisfy { isAtomText($0) || $0 == UInt8(ascii: ".") }
      && isDomain(domain)
  }

  /// RFC 5322, section 3.2.3.
  private static func isAtomText(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
