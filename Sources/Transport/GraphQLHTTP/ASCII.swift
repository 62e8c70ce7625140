/// Text rules of HTTP, which are rules about ASCII bytes and not about characters.
enum ASCII {
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  static func lowercased(_ text: some StringProtocol) -> String {
    String(decoding: text.utf8.lazy.map { lowercased($0) }, as: UTF8.self)
  }

  static func equalIgnoringCase(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    left.utf8.lazy.map { lowercased($0) }.elementsEqual(right.utf8.lazy.map { lowercased($0) })
  }

  /// The text without spaces and tabs at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return Substring(bytes)
  }

  /// The pieces between separators that do not stand in a quoted string.
  static func split(_ text: Substring, at separator: UInt8) -> [Substring] {
    var pieces: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in bytes.indices {
      let byte = bytes[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == separator {
        pieces.append(Substring(bytes[start..<index]))
        start = bytes.index(after: index)
      }
    }
    pieces.append(Substring(bytes[start...]))
    return pieces
  }
}
