/// A line of plain text and how far it is set in.
struct PlainLine {
  let indent: Int
  /// Without white space at either end.
  let text: ArraySlice<UInt8>

  var isBlank: Bool { text.isEmpty }
  var end: Int { indent + text.count }

  /// Tabs count to stops of eight.
  init(_ line: ArraySlice<UInt8>) {
    var column = 0
    var index = line.startIndex
    while index < line.endIndex, line[index].isBlank {
      column = line[index] == 0x09 ? (column / 8 + 1) * 8 : column + 1
      index += 1
    }
    let text = line[index...].trimmed
    self.text = text.contains(0x09) ? PlainLine.expanded(text, from: column) : text
    indent = column
  }

  private static func expanded(_ text: ArraySlice<UInt8>, from start: Int) -> ArraySlice<UInt8> {
    var out: [UInt8] = []
    for byte in text {
      guard byte == 0x09 else { out.append(byte); continue }
      out += [UInt8](repeating: 0x20, count: 8 - (start + out.count) % 8)
    }
    return out[...]
  }

  /// The line with the spaces before it, less some.
  func bytes(without margin: Int) -> ArraySlice<UInt8> {
    ([UInt8](repeating: 0x20, count: max(0, indent - margin)) + text)[...]
  }

  /// The mark that the whole line is made of: a rule or an underline.
  var rule: UInt8? {
    guard text.count >= 3, let mark = text.first, "=-~^*\"#+._:'".utf8.contains(mark) else { return nil }
    return text.allSatisfy { $0 == mark } ? mark : nil
  }

  /// Whether it only parts or adorns: a rule, or stars with spaces between.
  var isOrnament: Bool {
    guard let mark = text.first, "*-=_~.#".utf8.contains(mark) else { return false }
    return text.filter { $0 == mark }.count >= 3 && text.allSatisfy { $0 == mark || $0 == 0x20 }
  }

  /// Whether it has letters and none of them is small.
  var isCapitals: Bool {
    var capitals = 0
    for byte in text {
      if byte.isLowercase || "_=;{}<>|/\\\"".utf8.contains(byte) { return false }
      if byte.isUppercase { capitals += 1 }
    }
    return capitals >= 3 && capitals * 10 >= (text.count - text.filter { $0 == 0x20 }.count) * 6
  }

  var words: Int { WordCount.words(in: text) }

  /// Whether two columns or more stand in it.
  var hasColumns: Bool {
    var gap = 0
    for byte in text {
      gap = byte == 0x20 ? gap + 1 : 0
      if gap >= 3 { return true }
    }
    return false
  }

  /// A line of a table of contents: dots that lead to a page number.
  var hasDotLeader: Bool {
    let number = text.reversed().prefix { $0.isDigit || $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "v") }.count
    let dots = text.dropLast(number).reversed().prefix { $0 == UInt8(ascii: ".") || $0 == 0x20 }
    return number > 0 && dots.filter { $0 == UInt8(ascii: ".") }.count >= 3
  }

  /// The marker of a list item.
  var marker: (number: Int?, width: Int)? {
    guard let first = text.first else { return nil }
    let bullets: [[UInt8]] = [[0x2D], [0x2A], [0x2B], [0xE2, 0x80, 0xA2], [0xC2, 0xB7], [0xE2, 0x80, 0x93]]
    for bullet in bullets where text.starts(with: bullet) { return spaced(nil, bullet.count) }
    if first == UInt8(ascii: "o"), indent >= 2 { return spaced(nil, 1) }
    let open = first == UInt8(ascii: "(") ? 1 : 0
    let digits = text.dropFirst(open).prefix(4).prefix { $0.isDigit }
    let close = text.dropFirst(open + max(1, digits.count)).first
    if (1...3).contains(digits.count), close == UInt8(ascii: ")") || (open == 0 && close == UInt8(ascii: ".")) {
      return spaced(Int(digits.text), open + digits.count + 1)
    }
    let letter = text.dropFirst(open).first
    if digits.isEmpty, letter?.isLowercase == true, close == UInt8(ascii: ")") { return spaced(nil, open + 2) }
    return nil
  }

  private func spaced(_ number: Int?, _ width: Int) -> (number: Int?, width: Int)? {
    let spaces = text.dropFirst(width).prefix { $0 == 0x20 }.count
    return spaces > 0 && spaces < 8 && text.count > width + spaces ? (number, width + spaces) : nil
  }
}
