import AtlasKernel
import Atomizer

/// The terms of a material: what its authors name, what stands out in it, and what its sentences speak of.
struct ClozeTerms: Sendable {
  struct Entry: Sendable {
    /// As a sentence writes it.
    var term: ClozeTerm
    /// How much it is worth to be asked about: 3 for what an author says a text is about, 1 for a noun that came along.
    let weight: Double
    /// How often the subject's sentences have it.
    var ownCount = 0
    /// Whether somewhere it is used as a noun.
    var isNoun = false
  }

  private(set) var entries: [Entry] = []
  private var places: [[String]: Int] = [:]

  private static let mostTerms = 1_000
  /// Texts whose author names no terms, and that are looked through for them.
  private static let mostUnnamed = 30

  /// - Parameters:
  ///   - own: the sentences of the subject.
  ///   - near: those of its neighbours.
  init(_ material: QuizMaterial, own: [ClozeSentence], near: [ClozeSentence]) {
    let weights = Self.weights(material.pieces + material.neighbours)
    for sentence in own { take(sentence, weights, isOwn: true) }
    for sentence in near { take(sentence, weights, isOwn: false) }
  }

  /// What is known to stand out, by its stems.
  private static func weights(_ pieces: [QuizMaterial.Piece]) -> [[String]: Double] {
    var weights: [[String]: Double] = [:]
    func add(_ texts: [String], _ weight: Double) {
      for term in texts.prefix(mostTerms).compactMap({ ClozeTerm($0) }) {
        weights[term.stems] = max(weights[term.stems] ?? 0, weight)
      }
    }
    var unnamed = 0
    for piece in pieces {
      add(piece.terms, 3)
      add(Prose.read(piece.text).terms, 2.5)
      // The concepts of atoms were found in this way already.
      if piece.item.kind == .atom, !piece.terms.isEmpty || unnamed >= mostUnnamed { continue }
      unnamed += 1
      let cut = Atomizer.atomize(SourceText(piece.text, format: .markdown, title: piece.title))
      add(cut.atoms.flatMap(\.concepts), 2)
    }
    return weights
  }

  /// Every row of one to three words that stands out, and every single noun.
  private mutating func take(_ sentence: ClozeSentence, _ weights: [[String]: Double], isOwn: Bool) {
    for place in sentence.rows {
      let isNoun = sentence.isNoun(at: place)
      let weight = weights[sentence.words[place].map(\.stem)]
      guard weight != nil || place.count == 1 && isNoun else { continue }
      take(sentence, place, weight: weight ?? 1, isNoun: isNoun || place.count > 1, isOwn: isOwn)
    }
  }

  /// The term with these stems.
  subscript(stems: [String]) -> Entry? { places[stems].map { entries[$0] } }

  private mutating func take(
    _ sentence: ClozeSentence, _ place: Range<Int>, weight: Double, isNoun: Bool, isOwn: Bool
  ) {
    let stems = sentence.words[place].map(\.stem)
    if places[stems] == nil {
      guard entries.count < Self.mostTerms, let term = sentence.term(at: place) else { return }
      places[stems] = entries.count
      entries.append(Entry(term: term, weight: weight))
    }
    guard let entry = places[stems] else { return }
    // Verbs share their stems with nouns: the noun is what is shown.
    if isNoun, !entries[entry].isNoun, let term = sentence.term(at: place) {
      entries[entry].term = term
      entries[entry].isNoun = true
    }
    if isOwn { entries[entry].ownCount += 1 }
  }
}
