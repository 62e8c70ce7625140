/// Running text from lines, with the little markup that people write in plain text: `code` and _emphasis_.
enum PlainInlines {
  private static let longestMark = 600

  static func read(_ lines: [ArraySlice<UInt8>]) -> InlineText {
    let bytes = joined(lines)
    var inline = InlineText()
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x60 || byte == UInt8(ascii: "_"), let found = marked(bytes, at: index) {
        inline.append(plain.text)
        plain = []
        inline.append(bytes[found.inner].text.collapsed, style: byte == 0x60 ? .code : .emphasis)
        index = found.end
      } else {
        plain.append(byte)
        index += 1
      }
    }
    inline.append(plain.text)
    return inline
  }

  /// Lines as one: with a space between, but none between two characters of a script without spaces.
  private static func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var out: [UInt8] = []
    for line in lines {
      if let first = line.first, let last = out.last, !continues(&out, first, last) { out.append(0x20) }
      out += line
    }
    return out
  }

  /// Whether a line goes on in the last word of the one before: a hyphen of the typesetter is taken away.
  private static func continues(_ out: inout [UInt8], _ first: UInt8, _ last: UInt8) -> Bool {
    if out.suffix(3).elementsEqual([0xE2, 0x80, 0x90]) {
      out.removeLast(3)
      return true
    }
    if last == UInt8(ascii: "-"), first.isLowercase, out.dropLast().last?.isLetter == true { return true }
    return first >= 0xE3 && first <= 0xE9 && last >= 0x80
  }

  /// What stands between a mark and its partner close by.
  private static func marked(_ bytes: [UInt8], at index: Int) -> (inner: Range<Int>, end: Int)? {
    let mark = bytes[index]
    var start = index
    while start < bytes.count, bytes[start] == mark, start < index + 2 { start += 1 }
    let width = start - index
    guard start < bytes.count, !bytes[start].isWhitespace, bytes[start] != mark else { return nil }
    if mark == UInt8(ascii: "_"), width > 1 || !bytes[start].isWordByte || (index > 0 && bytes[index - 1].isWordByte) {
      return nil
    }
    // Code is short; emphasis may be a sentence.
    let limit = min(bytes.count, start + (mark == 0x60 ? longestMark / 5 : longestMark))
    guard
      let close = bytes[start..<limit].firstIndex(where: { $0 == mark || ($0 == 0x27 && mark == 0x60 && width == 1) })
    else { return nil }
    let end = close + (bytes[close] == mark ? width : 1)
    guard end <= bytes.count, bytes[close..<end].allSatisfy({ $0 == bytes[close] }), close > start,
      !bytes[close - 1].isWhitespace
    else { return nil }
    if end < bytes.count, bytes[end].isWordByte { return nil }
    return (start..<close, end)
  }
}
