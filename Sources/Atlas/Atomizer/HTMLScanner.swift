/// Cuts HTML into tags and text in one pass; whatever is malformed is text.
struct HTMLScanner {
  enum Token {
    case text(ArraySlice<UInt8>)
    case open(HTMLOpenTag)
    case close(String)
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The element whose text has no markup, when in one.
  private var rawName: String?
  private var commentsEnd = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Token? {
    while index < bytes.count {
      if let name = rawName { return rawText(name) }
      guard bytes[index] == UInt8(ascii: "<"), startsTag(index + 1) else { return text() }
      if let token = tag() { return token }
    }
    return nil
  }

  private func startsTag(_ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    if byte == UInt8(ascii: "/") { return position + 1 < bytes.count && bytes[position + 1].isLetter }
    return byte.isLetter || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  private mutating func text() -> Token {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") || !startsTag(index + 1) { index += 1 }
    return .text(bytes[start..<index])
  }

  /// Text up to the element's end tag, which stays for the next call.
  private mutating func rawText(_ name: String) -> Token {
    rawName = nil
    let start = index
    let end = Array(name.utf8)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/"),
        bytes[(index + 2)...].prefix(end.count).map(\.lowercased) == end
      {
        break
      }
      index += 1
    }
    return .text(bytes[start..<index])
  }

  /// A tag; nil for a comment or a declaration, which is passed over.
  private mutating func tag() -> Token? {
    index += 1
    if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
      skipDeclaration()
      return nil
    }
    let closes = bytes[index] == UInt8(ascii: "/")
    if closes { index += 1 }
    let nameStart = index
    while index < bytes.count, bytes[index].isAlphanumeric || bytes[index] == UInt8(ascii: "-") { index += 1 }
    let name = bytes[nameStart..<min(index, nameStart + 32)].text.lowercased()
    let attributes = self.attributes()
    if closes { return .close(name) }
    if HTMLTag.raw.contains(name) { rawName = name }
    return .open(HTMLOpenTag(name: name, attributes: attributes))
  }

  private mutating func skipDeclaration() {
    guard bytes[index...].starts(with: "!--".utf8), commentsEnd else {
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
      index = min(index + 1, bytes.count)
      return
    }
    let start = index
    index += 3
    while index + 2 < bytes.count {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D, bytes[index + 2] == UInt8(ascii: ">") {
        index += 3
        return
      }
      index += 1
    }
    // A comment without end hides only its own tag.
    commentsEnd = false
    index = start
    skipDeclaration()
  }

  /// The attributes that say something about the text; the index ends behind the tag.
  private mutating func attributes() -> [String: String] {
    var found: [String: String] = [:]
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { index += 1; return found }
      if byte.isWhitespace || byte == UInt8(ascii: "/") { index += 1; continue }
      let start = index
      while index < bytes.count, !bytes[index].isWhitespace, !"=>/".utf8.contains(bytes[index]) { index += 1 }
      if index == start { index += 1; continue }
      let name = bytes[start..<min(index, start + 32)].text.lowercased()
      let value = attributeValue()
      if HTMLOpenTag.known.contains(name), found[name] == nil { found[name] = value }
    }
    return found
  }

  private mutating func attributeValue() -> String {
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return "" }
    index += 1
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    guard index < bytes.count else { return "" }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = index
      while index < bytes.count, !bytes[index].isWhitespace, bytes[index] != UInt8(ascii: ">") { index += 1 }
      return HTMLText.decoded(bytes[start..<index].prefix(HTMLOpenTag.longestValue))
    }
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != quote { index += 1 }
    let value = bytes[start..<index]
    index = min(index + 1, bytes.count)
    return HTMLText.decoded(value.prefix(HTMLOpenTag.longestValue))
  }
}
