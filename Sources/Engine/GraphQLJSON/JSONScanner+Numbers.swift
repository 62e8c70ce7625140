extension JSONScanner {
  /// The text of a number. Fractions and exponents must stay finite; an integer may have any size, because only its
  /// coercion knows what it is for.
  mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"), bytes)
    if take(UInt8(ascii: "0"), bytes) {
      if position < bytes.count, isDigit(bytes[position]) {
        throw JSONError("A number must not start with 0", at: start, in: bytes)
      }
    } else {
      try digits(bytes)
    }
    var isInteger = true
    if take(UInt8(ascii: "."), bytes) {
      isInteger = false
      try digits(bytes)
    }
    if take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) {
      isInteger = false
      if !take(UInt8(ascii: "+"), bytes) { _ = take(UInt8(ascii: "-"), bytes) }
      try digits(bytes)
    }
    return try checkedText(from: start, isInteger: isInteger, bytes)
  }

  private mutating func checkedText(
    from start: Int, isInteger: Bool, _ bytes: Span<UInt8>
  ) throws(JSONError) -> String {
    guard position - start <= limits.bytesPerNumber else {
      throw JSONError("A number is longer than \(limits.bytesPerNumber) bytes", at: start, in: bytes)
    }
    // Digits, signs, points and `e`, so this never fails.
    guard let utf8 = try? UTF8Span(validating: bytes.extracting(start..<position)) else {
      throw JSONError("Expected a digit", at: start, in: bytes)
    }
    let text = String(copying: utf8)
    guard isInteger || Double(text)?.isFinite == true else {
      throw JSONError("A number is out of range", at: start, in: bytes)
    }
    return text
  }

  private mutating func digits(_ bytes: Span<UInt8>) throws(JSONError) {
    let start = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    guard position > start else { throw JSONError("Expected a digit", at: position, in: bytes) }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
