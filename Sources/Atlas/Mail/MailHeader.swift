import FoundationEssentials

/// Texts in header fields (RFC 5322, section 2.2; RFC 2047).
enum MailHeader {
  /// - Throws: a permanent error for control characters, CR and LF before all: they would begin another field.
  static func check(_ text: String) throws(MailError) {
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw .permanent("A header field of the mail contains a control character.")
    }
  }

  /// A checked text as it stands behind the name of a field: as it is where that is safe, else in encoded words.
  static func text(_ text: String) -> String { isPlain(text) ? text : encodedWords(text) }

  /// `name <address>`, or the address alone.
  static func mailbox(_ mailbox: MailAddress) -> String {
    guard let name = mailbox.name else { return mailbox.address }
    return "\(text(name)) <\(mailbox.address)>"
  }

  /// Words that mean the same in any field, unquoted, on one line.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 60 && text.utf8.first != 0x20 && text.utf8.last != 0x20
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || " '-_!".utf8.contains(byte)
      }
  }

  /// Each word holds whole characters, and no line is longer than 76 (RFC 2047, section 2).
  private static func encodedWords(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > wordBytes { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  private static let wordBytes = 39
}
