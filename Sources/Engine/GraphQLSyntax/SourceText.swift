/// Reading positions and characters of a document's bytes. Used for messages only, never while lexing well-formed text.
struct SourceText {
  let bytes: [UInt8]

  /// The location of a byte offset. A line ends at LF, CR or the pair (specification, section 2.1.3).
  func location(at offset: Int) -> SourceLocation {
    var line = 1
    var column = 1
    var index = 0
    let end = min(offset, bytes.count)
    while index < end {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x0A:
        line += 1
        column = 1
      case 0x0D:
        if index < bytes.count && bytes[index] == 0x0A {
          if index >= end { return SourceLocation(line: line, column: column + 1) }
          index += 1
        }
        line += 1
        column = 1
      case 0x80...0xBF: break
      case 0xF0...0xFF: column += 2
      default: column += 1
      }
    }
    return SourceLocation(line: line, column: column)
  }

  /// The code point that begins at an offset, or nil at the end of the text.
  func codePoint(at offset: Int) -> UInt32? {
    guard offset < bytes.count else { return nil }
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar.value }
    return 0xFFFD
  }

  /// A code point as messages name it: `"x"`, `'"'`, `U+000A` or `<EOF>`.
  func describeCodePoint(at offset: Int) -> String {
    guard let code = codePoint(at: offset) else { return "<EOF>" }
    if code == 0x22 { return "'\"'" }
    if code >= 0x20 && code <= 0x7E, let scalar = Unicode.Scalar(code) { return "\"\(Character(scalar))\"" }
    let hex = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// At most `count` characters from an offset, without cutting a code point.
  func slice(at offset: Int, characters count: Int) -> String {
    let start = min(offset, bytes.count)
    let window = bytes[start..<min(start + count * 4, bytes.count)]
    return String(String(decoding: window, as: UTF8.self).unicodeScalars.prefix(count).map(Character.init))
  }
}
