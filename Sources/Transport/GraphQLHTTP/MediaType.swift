/// A media type or media range with its parameters (RFC 9110, section 8.3.1), as places in the bytes of a header value.
///
/// The bytes are handed to every method instead of being stored, because a `Span` does not outlive its owner.
struct MediaType {
  private let type: Range<Int>
  private let subtype: Range<Int>
  /// What stands behind the first `;`.
  private let parameters: Range<Int>

  /// Reads `type/subtype; name=value; name="value"`; `nil` when it is not of that form.
  init?(_ bytes: Span<UInt8>, _ place: Range<Int>) {
    let end = ASCII.firstIndex(of: UInt8(ascii: ";"), bytes, place)
    let slash = ASCII.firstIndex(of: UInt8(ascii: "/"), bytes, place.lowerBound..<end)
    guard slash < end else { return nil }
    type = ASCII.trimmed(bytes, place.lowerBound..<slash)
    subtype = ASCII.trimmed(bytes, slash + 1..<end)
    parameters = min(end + 1, place.upperBound)..<place.upperBound
    guard ASCII.isToken(bytes, type), ASCII.isToken(bytes, subtype), hasWellFormedParameters(bytes) else { return nil }
  }

  /// Reads a whole header value.
  init?(_ bytes: Span<UInt8>) { self.init(bytes, 0..<bytes.count) }

  /// Whether this names a type; the names are written in lower case.
  func isNamed(_ type: String, _ subtype: String, _ bytes: Span<UInt8>) -> Bool {
    ASCII.isName(subtype, bytes, self.subtype) && ASCII.isName(type, bytes, self.type)
  }

  /// How exactly this range names a type: 2 by name, 1 by `type/*`, 0 by `*/*`, nothing when it does not match.
  func specificity(_ type: String, _ subtype: String, _ bytes: Span<UInt8>) -> Int? {
    if ASCII.isName(type, bytes, self.type) {
      return ASCII.isName(subtype, bytes, self.subtype) ? 2 : ASCII.isName("*", bytes, self.subtype) ? 1 : nil
    }
    return isNamed("*", "*", bytes) ? 0 : nil
  }

  /// Whether the text is UTF-8, which it is when nothing else is said.
  func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    guard let charset = self["charset", bytes] else { return true }
    return ASCII.equalIgnoringCase(charset, "utf-8") || ASCII.equalIgnoringCase(charset, "utf8")
  }

  /// The value of the first parameter of this (lower case) name, without its quotes.
  subscript(name: String, bytes: Span<UInt8>) -> String? {
    var rest = parameters
    while let parameter = Self.next(&rest, bytes) {
      if ASCII.isName(name, bytes, parameter.name) { return Self.unquoted(bytes, parameter.value) }
    }
    return nil
  }

  private func hasWellFormedParameters(_ bytes: Span<UInt8>) -> Bool {
    var rest = parameters
    while let parameter = Self.next(&rest, bytes) {
      guard ASCII.isToken(bytes, parameter.name) else { return false }
    }
    return true
  }

  /// Takes the next parameter that is not empty. One without `=` has no name, so it is not well formed.
  private static func next(
    _ rest: inout Range<Int>, _ bytes: Span<UInt8>
  ) -> (name: Range<Int>, value: Range<Int>)? {
    while !rest.isEmpty {
      let end = ASCII.firstIndex(of: UInt8(ascii: ";"), bytes, rest)
      let piece = ASCII.trimmed(bytes, rest.lowerBound..<end)
      rest = min(end + 1, rest.upperBound)..<rest.upperBound
      if piece.isEmpty { continue }
      guard let equals = piece.first(where: { bytes[$0] == UInt8(ascii: "=") }) else {
        return (piece.lowerBound..<piece.lowerBound, piece)
      }
      return (
        ASCII.trimmed(bytes, piece.lowerBound..<equals), ASCII.trimmed(bytes, equals + 1..<piece.upperBound)
      )
    }
    return nil
  }

  private static func unquoted(_ bytes: Span<UInt8>, _ place: Range<Int>) -> String {
    var place = place
    var isQuoted = false
    let quote = UInt8(ascii: "\"")
    if place.count >= 2, bytes[place.lowerBound] == quote, bytes[place.upperBound - 1] == quote {
      place = place.lowerBound + 1..<place.upperBound - 1
      isQuoted = true
    }
    return unsafe String(unsafeUninitializedCapacity: place.count) { content in
      var count = 0
      var isEscaped = false
      for index in place {
        isEscaped = isQuoted && !isEscaped && bytes[index] == UInt8(ascii: "\\")
        if isEscaped { continue }
        // Safe: no more bytes are written than the place has.
        unsafe content[count] = bytes[index]
        count += 1
      }
      return count
    }
  }
}
