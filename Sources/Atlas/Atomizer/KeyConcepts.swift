/// Chooses each atom's key concepts: RAKE's phrases, weighted by TF-IDF over the document's atoms and the corpus.
struct KeyConcepts {
  struct Concept {
    let phrase: Int32
    let score: Double
  }

  private static let most = 8
  private static let usual = 3
  /// A concept beyond the usual number must come this near to the best.
  private static let nearness = 0.3
  /// And one within the usual number this near.
  private static let farthest = 0.12

  private let phrases: AtomPhrases
  private let vocabulary: Vocabulary
  private let corpus: CorpusStatistics
  private let atoms: Int

  init(_ phrases: AtomPhrases, _ corpus: CorpusStatistics) {
    self.phrases = phrases
    vocabulary = phrases.vocabulary
    self.corpus = corpus
    atoms = phrases.uses.count
  }

  /// An atom's concepts, the most telling first.
  func concepts(of atom: Int) -> [Concept] {
    let scored = phrases.uses[atom].compactMap { use -> Concept? in
      let score = score(use)
      return score > 0 ? Concept(phrase: use.phrase, score: score) : nil
    }
    let ranked = scored.sorted { ($0.score, $1.phrase) > ($1.score, $0.phrase) }
    var chosen: [Concept] = []
    for concept in ranked.prefix(60) where chosen.count < Self.most {
      let isNear = concept.score >= Self.nearness * (chosen.first?.score ?? 0)
      let floor = Self.farthest * (chosen.first?.score ?? 0)
      guard isNear || (chosen.count < Self.usual && concept.score >= floor) else { break }
      if !overlaps(concept, chosen) { chosen.append(concept) }
    }
    return chosen
  }

  /// How rare a phrase is among the atoms, and among other documents.
  func rarity(_ number: Int32) -> Double {
    let entry = phrases.table[number]
    let here = Mathematics.logarithm(1 + Double(atoms) / Double(max(1, entry.atoms)))
    let members = entry.phrase.members
    let elsewhere =
      members.reduce(0.0) { $0 + corpus.rarity(of: vocabulary.stems[Int($1)]) } / Double(max(1, members.count))
    return here * (0.15 + 0.85 * elsewhere)
  }

  private func score(_ use: AtomPhrases.Use) -> Double {
    let entry = phrases.table[use.phrase]
    let form = entry.form.members.map { vocabulary[$0] }
    guard isSpeakable(form) else { return 0 }
    let stands = use.isMarked || use.isTitle || use.isDefined || entry.isMarked
    if entry.length > 1, entry.occurrences < 2, !stands { return 0 }
    if entry.length > 1, entry.alone == 0 { return 0 }
    // One word must be used, not only be there.
    if entry.length == 1, use.weight < 2, !use.isTitle, !use.isMarked, !use.isDefined { return 0 }
    var score = use.weight.squareRoot() * rarity(use.phrase) * phrases.table.rake(entry.phrase).squareRoot()
    // A part of longer phrases means less than a phrase that stands alone.
    score *= 0.25 + 0.75 * Double(entry.alone) / Double(max(1, entry.occurrences))
    score *= entry.occurrences == 1 ? 0.5 : 1
    score *= [1, 1, 1.35, 1.3, 1.1][min(4, entry.length)]
    if use.isTitle { score *= 1.9 }
    if use.isDefined { score *= 1.5 }
    if use.isMarked { score *= 1.4 }
    if entry.length == 1, let word = form.first { score *= weight(of: word, stands: stands) }
    return score
  }

  /// Nouns make concepts; verbs and adverbs mostly do not, and in English they show it by their ends.
  private func weight(of word: Vocabulary.Surface, stands: Bool) -> Double {
    if word.isUnspaced || word.isName { return 1.1 }
    let text = word.text.utf8
    if text.count < 3 { return 0.4 }
    if word.text.hasSuffix("ly") { return 0.2 }
    if !stands, word.text.hasSuffix("ing") || word.text.hasSuffix("ed") { return 0.45 }
    return 1
  }

  private func isSpeakable(_ form: [Vocabulary.Surface]) -> Bool {
    guard let first = form.first, let last = form.last, !first.isStop else { return false }
    if form.contains(where: { $0.text.hasSuffix("니다") || $0.text.hasSuffix("세요") }) { return false }
    // "value substituted", "error according to": the sentence goes on, and no noun was there.
    if form.count > 1, last.text.hasSuffix("ed"), !last.text.hasSuffix("eed") { return false }
    if last.text.hasSuffix("ly") || (form.count > 1 && first.text.hasSuffix("ly")) { return false }
    return form.reduce(0) { $0 + $1.text.utf8.count } <= 60 && Set(form.map(\.stem)).count == form.count
  }

  /// Whether a chosen concept already says it.
  private func overlaps(_ concept: Concept, _ chosen: [Concept]) -> Bool {
    let members = Set(phrases.table[concept.phrase].phrase.members)
    return chosen.contains { other in
      let others = Set(phrases.table[other.phrase].phrase.members)
      return members.isSubset(of: others) || others.isSubset(of: members)
    }
  }

  /// A phrase as people write it.
  func form(_ number: Int32) -> String {
    phrases.table[number].form.members.map { vocabulary[$0].text }.joined(separator: " ")
  }
}
