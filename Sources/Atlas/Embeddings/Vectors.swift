extension [Float] {
  /// The vector with length one; all zeros stay so, and so does what has no finite length.
  func normalized() -> [Float] {
    // In double precision the squares of no finite numbers overflow.
    let length = reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, length.isFinite else { return self }
    return map { Float(Double($0) / length) }
  }
}
