/// The phrases of each draft with their weights, and where concepts are defined.
struct AtomPhrases {
  struct Use {
    let phrase: Int32
    /// How much is made of it here: an occurrence counts one, a marked one or one in a title more.
    var weight: Double
    var isMarked: Bool
    var isTitle: Bool
    var isDefined: Bool
  }

  private(set) var table = PhraseTable()
  /// The document's, with the forms that only stand in marked words.
  private(set) var vocabulary: Vocabulary
  /// Per draft, by phrase.
  private(set) var uses: [[Use]] = []
  /// Stems per draft: what the corpus counts.
  private(set) var stemAtoms: [Int32: Int] = [:]

  /// Listens to the phrases of one draft.
  private struct Collector {
    var uses: [Int32: Use] = [:]

    mutating func add(
      _ phrase: Int32, weight: Double, isMarked: Bool = false, isTitle: Bool = false, isDefined: Bool = false
    ) {
      var use = uses[phrase] ?? Use(phrase: phrase, weight: 0, isMarked: false, isTitle: false, isDefined: false)
      use.weight += weight
      use.isMarked = use.isMarked || isMarked
      use.isTitle = use.isTitle || isTitle
      use.isDefined = use.isDefined || isDefined
      uses[phrase] = use
    }
  }

  init(_ outline: Outline) {
    vocabulary = outline.vocabulary
  }

  mutating func take(_ draft: Draft, of outline: Outline) {
    var collector = Collector()
    var stems: Set<Int32> = []
    let titles = Set(draft.sections.prefix(1).compactMap { outline.sections[$0].heading })
    for (position, index) in draft.blocks.enumerated() {
      let block = outline.blocks[index]
      let words = outline.words[index]
      let weight = block.isHeading ? 2.5 : position < 3 ? 1.2 : block.kind == .table ? 0.6 : 1
      let isTitle = titles.contains(index)
      takeRows(words, outline.vocabulary, isHeading: block.isHeading) { number in
        collector.add(number, weight: weight, isTitle: isTitle)
      }
      for word in words where !outline.vocabulary[word.surface].isStop {
        stems.insert(outline.vocabulary[word.surface].stem)
      }
      takeMarked(block, &collector)
      if !block.isHeading {
        for phrase in Definitions.defined(in: words, outline.vocabulary) {
          if let number = table.number(of: phrase) { collector.add(number, weight: 1, isDefined: true) }
        }
      }
    }
    for stem in stems { stemAtoms[stem, default: 0] += 1 }
    for phrase in collector.uses.keys { table.countAtom(phrase) }
    uses.append(collector.uses.values.sorted { $0.phrase < $1.phrase })
  }

  /// Rows of words between stop words and marks.
  private mutating func takeRows(
    _ words: [Word], _ vocabulary: Vocabulary, isHeading: Bool, report: (Int32) -> Void
  ) {
    var row: [Int32] = []
    for word in words {
      let surface = vocabulary[word.surface]
      if word.isAfterBreak || !surface.goesOn(after: row.count), !row.isEmpty {
        table.take(row[...], vocabulary, votes: !isHeading, isMarked: isHeading, report: report)
        row = []
      }
      if surface.goesOn(after: row.count) { row.append(word.surface) }
    }
    if !row.isEmpty { table.take(row[...], vocabulary, votes: !isHeading, isMarked: isHeading, report: report) }
  }

  /// What the author set off weighs more, and bold words at the beginning of a paragraph are defined by it.
  private mutating func takeMarked(_ block: Block, _ collector: inout Collector) {
    guard !block.isHeading else { return }
    for term in block.terms.prefix(12) {
      let stems = WordScanner.words(of: term, in: &vocabulary).enumerated()
        .filter { vocabulary[$1.surface].goesOn(after: $0) }.map { $1 }
      guard (1...Phrase.longest).contains(stems.count) else { continue }
      let phrase = Phrase(stems.map { vocabulary[$0.surface].stem }[...])
      if let number = table.number(of: phrase) {
        collector.add(number, weight: 0.5, isMarked: true, isDefined: block.lead == term)
      }
    }
  }
}
