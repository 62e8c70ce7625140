/// Scanning of string tokens (specification, section 2.9.4). Scanning checks; `StringContent` decodes.
extension Lexer {
  /// The end of a quoted string that begins at `start`.
  static func scanString(_ bytes: Span<UInt8>, _ text: SourceText, _ start: Int) throws(Fault) -> Int {
    var position = start &+ 1
    while position < bytes.count {
      switch bytes[position] {
      case 0x22: return position &+ 1
      case 0x0A, 0x0D: throw Fault(message: "Unterminated string.", offset: position)
      case 0x5C: position &+= try escapeLength(bytes, text, position)
      default: position &+= 1
      }
    }
    throw Fault(message: "Unterminated string.", offset: bytes.count)
  }

  /// The end of a block string that begins at `start`.
  static func scanBlockString(_ bytes: Span<UInt8>, _ start: Int) throws(Fault) -> Int {
    var position = start &+ 3
    func isTripleQuote(_ offset: Int) -> Bool {
      offset &+ 2 < bytes.count && bytes[offset] == 0x22 && bytes[offset &+ 1] == 0x22 && bytes[offset &+ 2] == 0x22
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 && isTripleQuote(position) { return position &+ 3 }
      position &+= byte == 0x5C && isTripleQuote(position &+ 1) ? 4 : 1
    }
    throw Fault(message: "Unterminated string.", offset: bytes.count)
  }

  /// The number of bytes of the escape sequence at `position`, or the fault in it.
  private static func escapeLength(
    _ bytes: Span<UInt8>, _ text: SourceText, _ position: Int
  ) throws(Fault) -> Int {
    let next = position &+ 1 < bytes.count ? bytes[position &+ 1] : 0
    switch next {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return 2
    case 0x75:
      if let escape = UnicodeEscape(bytes, at: position) { return escape.length }
      let isBraced = position + 2 < bytes.count && bytes[position + 2] == 0x7B
      let length = isBraced ? UnicodeEscape.faultyBracedLength(bytes, at: position) : 6
      throw Fault(
        message: "Invalid Unicode escape sequence: \"\(text.slice(at: position, characters: length))\".",
        offset: position)
    default:
      throw Fault(
        message: "Invalid character escape sequence: \"\(text.slice(at: position, characters: 2))\".",
        offset: position)
    }
  }
}

/// A `\uXXXX`, `\uXXXX\uXXXX` (surrogate pair) or `\u{X…}` escape (specification, section 2.9.4).
struct UnicodeEscape {
  let scalar: Unicode.Scalar
  let length: Int

  /// Nil where the bytes at `position` are no valid escape.
  init?(_ bytes: Span<UInt8>, at position: Int) {
    guard position + 2 < bytes.count else { return nil }
    if bytes[position + 2] == 0x7B {
      self.init(braced: bytes, at: position)
    } else {
      self.init(fixed: bytes, at: position)
    }
  }

  private init?(fixed bytes: Span<UInt8>, at position: Int) {
    guard let code = Self.hex4(bytes, position + 2) else { return nil }
    if let scalar = Unicode.Scalar(code) {
      self.scalar = scalar
      length = 6
      return
    }
    guard code < 0xDC00, position + 7 < bytes.count, bytes[position + 6] == 0x5C, bytes[position + 7] == 0x75,
      let trail = Self.hex4(bytes, position + 8), (0xDC00...0xDFFF).contains(trail),
      let scalar = Unicode.Scalar(0x10000 + ((code - 0xD800) << 10) + (trail - 0xDC00))
    else { return nil }
    self.scalar = scalar
    length = 12
  }

  private init?(braced bytes: Span<UInt8>, at position: Int) {
    var point: UInt32 = 0
    var index = position + 3
    while index < bytes.count && index < position + 12 {
      if bytes[index] == 0x7D {
        guard index > position + 3, let scalar = Unicode.Scalar(point) else { return nil }
        self.scalar = scalar
        length = index + 1 - position
        return
      }
      guard let digit = Self.hexDigit(bytes[index]), point <= 0x0FFF_FFFF else { return nil }
      point = point << 4 | digit
      index += 1
    }
    return nil
  }

  /// How many characters of a faulty `\u{…}` the message quotes: up to the character that broke it.
  static func faultyBracedLength(_ bytes: Span<UInt8>, at position: Int) -> Int {
    var point: UInt32 = 0
    var size = 3
    while size < 12 {
      let byte = position + size < bytes.count ? bytes[position + size] : 0
      size += 1
      if byte == 0x7D { break }
      // An invalid digit makes the number negative in the reference implementation, which ends the loop.
      guard let digit = hexDigit(byte), point <= 0x07FF_FFFF else { break }
      point = point << 4 | digit
    }
    return size
  }

  private static func hex4(_ bytes: Span<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = hexDigit(bytes[index]) else { return nil }
      code = code << 4 | digit
    }
    return code
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }
}
