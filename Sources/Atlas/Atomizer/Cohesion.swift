/// How much the text before and behind each place between blocks speaks of the same (M. A. Hearst, "TextTiling", 1997).
struct Cohesion {
  /// How many words on each side are compared.
  private static let window = 110

  /// Stems and how often each occurs, per block.
  private let bags: [[Int32: Int]]
  private let sizes: [Int]

  init(_ blocks: Range<Int>, of outline: Outline) {
    bags = blocks.map { index in
      var bag: [Int32: Int] = [:]
      for word in outline.words[index] {
        let surface = outline.vocabulary[word.surface]
        if !surface.isStop || surface.isUnspaced { bag[surface.stem, default: 0] += 1 }
      }
      return bag
    }
    sizes = blocks.map { outline.blocks[$0].words }
  }

  /// The cosine of the vocabularies before and from a block (counted from the range's beginning): 0 to 1.
  func before(_ block: Int) -> Double {
    let left = gather(stride(from: block - 1, through: 0, by: -1))
    let right = gather(stride(from: block, to: bags.count, by: 1))
    let product = left.reduce(0) { $0 + $1.value * (right[$1.key] ?? 0) }
    let norm = Double(square(left)) * Double(square(right))
    return norm > 0 ? Double(product) / norm.squareRoot() : 0
  }

  private func square(_ bag: [Int32: Int]) -> Int { bag.reduce(0) { $0 + $1.value * $1.value } }

  private func gather(_ positions: StrideTo<Int>) -> [Int32: Int] { gather(Array(positions.prefix(24))) }
  private func gather(_ positions: StrideThrough<Int>) -> [Int32: Int] { gather(Array(positions.prefix(24))) }

  private func gather(_ positions: [Int]) -> [Int32: Int] {
    var bag: [Int32: Int] = [:]
    var words = 0
    for position in positions where words < Self.window {
      bag.merge(bags[position], uniquingKeysWith: +)
      words += sizes[position]
    }
    return bag
  }
}
