/// Judges how well an atom stands alone.
enum Quality {
  /// 0 to 1.
  static func score(
    _ blocks: [Block], words: Int, concepts: [String], hasHeading: Bool, title: String, pointsBack: Bool
  ) -> Double {
    let body = blocks.filter { !$0.isHeading }
    var score = 0.15 + 0.3 * length(words) + 0.2 * focus(body, concepts)
    score += 0.1 * min(1, Double(concepts.count) / 4)
    score += hasHeading ? 0.1 : 0
    score += isFinished(body) ? 0.15 : 0
    if pointsBack { score -= 0.1 }
    score -= 0.3 * (1 - proseShare(body))
    score -= 0.35 * linkShare(body)
    if isUnimportant(lastPart(of: title), body) { score -= 0.4 }
    return Mathematics.rounded(score)
  }

  /// 1 for the length of a good atom, towards 0 for splinters and for monsters.
  private static func length(_ words: Int) -> Double {
    if words < 150 { return Double(words) / 150 }
    return words <= 350 ? 1 : Mathematics.clamped(1 - Double(words - 350) / 350)
  }

  /// The share of its paragraphs that speak of its leading concepts.
  private static func focus(_ blocks: [Block], _ concepts: [String]) -> Double {
    let prose = blocks.filter { $0.isProse && $0.words >= 12 }
    guard !prose.isEmpty, !concepts.isEmpty else { return 0.3 }
    let leading = concepts.prefix(3).map { $0.lowercased() }
    let hits = prose.filter { block in
      let text = block.prose.lowercased()
      return leading.contains { text.contains($0) }
    }
    return Double(hits.count) / Double(prose.count)
  }

  private static func isFinished(_ blocks: [Block]) -> Bool {
    guard let last = blocks.last else { return false }
    return !last.isProse || last.isItem || Sentences.endsSentence(last.prose.utf8)
  }

  /// How much of it explains; a listing with a few lines of text is no less, one without any is.
  private static func proseShare(_ blocks: [Block]) -> Double {
    let all = blocks.reduce(0) { $0 + $1.words }
    let prose = blocks.reduce(0) { $0 + ($1.isProse ? $1.words : 0) }
    return min(1, 2.5 * Double(prose) / Double(max(1, all)))
  }

  private static func linkShare(_ blocks: [Block]) -> Double {
    let all = blocks.reduce(0) { $0 + $1.prose.utf8.count }
    let linked = blocks.reduce(0) { $0 + $1.linkedBytes }
    return Mathematics.clamped(2 * Double(linked) / Double(max(1, all)) - 0.6)
  }

  /// A section of thanks or sources; "references" may also be what a language calls its pointers.
  private static func isUnimportant(_ title: String, _ blocks: [Block]) -> Bool {
    guard Boilerplate.unimportant.contains(title) else { return false }
    let items = blocks.reduce(0) { $0 + ($1.isItem ? $1.words : 0) }
    let all = blocks.reduce(0) { $0 + $1.words }
    return title != "references" || linkShare(blocks) > 0.2 || items * 10 > all * 6
  }

  private static func lastPart(of title: String) -> String {
    (title.split(separator: ":").last.map { String($0).trimmed } ?? title).lowercased()
  }
}
