/// What names a reservation: 192 random bits, written as 48 hexadecimal digits. Who has it may open the stream.
public struct EventStreamToken: Sendable, Hashable, CustomStringConvertible {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt64

  /// A token that nobody can guess.
  init() {
    var generator = SystemRandomNumberGenerator()
    high = generator.next()
    middle = generator.next()
    low = generator.next()
  }

  /// Reads a token of ours; nil for any other text.
  init?(_ text: String) {
    var digits = text.utf8.makeIterator()
    guard text.utf8.count == 48, let high = Self.word(&digits), let middle = Self.word(&digits),
      let low = Self.word(&digits)
    else { return nil }
    (self.high, self.middle, self.low) = (high, middle, low)
  }

  /// The text that clients send.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(48)
    for word in [high, middle, low] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
        text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func word(_ digits: inout String.UTF8View.Iterator) -> UInt64? {
    var word: UInt64 = 0
    for _ in 0..<16 {
      switch digits.next() {
      case .some(let digit) where digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9"):
        word = word << 4 | UInt64(digit - UInt8(ascii: "0"))
      case .some(let digit) where digit >= UInt8(ascii: "a") && digit <= UInt8(ascii: "f"):
        word = word << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return word
  }
}
