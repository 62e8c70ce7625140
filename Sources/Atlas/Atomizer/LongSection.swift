/// Cuts a section that is too long for one atom, where it costs least: dynamic programming over the gaps of its blocks.
struct LongSection {
  private let outline: Outline
  private let range: Range<Int>
  private let cohesion: Cohesion

  /// What a block counts at least: with `AtomSize.most` it bounds how far the search looks back.
  private static let leastWords = 4

  /// Consecutive pieces that make up the range.
  static func cut(_ range: Range<Int>, of outline: Outline) -> [Range<Int>] {
    LongSection(outline: outline, range: range, cohesion: Cohesion(range, of: outline)).pieces()
  }

  private func pieces() -> [Range<Int>] {
    let count = range.count
    // best[n]: the least cost of the first n blocks; from[n]: where their last piece begins.
    var best = [Double](repeating: .infinity, count: count + 1)
    var from = [Int](repeating: 0, count: count + 1)
    best[0] = 0
    let cuts = (0..<count).map { $0 == 0 ? 0 : cutCost(before: $0) }
    for end in 1...count {
      var words = 0
      for start in stride(from: end - 1, through: 0, by: -1) {
        words += max(Self.leastWords, outline.blocks[range.lowerBound + start].words)
        if words > AtomSize.most, start < end - 1 { break }
        let cost = best[start] + sizeCost(words) + cuts[start]
        if cost < best[end] {
          best[end] = cost
          from[end] = start
        }
      }
    }
    var pieces: [Range<Int>] = []
    var end = count
    while end > 0 {
      pieces.append((range.lowerBound + from[end])..<(range.lowerBound + end))
      end = from[end]
    }
    return pieces.reversed()
  }

  private func sizeCost(_ words: Int) -> Double {
    if words < AtomSize.good.lowerBound {
      let lack = Double(AtomSize.good.lowerBound - words) / Double(AtomSize.good.lowerBound)
      return 2.5 * lack * lack
    }
    let excess = Double(max(0, words - AtomSize.good.upperBound)) / 150
    return excess * excess
  }

  /// What it costs to cut before a block: much where the text belongs together.
  private func cutCost(before offset: Int) -> Double {
    let previous = outline.blocks[range.lowerBound + offset - 1]
    let block = outline.blocks[range.lowerBound + offset]
    var cost = 0.2 + cohesion.before(offset) + bond(previous, block)
    if block.isProse {
      if block.lead != nil { cost -= 0.2 }
      if pointsBack(range.lowerBound + offset) { cost += 0.45 }
    }
    return max(0.05, cost)
  }

  /// How strongly the kinds of two neighbours hold together.
  private func bond(_ previous: Block, _ block: Block) -> Double {
    if isCaption(block) { return 3 }
    if previous.isProse, previous.prose.utf8.last == UInt8(ascii: ":") { return 4 }
    if block.depth > 0 && !block.isItem { return 2 }
    if block.isItem, block.depth > 0 { return 1.5 }
    if previous.isItem, block.isItem { return previous.lead != nil && block.lead != nil ? 0.25 : 0.7 }
    switch block.kind {
    case .code, .table: return previous.isProse ? 2 : 0.6
    case .item: return 1.5
    case .paragraph: return previous.kind == .code ? 0.3 : block.isQuoted != previous.isQuoted ? 0.5 : 0
    case .heading: return 0
    }
  }

  /// "Figure 3: ..." belongs to what stands before it.
  private func isCaption(_ block: Block) -> Bool {
    guard block.kind == .paragraph, block.words < 50 else { return false }
    let text = Array(block.prose.utf8.prefix(12))
    let word = text.prefix { $0.isLetter }
    guard ["Figure", "Fig", "Listing", "Table", "Example"].contains(word.text) else { return false }
    return text.dropFirst(word.count).contains(where: \.isDigit)
  }

  /// Whether a block begins with a word that leans on what was said before.
  private func pointsBack(_ index: Int) -> Bool {
    guard let first = outline.words[index].first else { return false }
    return Self.leaning.contains(outline.vocabulary[first.surface].text)
  }

  static let leaning: Set<String> = [
    "however", "this", "these", "it", "they", "then", "but", "thus", "therefore", "so", "also", "that", "those",
    "hence",
    "otherwise", "instead", "similarly", "likewise", "moreover", "furthermore", "again", "and", "or", "such", "both",
    "neither", "note", "notice", "here", "he", "she", "now", "next", "consequently", "accordingly", "for", "because",
    "still", "yet", "nevertheless",
  ]
}
