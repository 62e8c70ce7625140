/// The shortest decimal digits that read back as a number: the number is `0.DIGITS` times ten to `pointPosition`.
///
/// The digits come from the standard library's `description`, which is shortest but prints another form than JSON's
/// readers expect: 1e16 is `1e+16` there and `10000000000000000` in JavaScript.
struct ShortestDecimal {
  var isNegative = false
  /// ASCII digits, neither beginning nor ending with 0.
  var digits: [UInt8] = []
  /// Where the decimal point stands, counted from before the first digit.
  var pointPosition = 0

  /// The digits of a finite number other than zero.
  init(_ value: Double) {
    var exponent = 0
    var isExponentNegative = false
    var part = Part.whole
    digits.reserveCapacity(17)
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if part == .exponent { isExponentNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): part = .fraction
      case UInt8(ascii: "e"): part = .exponent
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if part == .exponent { exponent = exponent &* 10 &+ Int(byte &- 0x30) } else { take(byte, in: part) }
      default: break
      }
    }
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    pointPosition += isExponentNegative ? -exponent : exponent
  }

  private enum Part { case whole, fraction, exponent }

  private mutating func take(_ digit: UInt8, in part: Part) {
    if digits.isEmpty, digit == 0x30 {
      // A leading zero counts only behind the point.
      if part == .fraction { pointPosition -= 1 }
      return
    }
    digits.append(digit)
    if part == .whole { pointPosition += 1 }
  }
}
