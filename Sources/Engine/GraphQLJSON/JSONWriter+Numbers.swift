extension JSONWriter {
  /// Writes an integer.
  @inlinable
  public mutating func integer(_ value: Int) {
    integer(Int64(value))
  }

  /// Writes an integer, without making a `String` of it.
  @inlinable
  public mutating func integer(_ value: Int64) {
    // A sign and at most 19 digits.
    reserve(20)
    // `magnitude` also exists for the smallest number.
    var rest = value.magnitude
    var end = length &+ (value < 0 ? 1 : 0)
    var left = rest
    repeat {
      end &+= 1
      left /= 10
    } while left > 0
    // Safe: `end - length` is at most 20, for which room was made.
    unsafe base[length] = 0x2D
    length = end
    repeat {
      end &-= 1
      unsafe base[end] = UInt8(truncatingIfNeeded: rest % 10) | 0x30
      rest /= 10
    } while rest > 0
  }

  /// Writes a number in the form JavaScript prints it: the shortest digits that read back as the same number, no
  /// `.0`, and an exponent only from 1e21 and below 1e-6.
  ///
  /// JSON has no word for infinity and NaN. Coercion refuses them before this; should one come through, it is `null`.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return integer(whole) }
    if !shortFraction(value) { decimal(ShortestDecimal(value)) }
  }

  /// Writes a number of at most six places behind the point; answers false and writes nothing for any other.
  ///
  /// Where an integer divided by a power of ten is the number exactly as rounded, its digits read back as the number. Of
  /// two decimals with at most fifteen digits no two are the same `Double`, so there is no shorter one.
  private mutating func shortFraction(_ value: Double) -> Bool {
    let scaled = value.magnitude * 1e6
    guard scaled < 1e15 else { return false }
    // Rounded to the nearest integer, which the guard keeps in range.
    var rest = Int64(scaled + 0.5)
    guard Double(rest) / 1e6 == value.magnitude else { return false }
    var places = 6
    while rest % 10 == 0 {
      rest /= 10
      places &-= 1
    }
    if value < 0 { byte(0x2D) }
    var power: Int64 = 1
    for _ in 0..<places { power &*= 10 }
    integer(rest / power)
    // The leading one keeps the zeros behind the point, and becomes the point.
    let point = length
    integer(rest % power &+ power)
    // Safe: that digit has just been written.
    unsafe base[point] = 0x2E
    return true
  }

  /// Writes `true` or `false`.
  @inlinable
  public mutating func boolean(_ value: Bool) {
    if value { raw("true") } else { raw("false") }
  }

  /// Writes `null`.
  @inlinable
  public mutating func null() {
    raw("null")
  }

  /// The four cases of `Number::toString` in the ECMAScript specification.
  private mutating func decimal(_ number: ShortestDecimal) {
    if number.isNegative { byte(0x2D) }
    let point = number.pointPosition
    let count = number.digits.count
    switch point {
    case _ where point >= count && point <= 21:
      raw(number.digits)
      zeros(point - count)
    case 1...21:
      raw(number.digits.span.extracting(0..<point))
      byte(0x2E)
      raw(number.digits.span.extracting(point..<count))
    case -5...0:
      raw("0.")
      zeros(-point)
      raw(number.digits)
    default:
      byte(number.digits[0])
      if count > 1 {
        byte(0x2E)
        raw(number.digits.span.extracting(1..<count))
      }
      raw(point > 0 ? "e+" : "e")
      integer(point - 1)
    }
  }

  private mutating func zeros(_ count: Int) {
    for _ in 0..<count { byte(0x30) }
  }
}
