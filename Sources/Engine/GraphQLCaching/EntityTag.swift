/// The entity tag of a body (RFC 9110, section 8.8.3).
enum EntityTag {
  /// A weak tag made from a hash of the bytes, the same in every process. Weak, because one body goes out under two
  /// media types; `If-None-Match` compares weakly anyway.
  ///
  /// The hash has 128 bits and need not withstand an attacker: whoever could choose two bodies with one tag would cheat
  /// only the caches of those who may read both.
  static func make(_ body: [UInt8]) -> String {
    let (first, second) = hash(body)
    return "W/\"\(hexadecimal(first))\(hexadecimal(second))\""
  }

  private static func hash(_ body: [UInt8]) -> (UInt64, UInt64) {
    var first: UInt64 = 0x9E37_79B9_7F4A_7C15
    var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in body {
      word |= UInt64(byte) << (filled &* 8)
      filled &+= 1
      if filled == 8 {
        mix(word, &first, &second)
        (word, filled) = (0, 0)
      }
    }
    mix(word, &first, &second)
    mix(UInt64(body.count), &first, &second)
    mix(first ^ second, &first, &second)
    return (first, second)
  }

  @inline(__always)
  private static func mix(_ word: UInt64, _ first: inout UInt64, _ second: inout UInt64) {
    let product = (first ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    first = product.high ^ product.low &+ 0x9E37_79B9_7F4A_7C15
    second = ((second << 23 | second >> 41) ^ word) &* 0xFF51_AFD7_ED55_8CCD ^ product.high
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
