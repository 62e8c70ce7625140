/// A piece of printed text, of which the next larger piece is made.
///
/// Its length decides whether a list of arguments or values still fits on one line.
struct PrintedText {
  /// The longest line that arguments, lists and objects may make before they are spread over several lines.
  static let maxLineLength = 80

  private(set) var bytes: [UInt8]

  init(_ text: String = "") { bytes = Array(text.utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
  var isMultiline: Bool { bytes.contains(0x0A) }

  /// The length in UTF-16 units, line ends included, as the reference implementation counts it.
  var length: Int {
    bytes.reduce(into: 0) { count, byte in
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    }
  }

  /// The text with every line two spaces to the right.
  var indented: PrintedText {
    guard !isEmpty else { return self }
    var result = PrintedText("  ")
    for byte in bytes {
      result.bytes.append(byte)
      if byte == 0x0A { result.bytes += [0x20, 0x20] }
    }
    return result
  }

  /// The text between two others; nothing where it is empty.
  func wrapped(_ start: String, _ end: String = "") -> PrintedText {
    isEmpty ? self : PrintedText(start) + self + PrintedText(end)
  }

  static func + (left: PrintedText, right: PrintedText) -> PrintedText {
    var result = left
    result.bytes += right.bytes
    return result
  }

  /// The pieces that are not empty, with a separator between them.
  static func joined(_ pieces: [PrintedText], _ separator: String = "") -> PrintedText {
    let between = Array(separator.utf8)
    var result = PrintedText()
    for piece in pieces where !piece.isEmpty {
      if !result.isEmpty { result.bytes += between }
      result.bytes += piece.bytes
    }
    return result
  }

  /// The pieces on lines of their own, indented, in braces; nothing where there are none.
  static func block(_ pieces: [PrintedText]) -> PrintedText {
    joined(pieces, "\n").indented.wrapped("{\n", "\n}")
  }
}
