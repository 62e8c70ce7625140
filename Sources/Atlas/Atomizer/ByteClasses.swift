/// Classes of ASCII bytes; bytes above belong to none but `isWordByte`.
extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isUppercase: Bool { self >= 0x41 && self <= 0x5A }
  var isLowercase: Bool { self >= 0x61 && self <= 0x7A }
  var isLetter: Bool { isLowercase || isUppercase }
  var isAlphanumeric: Bool { isLetter || isDigit }
  var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isAlphanumeric }
  /// A letter, a digit or a part of a character beyond ASCII.
  var isWordByte: Bool { isAlphanumeric || self >= 0x80 }
  var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}

extension RandomAccessCollection<UInt8> where SubSequence: RandomAccessCollection<UInt8> {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isWhitespace { formIndex(after: &start) }
    while end > start, self[index(before: end)].isWhitespace { formIndex(before: &end) }
    return self[start..<end]
  }

  /// The text of valid UTF-8.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether it begins with ASCII text, whatever the case of its letters.
  func begins(withASCII prefix: StaticString) -> Bool {
    let wanted = prefix.description.utf8
    guard count >= wanted.count else { return false }
    return zip(self, wanted).allSatisfy { $0.lowercased == $1.lowercased }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    let bytes = Array(utf8)
    let inner = bytes.trimmed
    return inner.count == bytes.count ? self : inner.text
  }

  /// White space, however long, as one space each; none at the ends.
  var collapsed: String {
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    for byte in utf8 {
      if !byte.isWhitespace { out.append(byte) } else if let last = out.last, last != 0x20 { out.append(0x20) }
    }
    if out.last == 0x20 { out.removeLast() }
    return out.text
  }
}
