/// An e-mail address as accounts are found by it: its ASCII letters in lower case, nothing else changed.
///
/// The scalar `EmailAddress` has checked the grammar of addresses that register. This type is the last word before the
/// database: nothing is trimmed or guessed, a text with a space in it is no address.
struct EmailAddress: Hashable, Sendable {
  let text: String

  /// Nil where the text cannot be an address.
  init?(_ text: String) {
    let bytes = text.utf8.map { byte in (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    guard (3...254).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
      let at = bytes.firstIndex(of: Self.at), at > 0, at < bytes.count - 1, bytes.lastIndex(of: Self.at) == at
    else { return nil }
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// What stands before the @.
  var localPart: String { String(decoding: text.utf8.prefix { $0 != Self.at }, as: UTF8.self) }

  private static let at = UInt8(ascii: "@")
}
