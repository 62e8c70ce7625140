// Atomizer: cuts a text into learning atoms. Values in, values out: it knows neither database nor network.
//
// Neighbours: ContentLibrary gives it texts and stores what it answers.
// Stages: a reader per format makes blocks, Boilerplate drops what nobody learns, Outline finds the sections,
// Segmentation cuts, KeyConcepts, Prerequisites, Relations, Titles, Readability, Quality and Objectives describe.
// Invariant: the same text, corpus statistics and version always give the same atoms; every stage is linear or
// n log n in the text, and no call goes deeper because the input says so.

/// The algorithm's identity.
public enum Atomizer {
  /// Rises with every change of what the algorithm answers for any text.
  public static let version = "1"
}

extension Atomizer {
  /// How many stems are handed to the corpus statistics: the most widespread ones.
  static let mostTerms = 20_000

  /// Cuts a document into atoms and describes them.
  public static func atomize(_ source: SourceText, corpus: CorpusStatistics = .empty) -> Atomization {
    atomize(source, corpus: corpus) { _, _ in }
  }

  /// Cuts a document into atoms and describes them.
  ///
  /// `progress` hears the stage and how much is done, 0 to 1, rising; what it throws ends the work.
  public static func atomize(
    _ source: SourceText, corpus: CorpusStatistics = .empty,
    progress: (_ stage: String, _ fraction: Double) throws -> Void
  ) rethrows -> Atomization {
    try progress("reading", 0)
    let blocks = source.blocks()
    try progress("outlining", 0.3)
    let outline = Outline(blocks, title: source.title)
    try progress("segmenting", 0.45)
    let drafts = Segmentation.drafts(of: outline).filter { $0.words > 0 }
    var phrases = AtomPhrases(outline)
    for (index, draft) in drafts.enumerated() {
      if index % 64 == 0 { try progress("concepts", 0.55 + 0.15 * Double(index) / Double(drafts.count)) }
      phrases.take(draft, of: outline)
    }
    let chooser = KeyConcepts(phrases, corpus)
    var concepts: [[KeyConcepts.Concept]] = []
    for index in drafts.indices {
      if index % 64 == 0 { try progress("concepts", 0.7 + 0.1 * Double(index) / Double(drafts.count)) }
      concepts.append(chooser.concepts(of: index))
    }
    try progress("linking", 0.8)
    let links = Prerequisites.infer(drafts, phrases, concepts, chooser)
    try progress("describing", 0.9)
    let names = concepts.map { $0.map { chooser.form($0.phrase) } }
    var atoms = describe(drafts, outline, concepts: names)
    let related = Relations.related(concepts, links, chooser)
    for index in atoms.indices {
      atoms[index].prerequisites = links[index]
      atoms[index].related = related[index]
    }
    let objectives = Objectives.formulate(drafts, outline, &atoms)
    try progress("done", 1)
    return Atomization(
      version: version, atoms: atoms, objectives: objectives, qualityScore: quality(atoms, drafts),
      terms: terms(phrases))
  }

  private static func describe(_ drafts: [Draft], _ outline: Outline, concepts: [[String]]) -> [LearningAtom] {
    let titles = Titles.titles(drafts, outline, concepts: concepts)
    return drafts.indices.map { index in
      let draft = drafts[index]
      let blocks = draft.blocks.map { outline.blocks[$0] }
      let readability = Readability(blocks)
      let difficulty = readability.difficulty(
        conceptDensity: Double(concepts[index].count) * 10 / Double(max(40, draft.words)))
      let quality = Quality.score(
        blocks, words: draft.words, concepts: concepts[index], hasHeading: draft.sections.first != 0,
        title: titles[index], pointsBack: pointsBack(draft, outline))
      return LearningAtom(
        title: titles[index], body: BodyWriter.body(withoutTitle(draft, outline)), concepts: concepts[index],
        difficulty: difficulty, estimatedSeconds: readability.seconds(difficulty: difficulty), qualityScore: quality,
        prerequisites: [], related: [], objectives: [])
    }
  }

  /// An atom's blocks; its first heading is its title already, unless there are several of that rank.
  private static func withoutTitle(_ draft: Draft, _ outline: Outline) -> [Block] {
    let blocks = draft.blocks.map { outline.blocks[$0] }
    guard let level = blocks.first?.headingLevel else { return blocks }
    let hasSibling = blocks.dropFirst().contains { $0.headingLevel.map { $0 <= level } ?? false }
    return hasSibling ? blocks : Array(blocks.dropFirst())
  }

  private static func pointsBack(_ draft: Draft, _ outline: Outline) -> Bool {
    guard let first = draft.blocks.first(where: { !outline.blocks[$0].isHeading }),
      let word = outline.words[first].first
    else { return false }
    return LongSection.leaning.contains(outline.vocabulary[word.surface].text)
  }

  private static func quality(_ atoms: [LearningAtom], _ drafts: [Draft]) -> Double {
    let words = drafts.reduce(0) { $0 + $1.words }
    guard words > 0 else { return 0 }
    let sum = zip(atoms, drafts).reduce(0.0) { $0 + $1.0.qualityScore * Double($1.1.words) }
    return Mathematics.rounded(sum / Double(words))
  }

  private static func terms(_ phrases: AtomPhrases) -> [String: Int] {
    var terms: [String: Int] = [:]
    let ranked = phrases.stemAtoms.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    for (stem, atoms) in ranked.prefix(mostTerms) { terms[phrases.vocabulary.stems[Int(stem)]] = atoms }
    return terms
  }
}
