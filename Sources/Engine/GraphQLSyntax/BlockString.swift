/// Printing of block strings (specification, section 2.9.4).
public enum BlockString {
  /// The value as a block string, on lines of its own where that reads better.
  ///
  /// - Parameter minimize: leaves out every line end that the value does not need.
  public static func print(_ value: String, minimize: Bool = false) -> String {
    let bytes = Array(value.utf8)
    let escaped = escape(bytes)
    let lines = lines(of: escaped)
    let isSingleLine = lines.count == 1
    // Without a leading line end the indentation common to the other lines would be removed when it is read again.
    let forcesLeadingLine = !isSingleLine && lines.dropFirst().allSatisfy { $0.first.map(isWhitespace) ?? true }
    let endsWithTripleQuote = escaped.suffix(4).elementsEqual(escapedTripleQuote)
    let forcesTrailingLine = bytes.last == 0x22 && !endsWithTripleQuote || bytes.last == 0x5C
    let isSpread =
      !minimize
      && (!isSingleLine || value.utf16.count > 70 || forcesTrailingLine || forcesLeadingLine || endsWithTripleQuote)
    let skipsLeadingLine = isSingleLine && (bytes.first.map(isWhitespace) ?? false)
    let before = isSpread && !skipsLeadingLine || forcesLeadingLine ? "\n" : ""
    let after = isSpread || forcesTrailingLine ? "\n" : ""
    return "\"\"\"" + before + String(decoding: escaped, as: UTF8.self) + after + "\"\"\""
  }

  /// Whether reading the printed block string gives the value again, and reads well.
  public static func canRepresent(_ value: String) -> Bool {
    if value.isEmpty { return true }
    var isEmptyLine = true
    var hasIndent = false
    var hasCommonIndent = true
    var hasSeenLine = false
    for byte in value.utf8 {
      switch byte {
      case 0x0A:
        if isEmptyLine && !hasSeenLine { return false }
        hasSeenLine = true
        isEmptyLine = true
        hasIndent = false
      case 0x20, 0x09: hasIndent = hasIndent || isEmptyLine
      case 0x00...0x0F: return false
      default:
        hasCommonIndent = hasCommonIndent && hasIndent
        isEmptyLine = false
      }
    }
    return !isEmptyLine && !(hasCommonIndent && hasSeenLine)
  }

  private static let escapedTripleQuote: [UInt8] = [0x5C, 0x22, 0x22, 0x22]

  private static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Puts a backslash before every triple quote.
  private static func escape(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: escapedTripleQuote.dropFirst()) {
        result += escapedTripleQuote
        position += 3
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(bytes[start..<position - 1])
      if byte == 0x0D && position < bytes.count && bytes[position] == 0x0A { position += 1 }
      start = position
    }
    lines.append(bytes[start...])
    return lines
  }
}
