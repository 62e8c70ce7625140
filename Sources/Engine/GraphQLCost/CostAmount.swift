/// A part of an operation's cost. Sums and products stop at the largest number.
struct CostAmount: Hashable, Sendable {
  /// In thousandths of points: weights are decimals, and sums of them must be exact.
  var weight: Int
  /// How many objects are answered at most.
  var objects: Int
  /// The parts of the weight by schema coordinate; none where nobody asks for them.
  private(set) var shares: [String: Int] = [:]

  /// - Parameter coordinate: what weighs so much; nil where nobody asks.
  init(weight: Int, objects: Int, of coordinate: String? = nil) {
    self.weight = weight
    self.objects = objects
    if let coordinate, weight != 0 { shares = [coordinate: weight] }
  }

  static let zero = CostAmount(weight: 0, objects: 0)
  /// More than anybody may ask for.
  static let unbounded = CostAmount(weight: .max, objects: .max)

  static func + (left: CostAmount, right: CostAmount) -> CostAmount {
    var sum = CostAmount(weight: left.weight.adding(right.weight), objects: left.objects.adding(right.objects))
    if !left.shares.isEmpty || !right.shares.isEmpty {
      sum.shares = left.shares.merging(right.shares) { $0.adding($1) }
    }
    return sum
  }

  /// The cost of a list whose items cost this much.
  ///
  /// - Parameter size: not negative.
  func times(_ size: Int) -> CostAmount {
    var product = CostAmount(weight: weight.times(size), objects: objects.times(size))
    if !shares.isEmpty, size > 0 { product.shares = shares.mapValues { $0.times(size) } }
    return product
  }

  /// The greater of each.
  func union(_ other: CostAmount) -> CostAmount {
    var greater = CostAmount(weight: max(weight, other.weight), objects: max(objects, other.objects))
    greater.shares = weight >= other.weight ? shares : other.shares
    return greater
  }

  /// The weight in points, rounded up; no more than the largest `Int` of GraphQL.
  var points: Int { min(weight / 1000 + (weight % 1000 > 0 ? 1 : 0), Int(Int32.max)) }

  /// The points by schema coordinate, the greatest first. Fractions of points are rounded so that the sum is `points`.
  ///
  /// - Returns: nil where the parts do not make up the weight: they were not asked for, or it is beyond all bounds.
  var pointsByCoordinate: [(coordinate: String, points: Int)]? {
    guard weight / 1000 < Int(Int32.max), shares.values.reduce(0, { $0.adding($1) }) == weight else { return nil }
    // Whoever has most of a point behind the whole ones gets one of those that rounding up adds.
    let parts = shares.sorted { ($1.value % 1000, $0.key) < ($0.value % 1000, $1.key) }
    let added = points - parts.reduce(0) { $0 + $1.value / 1000 }
    let whole = parts.enumerated().map { ($1.key, $1.value / 1000 + ($0 < added ? 1 : 0)) }
    return whole.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
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
