/// What a line of Markdown begins.
enum MarkdownLine {
  struct Marker {
    let number: Int?
    /// Of the marker and the space behind it.
    let width: Int
    let mayInterrupt: Bool
  }

  /// Tabs as spaces, to stops of four.
  static func expanded(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard line.contains(0x09) else { return line }
    var out: [UInt8] = []
    for byte in line {
      if byte == 0x09 {
        out += [UInt8](repeating: 0x20, count: 4 - out.count % 4)
      } else {
        out.append(byte)
      }
    }
    return out[...]
  }

  /// A line without the marks of quotes.
  static func unquoted(_ raw: ArraySlice<UInt8>) -> MarkdownReader.Line {
    var line = expanded(raw)
    var isQuoted = false
    while true {
      let indent = line.prefix { $0 == 0x20 }.count
      guard indent < 4, line.dropFirst(indent).first == UInt8(ascii: ">") else {
        let blank = line.dropFirst(indent).allSatisfy(\.isWhitespace)
        return MarkdownReader.Line(bytes: line, indent: blank ? line.count : indent, isQuoted: isQuoted)
      }
      isQuoted = true
      line = line.dropFirst(indent + 1)
      if line.first == 0x20 { line = line.dropFirst() }
    }
  }

  static func startsBlock(_ text: ArraySlice<UInt8>) -> Bool {
    marker(text) != nil || heading(text) != nil || fence(text) != nil || isRule(text)
  }

  static func heading(_ text: ArraySlice<UInt8>) -> (level: Int, text: ArraySlice<UInt8>)? {
    let level = text.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level) else { return nil }
    var rest = text.dropFirst(level)
    guard rest.isEmpty || rest.first?.isBlank == true else { return nil }
    rest = rest.trimmed
    // A name for links behind the text is not part of it.
    if rest.last == UInt8(ascii: "}"), let open = rest.lastIndex(of: UInt8(ascii: "{")),
      rest[(open + 1)...].first == UInt8(ascii: "#")
    {
      rest = rest[..<open].trimmed
    }
    let closing = rest.reversed().prefix { $0 == UInt8(ascii: "#") }.count
    let isClosed = closing > 0 && (closing == rest.count || rest.dropLast(closing).last?.isBlank == true)
    return (level, isClosed ? rest.dropLast(closing).trimmed : rest)
  }

  /// 1 for a row of equals signs, 2 for one of dashes.
  static func underline(_ text: ArraySlice<UInt8>) -> Int? {
    let row = text.trimmed
    guard let mark = row.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return nil }
    guard row.allSatisfy({ $0 == mark }) else { return nil }
    return mark == UInt8(ascii: "=") ? 1 : 2
  }

  static func isRule(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.first, mark == 0x2D || mark == 0x2A || mark == 0x5F else { return false }
    var marks = 0
    for byte in text {
      if byte == mark { marks += 1 } else if !byte.isBlank { return false }
    }
    return marks >= 3
  }

  static func fence(_ text: ArraySlice<UInt8>) -> (mark: UInt8, length: Int, language: String)? {
    guard let mark = text.first, mark == 0x60 || mark == UInt8(ascii: "~") else { return nil }
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length).trimmed
    guard length >= 3, mark != 0x60 || !info.contains(0x60) else { return nil }
    return (mark, length, info.prefix { !$0.isWhitespace && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "{") }.text)
  }

  static func closes(_ text: ArraySlice<UInt8>, _ mark: UInt8, _ length: Int) -> Bool {
    let row = text.trimmed
    return row.count >= length && row.allSatisfy { $0 == mark }
  }

  static func marker(_ text: ArraySlice<UInt8>) -> Marker? {
    guard let first = text.first else { return nil }
    var number: Int?
    var width = 1
    if first.isDigit {
      let digits = text.prefix(10).prefix { $0.isDigit }
      guard digits.count < 10, let mark = text.dropFirst(digits.count).first, mark == 0x2E || mark == 0x29 else {
        return nil
      }
      number = Int(digits.text)
      width = digits.count + 1
    } else if first != 0x2D && first != 0x2A && first != 0x2B {
      return nil
    }
    guard let space = text.dropFirst(width).first else {
      return Marker(number: number, width: width + 1, mayInterrupt: false)
    }
    guard space.isBlank else { return nil }
    let spaces = text.dropFirst(width).prefix { $0 == 0x20 }.count
    return Marker(
      number: number, width: width + (spaces > 4 ? 1 : spaces), mayInterrupt: number == nil || number == 1)
  }
}
