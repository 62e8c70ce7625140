/// Numbers that look random and are the same for the same seed, on every machine (SplitMix64, G. L. Steele and others,
/// "Fast splittable pseudorandom number generators", 2014).
struct SeededOrder: RandomNumberGenerator {
  private var state: UInt64

  init(seed: some Sequence<UInt8>) {
    state = seed.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The elements in another order (Fisher and Yates).
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(truncatingIfNeeded: next() % UInt64(last + 1)))
    }
    return elements
  }
}
