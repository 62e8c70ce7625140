/// The field `tracestate` (W3C Trace Context, section 3.3): `vendor=opaque,other@system=opaque`.
///
/// We have nothing to add to it: it is checked, kept and passed on as it came.
enum TraceState {
  static let fieldName = "tracestate"

  /// How many bytes are passed on at most; the recommendation asks for so many (section 3.3.1.5).
  private static let byteLimit = 512
  private static let memberLimit = 32

  /// The list without white space around its members; nil for one that is empty, too long, or not valid: it counts as
  /// if it were not there then, the `traceparent` does not (section 3.3).
  static func parse(_ text: String) -> String? {
    guard text.utf8.count <= byteLimit else { return nil }
    var members: [String] = []
    var keys: Set<String> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: true) {
      guard let member = trimmed(part.utf8) else { continue }
      guard let end = member.firstIndex(of: UInt8(ascii: "=")), isKey(member[..<end]), isValue(member[(end + 1)...]),
        keys.insert(String(decoding: member[..<end], as: UTF8.self)).inserted
      else { return nil }
      members.append(String(decoding: member, as: UTF8.self))
    }
    guard (1...memberLimit).contains(members.count) else { return nil }
    return members.joined(separator: ",")
  }

  /// Without blanks and tabs at both ends; nil where nothing is left.
  private static func trimmed(_ text: Substring.UTF8View) -> ArraySlice<UInt8>? {
    let bytes = Array(text)
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return bytes[first...last]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Lower case letters, digits and `_-*/`, with at most one `@` in it (section 3.3.1.3.1).
  private static func isKey(_ key: ArraySlice<UInt8>) -> Bool {
    let parts = key.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return isKeyPart(parts[0], atMost: 256, mayBeginWithDigit: true)
    case 2:
      return isKeyPart(parts[0], atMost: 241, mayBeginWithDigit: true)
        && isKeyPart(parts[1], atMost: 14, mayBeginWithDigit: false)
    default: return false
    }
  }

  private static func isKeyPart(_ part: ArraySlice<UInt8>, atMost limit: Int, mayBeginWithDigit: Bool) -> Bool {
    guard let first = part.first, part.count <= limit else { return false }
    guard isLetter(first) || mayBeginWithDigit && isDigit(first) else { return false }
    return part.allSatisfy { isLetter($0) || isDigit($0) || "_-*/".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Visible ASCII and blanks but `,` and `=`, and no blank at the end (section 3.3.1.3.2).
  private static func isValue(_ value: ArraySlice<UInt8>) -> Bool {
    guard let last = value.last, value.count <= 256, last != 0x20 else { return false }
    return value.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
  }
}
