/// The coding of bodies: lines of ASCII, none longer than 76 characters (RFC 2045, section 6.7).
enum QuotedPrintable {
  /// The coded text with CRLF at the end of each line. Lines of the text end with LF or CRLF.
  static func encode(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    // A line break at the end ends the last line; it does not begin another one.
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let isCRLF = line.last == UInt8(ascii: "\r")
      append(Array(isCRLF ? line.dropLast() : line), to: &output)
      output += crlf
    }
    return output
  }

  private static func append(_ line: [UInt8], to output: inout [UInt8]) {
    var column = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let coded = isLiteral(byte, isLast: isLast) ? [byte] : [UInt8(ascii: "="), digit(byte >> 4), digit(byte & 15)]
      if column + coded.count > lineLength - 1 {
        output.append(UInt8(ascii: "="))
        output += crlf
        column = 0
      }
      output += coded
      column += coded.count
    }
  }

  /// White space at the end of a line would be lost on the way.
  private static func isLiteral(_ byte: UInt8, isLast: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "="): false
    case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
    default: (0x21...0x7E).contains(byte)
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static let lineLength = 76
  private static let crlf = Array("\r\n".utf8)
}
