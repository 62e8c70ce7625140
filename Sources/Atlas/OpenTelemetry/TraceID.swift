/// Names a trace: sixteen bytes that are not all zero (W3C Trace Context, section 3.2.2.3).
public struct TraceID: Hashable, Sendable, CustomStringConvertible {
  let high: UInt64
  /// What a ratio is decided by: of random identifiers all bits of it are.
  let low: UInt64

  /// Nil for all zero.
  init?(high: UInt64, low: UInt64) {
    guard high | low != 0 else { return nil }
    (self.high, self.low) = (high, low)
  }

  private init(nonZero low: UInt64, high: UInt64) { (self.high, self.low) = (high, low) }

  /// An identifier of which half is known, and the other random. The half is not zero.
  static func random(low: UInt64) -> TraceID { TraceID(nonZero: max(1, low), high: .random(in: .min ... .max)) }

  /// 32 digits in lower case.
  public var description: String { high.sixteenDigits + low.sixteenDigits }
}

/// Names a span in its trace: eight bytes that are not all zero (section 3.2.2.4).
public struct SpanID: Hashable, Sendable, CustomStringConvertible {
  let bits: UInt64

  /// Nil for all zero.
  init?(_ bits: UInt64) {
    guard bits != 0 else { return nil }
    self.bits = bits
  }

  private init(nonZero bits: UInt64) { self.bits = bits }

  /// From the system's source of randomness, as all our identifiers are.
  static func random() -> SpanID { SpanID(nonZero: .random(in: 1 ... .max)) }

  /// 16 digits in lower case.
  public var description: String { bits.sixteenDigits }
}

extension UInt64 {
  /// Hexadecimal digits in lower case, as the recommendation wants them; nil for anything else, and for more than 16.
  init?(lowercaseHex digits: some Collection<UInt8>) {
    guard (1...16).contains(digits.count) else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: value = value << 4 | UInt64(digit - 0x61 + 10)
      default: return nil
      }
    }
    self = value
  }

  fileprivate var sixteenDigits: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
