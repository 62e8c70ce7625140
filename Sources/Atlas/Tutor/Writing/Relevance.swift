import Retrieval

/// How well sentences of given passages fit a question.
///
/// A word that stands in few of the passages tells more than one that stands in all, so words weigh by the square root
/// of their rarity. The form of a sentence counts besides: "because" where the question is why.
struct Relevance: Sendable {
  private let keywords: Keywords
  private let intent: QuestionIntent
  /// By stem.
  private let weights: [String: Double]
  private let total: Double
  /// Less than this share of a question is chance.
  private static let leastCoverage = 0.2
  /// Who covers so many words of a question covers it.
  private static let enoughWords = 10

  init(_ question: TutorQuestion, _ keywords: Keywords, passages: [Passage]) {
    self.keywords = keywords
    intent = QuestionIntent(question.text)
    let texts = passages.map { Set(Keywords.words("\($0.title) \($0.heading ?? "") \($0.text)").map(Keywords.stem)) }
    let weights = keywords.stems.map { stem in
      let holding = texts.count { $0.contains(stem) }
      return (stem, (Double(texts.count + 1) / Double(holding + 1)).squareRoot())
    }
    self.weights = Dictionary(weights) { first, _ in first }
    // A selection helps to find, but need not be covered, nor need all of a long question.
    let own = Keywords(question.text).words.count
    let asked = weights.prefix(own == 0 ? weights.count : own)
    total = asked.reduce(0) { $0 + $1.1 } * Double(min(asked.count, Self.enoughWords)) / Double(max(1, asked.count))
  }

  /// The sentences of a passage that support an answer; nil when none does.
  func candidates(in passage: Passage) -> Candidates? {
    let sentences = Quotation.sentences(of: passage)
    guard !sentences.isEmpty else { return nil }
    if keywords.isEmpty { return passage.isSubject ? Candidates(beginning: sentences, of: passage) : nil }
    let title = keywords.stems(in: "\(passage.title) \(passage.heading ?? "")")
    let needed = passage.isSubject ? 1 : min(2, keywords.words.count)
    let scored = sentences.indices.compactMap { place -> Candidates.Scored? in
      let stems = keywords.stems(in: sentences[place])
      let covered = weight(of: stems) + weight(of: title.subtracting(stems)) / 2
      guard !stems.isEmpty, stems.union(title).count >= needed else { return nil }
      guard passage.isSubject || covered >= Self.leastCoverage * total else { return nil }
      let bonus = bonus(sentences[place], stems)
      let coverage = min(1, covered / total)
      return Candidates.Scored(place: place, stems: stems, coverage: coverage, score: coverage + bonus)
    }
    guard !scored.isEmpty else { return nil }
    return Candidates(passage: passage, sentences: sentences, scored: scored, keywords: keywords)
  }

  private func weight(of stems: Set<String>) -> Double { stems.reduce(0) { $0 + (weights[$1] ?? 0) } }

  private func bonus(_ sentence: String, _ stems: Set<String>) -> Double {
    var bonus = intent.fits(sentence, about: stems) ? 0.2 : 0
    if sentence.hasSuffix("?") { bonus -= 0.15 }
    if keywords.hasNeighbours(in: sentence) { bonus += 0.1 }
    return bonus
  }
}

/// The sentences of one passage that could be quoted, and how well each fits.
struct Candidates: Sendable, Comparable {
  struct Scored: Sendable {
    let place: Int
    let stems: Set<String>
    let coverage: Double
    let score: Double

    /// By what the sentences of one passage are put in order: the first tells most. That says nothing about another
    /// passage.
    var rank: Double { place == 0 ? score + 0.05 : score }
  }

  let passage: Passage
  let sentences: [String]
  private let scored: [Scored]
  private let keywords: Keywords

  /// - Parameter scored: not empty.
  init(passage: Passage, sentences: [String], scored: [Scored], keywords: Keywords) {
    self.passage = passage
    self.sentences = sentences
    self.scored = scored.sorted { ($1.rank, $0.place) < ($0.rank, $1.place) }
    self.keywords = keywords
  }

  /// The sentences in their order, for a question that names nothing.
  init(beginning sentences: [String], of passage: Passage) {
    let scored = sentences.indices.map { Scored(place: $0, stems: [], coverage: 0, score: 0) }
    self.init(passage: passage, sentences: sentences, scored: scored, keywords: Keywords(""))
  }

  var coverage: Double { scored.map(\.coverage).max() ?? 0 }

  /// The best sentence, and a little of what retrieval thinks of the passage.
  var score: Double { (scored.first?.score ?? 0) + passage.score * 0.15 }

  static func < (first: Candidates, second: Candidates) -> Bool {
    if first.passage.isSubject != second.passage.isSubject { return second.passage.isSubject }
    return first.score < second.score
  }

  static func == (first: Candidates, second: Candidates) -> Bool {
    first.passage.isSubject == second.passage.isSubject && first.score == second.score
  }

  /// The best sentences, each with the one before it where it cannot be understood without.
  ///
  /// - Parameter said: the stems of sentences that are quoted already; those of these are added.
  func evidence(limit: Int, besides said: inout [Set<String>]) -> Evidence? {
    var places: [Int] = []
    for candidate in scored where places.count < limit && candidate.score * 2 >= (scored.first?.score ?? 0) {
      guard add(candidate.place, to: &places, &said) else { continue }
      if places.count < limit, candidate.place > 0, Self.pointsBack(sentences[candidate.place]) {
        _ = add(candidate.place - 1, to: &places, &said)
      }
    }
    guard let best = places.first else { return nil }
    let stems = scored.filter { places.contains($0.place) }.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
    return Evidence(
      index: 0, passage: passage, places: places.sorted(), best: best, all: sentences,
      words: zip(keywords.words, keywords.stems).filter { stems.contains($0.1) }.map(\.0), coverage: coverage,
      score: score)
  }

  private func add(_ place: Int, to places: inout [Int], _ said: inout [Set<String>]) -> Bool {
    let stems = Keywords.contentStems(sentences[place])
    guard !places.contains(place), !said.contains(where: { Self.isSame($0, stems) }) else { return false }
    places.append(place)
    said.append(stems)
    return true
  }

  /// Whether two sentences say almost the same: four fifths of their words are in both.
  private static func isSame(_ first: Set<String>, _ second: Set<String>) -> Bool {
    let shared = first.intersection(second).count
    return shared * 5 >= first.union(second).count * 4
  }

  private static func pointsBack(_ sentence: String) -> Bool {
    let words = Keywords.words(sentence)
    return words.first.map(pointers.contains) ?? false
  }

  private static let pointers: Set = [
    "it", "its", "this", "that", "these", "those", "such", "they", "their", "then", "so", "but", "both", "one", "here",
    "otherwise", "instead", "only",
  ]
}
