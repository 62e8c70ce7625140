/// Functions of the C library, written here so that results are the same on every machine.
enum Mathematics {
  /// The natural logarithm of a positive finite number; 0 for others.
  static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    // ln(m) = 2 artanh((m - 1) / (m + 1)) for the significand, 1 <= m < 2.
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 31.0, by: 2.0) {
      sum += term / odd
      term *= square
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }

  static func clamped(_ value: Double) -> Double { value.isNaN ? 0 : min(1, max(0, value)) }

  /// Rounded to thousandths: what is stored and compared.
  static func rounded(_ value: Double) -> Double { (clamped(value) * 1000).rounded() / 1000 }
}
