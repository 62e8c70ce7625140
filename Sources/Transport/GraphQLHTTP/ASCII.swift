/// Text rules of HTTP, which are rules about ASCII bytes and not about characters.
///
/// Header values are read where they lie: a piece of one is a range of its bytes, and nothing is copied or lower-cased.
enum ASCII {
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  static func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
    let (one, other) = (left.utf8.span, right.utf8.span)
    guard one.count == other.count else { return false }
    for index in one.indices where lowercased(one[index]) != lowercased(other[index]) { return false }
    return true
  }

  /// Whether a piece is this name, in whatever case both are.
  static func isName(_ name: String, _ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    let name = name.utf8.span
    guard place.count == name.count else { return false }
    for index in name.indices where lowercased(bytes[place.lowerBound + index]) != lowercased(name[index]) {
      return false
    }
    return true
  }

  /// A piece without spaces and tabs at its ends.
  static func trimmed(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Range<Int> {
    var (lower, upper) = (place.lowerBound, place.upperBound)
    while lower < upper, isBlank(bytes[lower]) { lower += 1 }
    while lower < upper, isBlank(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// Where the next separator stands that is not in a quoted string, or the end of the place.
  static func firstIndex(of separator: UInt8, _ bytes: Span<UInt8>, _ place: Range<Int>) -> Int {
    var isQuoted = false
    var index = place.lowerBound
    while index < place.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted {
        if byte == UInt8(ascii: "\\") { index += 1 }
      } else if byte == separator {
        return index
      }
      index += 1
    }
    return place.upperBound
  }

  /// Hands over the elements of a comma-separated list, empty ones too.
  static func forEachElement(of list: Span<UInt8>, _ body: (Span<UInt8>, Range<Int>) -> Void) {
    var start = 0
    while start < list.count {
      let end = firstIndex(of: UInt8(ascii: ","), list, start..<list.count)
      body(list, trimmed(list, start..<end))
      start = end + 1
    }
  }

  /// Whether a comma-separated list has an element that passes a test.
  static func containsElement(_ list: Span<UInt8>, _ test: (Span<UInt8>, Range<Int>) -> Bool) -> Bool {
    var isFound = false
    forEachElement(of: list) { list, place in isFound = isFound || test(list, place) }
    return isFound
  }

  /// Whether a piece is a token (RFC 9110, section 5.6.2).
  static func isToken(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    for index in place where !isTokenByte(bytes[index]) { return false }
    return !place.isEmpty
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte < 64 ? lowTokenBytes & (1 << UInt64(byte)) != 0 : byte < 128 && highTokenBytes & (1 << UInt64(byte - 64)) != 0
  }

  /// A bit for each byte below 64 that a token may hold: visible ones but `"(),/:;<=>?`.
  private static let lowTokenBytes: UInt64 = 0x03FF_6CFA_0000_0000
  /// The same for 64 to 127: visible ones but `@[\]{}`.
  private static let highTokenBytes: UInt64 = 0x57FF_FFFF_C7FF_FFFE
}
