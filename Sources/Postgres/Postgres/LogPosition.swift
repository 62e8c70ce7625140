/// A position in a server's write-ahead log, PostgreSQL's LSN. A replica that has replayed the log up to it shows
/// everything that was committed before it.
public struct LogPosition: Hashable, Comparable, Sendable {
  /// The number of bytes before it.
  public let rawValue: UInt64

  /// The position behind so many bytes.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The position that comes first is the smaller one.
  public static func < (left: LogPosition, right: LogPosition) -> Bool { left.rawValue < right.rawValue }
}

extension LogPosition: LosslessStringConvertible {
  /// Reads PostgreSQL's notation, such as `16/B374D848`: two hexadecimal numbers of at most eight digits.
  public init?(_ text: String) {
    var numbers: [UInt64] = [0]
    var digitCount = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "/"), numbers.count == 1, digitCount > 0 {
        numbers.append(0)
        digitCount = 0
      } else {
        guard let digit = Self.digit(byte), digitCount < 8 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] << 4 | digit
        digitCount += 1
      }
    }
    guard numbers.count == 2, digitCount > 0 else { return nil }
    rawValue = numbers[0] << 32 | numbers[1]
  }

  /// PostgreSQL's notation.
  public var description: String {
    String(rawValue >> 32, radix: 16, uppercase: true) + "/"
      + String(rawValue & 0xFFFF_FFFF, radix: 16, uppercase: true)
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
