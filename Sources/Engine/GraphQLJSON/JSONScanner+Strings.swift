extension JSONScanner {
  /// A string from its opening quote to its closing one, unescaped and checked to be UTF-8.
  mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position + 1
    position = firstSpecial(from: start, bytes)
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      let unescaped = try unescapedString(from: start, bytes)
      return try text(unescaped.span, from: start, bytes)
    }
    position += 1
    return try text(bytes.extracting(start..<position - 1), from: start, bytes)
  }

  /// The bytes of a string, of which everything from `start` to the position is plain: copied run by run.
  private mutating func unescapedString(from start: Int, _ bytes: Span<UInt8>) throws(JSONError) -> [UInt8] {
    var unescaped: [UInt8] = []
    var run = start
    while position < bytes.count {
      append(bytes.extracting(run..<position), to: &unescaped)
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return unescaped
      case UInt8(ascii: "\\"): try escape(into: &unescaped, bytes)
      default: throw controlCharacter(bytes)
      }
      run = position
      position = firstSpecial(from: position, bytes)
    }
    throw JSONError("A string has no end", at: start - 1, in: bytes)
  }

  private func append(_ run: Span<UInt8>, to unescaped: inout [UInt8]) {
    // Safe: the pointer stays inside the closure.
    unsafe run.withUnsafeBufferPointer { unsafe unescaped.append(contentsOf: $0) }
  }

  /// Where the next quote, backslash or control character stands, or the end of the text. Eight bytes are tested at a
  /// time.
  private func firstSpecial(from start: Int, _ bytes: Span<UInt8>) -> Int {
    // Safe: the pointer stays inside the closure, and no load passes the end.
    unsafe bytes.withUnsafeBytes { raw in
      var index = start
      while index &+ 8 <= raw.count {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let clean = JSONWriter.cleanBytes(before: UInt64(littleEndian: word))
        index &+= clean
        if clean < 8 { return index }
      }
      while index < raw.count {
        let byte = unsafe raw[index]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
        index &+= 1
      }
      return index
    }
  }

  private mutating func escape(into unescaped: inout [UInt8], _ bytes: Span<UInt8>) throws(JSONError) {
    let start = position
    guard start + 1 < bytes.count else { throw JSONError("A string has no end", at: start, in: bytes) }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): unescaped.append(0x22)
    case UInt8(ascii: "\\"): unescaped.append(0x5C)
    case UInt8(ascii: "/"): unescaped.append(0x2F)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try unicodeEscape(startingAt: start, bytes)
      unescaped.append(contentsOf: String(Character(scalar)).utf8)
    default: throw JSONError("Unknown escape in a string", at: start, in: bytes)
    }
  }

  /// The scalar of `\uXXXX`, or of two such escapes that form a surrogate pair. A lone surrogate has no UTF-8.
  private mutating func unicodeEscape(
    startingAt start: Int, _ bytes: Span<UInt8>
  ) throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits(bytes)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(UInt8(ascii: "\\"), bytes), take(UInt8(ascii: "u"), bytes) else {
      throw JSONError("A string has half a surrogate pair", at: start, in: bytes)
    }
    let second = try fourHexDigits(bytes)
    // Both halves are in range here, so the sum is at most 0x10FFFF.
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONError("A string has half a surrogate pair", at: start, in: bytes) }
    return scalar
  }

  private mutating func fourHexDigits(_ bytes: Span<UInt8>) throws(JSONError) -> UInt32 {
    var result: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = hexDigit(bytes[position]) else {
        throw JSONError("Expected four hexadecimal digits", at: position, in: bytes)
      }
      result = result << 4 | digit
      position += 1
    }
    return result
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private func text(_ content: Span<UInt8>, from start: Int, _ bytes: Span<UInt8>) throws(JSONError) -> String {
    do {
      return String(copying: try UTF8Span(validating: content))
    } catch {
      throw JSONError("A string is not valid UTF-8", at: start, in: bytes)
    }
  }

  private func controlCharacter(_ bytes: Span<UInt8>) -> JSONError {
    JSONError("A control character in a string must be escaped", at: position, in: bytes)
  }
}
