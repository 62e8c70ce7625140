/// A part of an operation's cost. Sums and products stop at the largest number.
struct CostAmount: Hashable, Sendable {
  /// In thousandths of points: weights are decimals, and sums of them must be exact.
  var weight: Int
  /// How many objects are answered at most.
  var objects: Int

  static let zero = CostAmount(weight: 0, objects: 0)
  /// More than anybody may ask for.
  static let unbounded = CostAmount(weight: .max, objects: .max)

  static func + (left: CostAmount, right: CostAmount) -> CostAmount {
    CostAmount(weight: left.weight.adding(right.weight), objects: left.objects.adding(right.objects))
  }

  /// The cost of a list whose items cost this much.
  ///
  /// - Parameter size: not negative.
  func times(_ size: Int) -> CostAmount {
    CostAmount(weight: weight.times(size), objects: objects.times(size))
  }

  /// The greater of each.
  func union(_ other: CostAmount) -> CostAmount {
    CostAmount(weight: max(weight, other.weight), objects: max(objects, other.objects))
  }
}

extension Int {
  /// The sum, or the number nearest to it.
  func adding(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? (other > 0 ? .max : .min) : sum
  }

  /// The product of two numbers that are not negative, or the largest number.
  fileprivate func times(_ other: Int) -> Int {
    let (product, isTooLarge) = multipliedReportingOverflow(by: other)
    return isTooLarge ? .max : product
  }

  /// The number of thousandths in a decimal such as `-2.5`; nil where the text is none, has more than three digits
  /// behind the point, or has more than nine before it.
  init?(thousandths text: String) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...9).contains(whole.utf8.count) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard (1...3).contains(fraction.utf8.count) else { return nil }
    let all = whole + fraction + String(repeating: "0", count: 3 - fraction.utf8.count)
    guard all.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(all) else { return nil }
    self = text.hasPrefix("-") ? -number : number
  }
}
