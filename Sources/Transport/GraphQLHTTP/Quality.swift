/// The weight that a client gives to what it accepts, in thousandths (RFC 9110, section 12.4.2).
enum Quality {
  static let full = 1000

  /// The weight of a range of an `Accept` header: all when it says none, nothing when what it says is malformed.
  static func weight(of range: MediaType, _ bytes: Span<UInt8>) -> Int? {
    guard let text = range["q", bytes] else { return full }
    return thousandths(text.utf8.span)
  }

  /// `0`, `0.5`, `1.000`: at most three digits behind the point, at most one in value.
  static func thousandths(_ text: Span<UInt8>) -> Int? {
    guard text.count > 0, text[0] == UInt8(ascii: "0") || text[0] == UInt8(ascii: "1") else { return nil }
    var result = text[0] == UInt8(ascii: "1") ? full : 0
    guard text.count > 1 else { return result }
    guard text[1] == UInt8(ascii: "."), text.count <= 5 else { return nil }
    var unit = 100
    for index in 2..<text.count {
      guard text[index] &- 0x30 < 10 else { return nil }
      result += Int(text[index] &- 0x30) * unit
      unit /= 10
    }
    return result <= full ? result : nil
  }
}
