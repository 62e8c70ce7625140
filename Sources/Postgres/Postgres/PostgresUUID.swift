/// Sixteen bytes, bound as `uuid`.
public struct PostgresUUID: Hashable, Sendable {
  /// The first eight bytes, most significant first.
  public let high: UInt64
  /// The last eight bytes, most significant first.
  public let low: UInt64

  /// An identifier from its two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A random identifier, version 4.
  public static func random() -> PostgresUUID {
    let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
    let low = UInt64.random(in: .min ... .max) & ~(0b11 << 62) | (0b10 << 62)
    return PostgresUUID(high: high, low: low)
  }

  /// Reads 32 hexadecimal digits with hyphens in the usual places.
  public init?(text: some Sequence<UInt8>) {
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    var length = 0
    for byte in text {
      length += 1
      if byte == 0x2D {
        guard [9, 14, 19, 24].contains(length) else { return nil }
        continue
      }
      guard let digit = hexadecimalDigit(byte), digits < 32 else { return nil }
      if digits < 16 { halves.0 = halves.0 << 4 | UInt64(digit) } else { halves.1 = halves.1 << 4 | UInt64(digit) }
      digits += 1
    }
    guard digits == 32, length == 36 else { return nil }
    self.init(high: halves.0, low: halves.1)
  }
}

extension PostgresUUID: PostgresArrayElement {
  /// `uuid`.
  public static var postgresTypeID: UInt32 { TypeID.uuid }
  /// `uuid[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.uuidArray }
  /// Sixteen bytes.
  public var bind: Bind { .binary(bigEndianBytes(high) + bigEndianBytes(low), typeID: TypeID.uuid) }
}

extension PostgresUUID: CustomStringConvertible {
  /// Lower case, with hyphens.
  public var description: String {
    var text = ""
    for (index, byte) in (bigEndianBytes(high) + bigEndianBytes(low)).enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }
}

/// JSON text, bound as `jsonb`; the server checks it.
public struct JSONText: Hashable, Sendable, PostgresBindable {
  /// The JSON as it is sent.
  public var text: String

  /// JSON from its text, which is not looked at.
  public init(_ text: String) {
    self.text = text
  }

  /// `jsonb`.
  public static var postgresTypeID: UInt32 { TypeID.jsonb }
  /// The text; U+0000 is refused.
  public var bind: Bind { .text(text, typeID: TypeID.jsonb) }
}

/// The value of a hexadecimal digit.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}
