extension JSONWriter {
  /// Writes a JSON string: quotes around the text, escapes within. The text must be UTF-8.
  ///
  /// Eight bytes are copied at a time while they are tested; `firstSpecial` tells which of them needs an escape, and
  /// copying goes on behind it. (Vectors of 16 bytes are compiled to scalar code here and are far slower.)
  @inlinable
  public mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    let total = utf8.count
    reserve(total &+ 2)
    // Safe: every load below lies before `total`. Every store lies within the room reserved: a copied byte takes one,
    // an escape reserves its own, and the closing quote has been counted.
    unsafe base[length] = 0x22
    length &+= 1
    guard let start = utf8.baseAddress else { return closeString() }
    let source = unsafe UnsafeRawPointer(start)
    var index = 0
    while index &+ 8 <= total {
      let word = unsafe source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      unsafe UnsafeMutableRawPointer(base + length).storeBytes(of: word, as: UInt64.self)
      let clean = Self.cleanBytes(before: UInt64(littleEndian: word))
      index &+= clean
      length &+= clean
      if clean < 8 {
        escape(unsafe utf8[index], remaining: total &- index)
        index &+= 1
      }
    }
    while index < total {
      let byte = unsafe utf8[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C {
        escape(byte, remaining: total &- index)
      } else {
        unsafe base[length] = byte
        length &+= 1
      }
      index &+= 1
    }
    closeString()
  }

  /// Writes a JSON string: quotes around the text, escapes within. The text must be UTF-8.
  @inlinable
  public mutating func string(_ utf8: Span<UInt8>) {
    // Safe: the pointer stays inside the closure.
    unsafe utf8.withUnsafeBufferPointer { unsafe string($0) }
  }

  /// Writes a JSON string: quotes around the text, escapes within.
  @inlinable
  public mutating func string(_ text: String) {
    string(text.utf8.span)
  }

  /// How many of the eight bytes, the lowest first, come before one that must be escaped.
  ///
  /// Each term sets the high bit of a byte that is below 0x20, a quote, or a backslash. A borrow can set it only in
  /// bytes after such a one, so the lowest bit set is exact.
  @inlinable @inline(__always)
  static func cleanBytes(before word: UInt64) -> Int {
    let quote = word ^ 0x2222_2222_2222_2222
    let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
    let control = (word &- 0x2020_2020_2020_2020) & ~word
    let quotes = (quote &- 0x0101_0101_0101_0101) & ~quote
    let backslashes = (backslash &- 0x0101_0101_0101_0101) & ~backslash
    return ((control | quotes | backslashes) & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
  }

  /// Writes the escape of one byte, and makes room for it and the `remaining` bytes of the text (itself included).
  @inline(never) @usableFromInline
  mutating func escape(_ byte: UInt8, remaining: Int) {
    // Six for the longest escape, the rest of the text, the closing quote.
    reserve(6 &+ remaining)
    switch byte {
    case 0x22: put(0x5C, 0x22)
    case 0x5C: put(0x5C, 0x5C)
    case 0x08: put(0x5C, UInt8(ascii: "b"))
    case 0x09: put(0x5C, UInt8(ascii: "t"))
    case 0x0A: put(0x5C, UInt8(ascii: "n"))
    case 0x0C: put(0x5C, UInt8(ascii: "f"))
    case 0x0D: put(0x5C, UInt8(ascii: "r"))
    default:
      put(0x5C, UInt8(ascii: "u"))
      put(0x30, 0x30)
      put(Self.hexDigit(byte >> 4), Self.hexDigit(byte & 15))
    }
  }

  /// Writes two bytes for which there is room.
  private mutating func put(_ first: UInt8, _ second: UInt8) {
    // Safe: `escape` reserved six bytes.
    unsafe base[length] = first
    unsafe base[length &+ 1] = second
    length &+= 2
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 &+ value : 0x61 &- 10 &+ value
  }

  @inlinable @inline(__always)
  mutating func closeString() {
    // Safe: the quote was counted when room was made.
    unsafe base[length] = 0x22
    length &+= 1
  }
}
