/// Reads `{a,"b \" c",NULL}`: the text format of a one-dimensional array, in one pass.
///
/// Example: `{}` is empty, `{NULL}` holds one null, `{"NULL"}` the word, `{"a\\b"}` the text `a\b`. Nil for anything
/// else, arrays of arrays among it.
func parseArray(_ bytes: [UInt8]) -> [[UInt8]?]? {
  if bytes.elementsEqual("{}".utf8) { return [] }
  var reader = ArrayTextReader(bytes: bytes)
  return reader.readArray()
}

private struct ArrayTextReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func readArray() -> [[UInt8]?]? {
    guard next() == UInt8(ascii: "{") else { return nil }
    var elements: [[UInt8]?] = []
    while true {
      guard let element = readElement(), let separator = next() else { return nil }
      elements.append(element)
      if separator == UInt8(ascii: "}") { return position == bytes.count ? elements : nil }
      guard separator == UInt8(ascii: ",") else { return nil }
    }
  }

  /// One element, which may be null; nil when there is none.
  private mutating func readElement() -> [UInt8]?? {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return readQuoted().map { $0 } }
    let start = position
    while position < bytes.count, !Self.isSpecial(bytes[position]) { position += 1 }
    let element = Array(bytes[start..<position])
    if element.isEmpty { return nil }
    return .some(element.elementsEqual("NULL".utf8) ? nil : element)
  }

  private mutating func readQuoted() -> [UInt8]? {
    var element: [UInt8] = []
    position += 1
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        return element
      case UInt8(ascii: "\\"):
        guard let escaped = next() else { return nil }
        element.append(escaped)
      default:
        element.append(byte)
      }
    }
    return nil
  }

  private mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    default: false
    }
  }
}
