import AtlasAPI

/// Wrong options for a gap: terms of the same sort that the sentence does not have and that are no part of the answer.
struct Distractors: Sendable {
  private let answer: ClozeTerm
  private let weight: Double
  private let sentence: ClozeSentence
  private let terms: ClozeTerms
  private let difficulty: API.Difficulty?

  init(
    _ entry: ClozeTerms.Entry, in sentence: ClozeSentence, _ place: Range<Int>, _ terms: ClozeTerms,
    _ difficulty: API.Difficulty?
  ) {
    answer = sentence.term(at: place) ?? entry.term
    weight = entry.weight
    self.sentence = sentence
    self.terms = terms
    self.difficulty = difficulty
  }

  /// So many, the nearest to the answer first; nil where there are not enough.
  func best(_ count: Int) -> [ClozeTerm]? {
    let present = Set(sentence.words.map(\.stem))
    let candidates = terms.entries.enumerated().compactMap { index, entry -> (ClozeTerm, Double, Int)? in
      guard entry.isNoun, let term = entry.term.inNumber(of: answer), isOfItsSort(term),
        present.isDisjoint(with: term.stems)
      else { return nil }
      return (term, nearness(of: entry, term), index)
    }
    var chosen: [ClozeTerm] = []
    var used = Set(answer.stems)
    for (term, _, _) in candidates.sorted(by: { ($0.1, $1.2) > ($1.1, $0.2) }) where chosen.count < count {
      guard used.isDisjoint(with: term.stems), !overlaps(term, chosen + [answer]) else { continue }
      chosen.append(term)
      used.formUnion(term.stems)
    }
    return chosen.count == count ? chosen : nil
  }

  private func isOfItsSort(_ term: ClozeTerm) -> Bool {
    let lengths = (Double(term.text.count), Double(answer.text.count))
    return term.isName == answer.isName && term.ending == answer.ending && term.isPlural == answer.isPlural
      && (term.words.count == 1) == (answer.words.count == 1) && lengths.0 <= lengths.1 * 2.5 + 2
      && lengths.1 <= lengths.0 * 2.5 + 2
  }

  /// Whether one is written inside the other, as in "log" and "logs".
  private func overlaps(_ term: ClozeTerm, _ others: [ClozeTerm]) -> Bool {
    let text = term.text.lowercased()
    return others.contains { other in
      let other = other.text.lowercased()
      return other.contains(text) || text.contains(other)
    }
  }

  /// Experts choose among terms of the same text, beginners among those of others.
  private func nearness(of entry: ClozeTerms.Entry, _ term: ClozeTerm) -> Double {
    var nearness = -abs(entry.weight - weight) - 0.05 * Double(abs(term.text.count - answer.text.count))
    if term.words.count == answer.words.count { nearness += 0.5 }
    switch difficulty {
    case .beginner: nearness += (entry.ownCount > 0) ? -0.5 : 0.5
    case .intermediate, nil: nearness += (entry.ownCount > 0) ? 0.2 : 0
    case .advanced: nearness += (entry.ownCount > 0) ? 0.7 : 0
    case .expert: nearness += (entry.ownCount > 0) ? 1.5 : 0
    }
    return nearness
  }
}
