/// Decoding of string tokens to their values (specification, section 2.9.4).
enum StringContent {
  /// The value of a quoted string token; the lexer has checked its escapes.
  static func decodeQuoted(_ token: Span<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(token.count)
    var position = 1
    while position < token.count - 1 {
      let byte = token[position]
      guard byte == 0x5C else {
        output.append(byte)
        position += 1
        continue
      }
      if token[position + 1] == 0x75, let escape = UnicodeEscape(token, at: position) {
        output.append(contentsOf: String(Character(escape.scalar)).utf8)
        position += escape.length
      } else {
        output.append(simpleEscape(token[position + 1]))
        position += 2
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func simpleEscape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: byte
    }
  }

  /// The value of a block string token: common indentation and blank outer lines removed (`BlockStringValue`).
  static func decodeBlock(_ token: Span<UInt8>) -> String {
    dedent(lines(token)).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// The raw lines between the triple quotes, `\"""` unescaped.
  private static func lines(_ token: Span<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var position = 3
    let end = token.count - 3
    while position < end {
      let byte = token[position]
      switch byte {
      case 0x0D, 0x0A:
        lines.append(line)
        line = []
        if byte == 0x0D && position + 1 < end && token[position + 1] == 0x0A { position += 1 }
        position += 1
      case 0x5C where isTripleQuote(token, position + 1, end):
        line.append(contentsOf: [0x22, 0x22, 0x22])
        position += 4
      default:
        line.append(byte)
        position += 1
      }
    }
    lines.append(line)
    return lines
  }

  private static func isTripleQuote(_ token: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
    position + 2 < end && token[position] == 0x22 && token[position + 1] == 0x22 && token[position + 2] == 0x22
  }

  private static func dedent(_ lines: [[UInt8]]) -> [ArraySlice<UInt8>] {
    var commonIndent = Int.max
    var firstNonEmpty: Int?
    var lastNonEmpty = -1
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
      if indent == line.count { continue }
      firstNonEmpty = firstNonEmpty ?? index
      lastNonEmpty = index
      if index != 0 { commonIndent = min(commonIndent, indent) }
    }
    guard let firstNonEmpty else { return [] }
    return lines[firstNonEmpty...lastNonEmpty].enumerated().map { offset, line in
      firstNonEmpty + offset == 0 ? line[...] : line.dropFirst(min(commonIndent, line.count))
    }
  }
}
