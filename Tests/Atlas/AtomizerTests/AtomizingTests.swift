import Testing

@testable import Atomizer

/// What holds for every text.
@Suite struct AtomizingTests {
  @Test func `the same text gives the same atoms`() {
    for format in [SourceText.Format.markdown, .html, .plain] {
      let source = SourceText(Texts.course(sections: 40), format: format, title: "Course")
      #expect(Atomizer.atomize(source) == Atomizer.atomize(source))
    }
  }

  @Test func `prerequisites are earlier atoms, never more than four, and none is implied by another`() {
    let atoms = Atomizer.atomize(SourceText(Texts.course(sections: 60), format: .markdown, title: "Course")).atoms
    #expect(atoms.contains { !$0.prerequisites.isEmpty })
    for (position, atom) in atoms.enumerated() {
      #expect(atom.prerequisites.allSatisfy { $0 >= 0 && $0 < position })
      #expect(atom.prerequisites.count <= 4)
      #expect(Set(atom.prerequisites).count == atom.prerequisites.count)
      for one in atom.prerequisites {
        #expect(atom.prerequisites.allSatisfy { !ancestors(of: $0, in: atoms).contains(one) })
      }
      #expect(atom.related.allSatisfy { $0 != position && atoms.indices.contains($0) })
    }
  }

  private func ancestors(of atom: Int, in atoms: [LearningAtom]) -> Set<Int> {
    var seen: Set<Int> = []
    var open = atoms[atom].prerequisites
    while let next = open.popLast() {
      if seen.insert(next).inserted { open += atoms[next].prerequisites }
    }
    return seen
  }

  @Test func `every number is within its bounds`() {
    for sections in [0, 1, 3, 30] {
      let result = Atomizer.atomize(SourceText(Texts.course(sections: sections), format: .markdown, title: "Course"))
      #expect((0...1).contains(result.qualityScore))
      for atom in result.atoms {
        #expect((0...1).contains(atom.difficulty))
        #expect((0...1).contains(atom.qualityScore))
        #expect(atom.estimatedSeconds > 0)
        #expect((1...200).contains(atom.title.unicodeScalars.count))
        #expect(atom.concepts.count <= 8)
        #expect(!atom.body.isEmpty)
        #expect(atom.objectives.allSatisfy(result.objectives.indices.contains))
        #expect(!atom.objectives.isEmpty)
      }
      #expect(result.objectives.count <= 30)
      #expect(Set(result.atoms.map(\.title)).count == result.atoms.count)
    }
  }

  @Test func `a text without words has no atoms`() {
    let markup: [SourceText.Format] = [.markdown, .html]
    for (text, formats) in [
      ("", markup + [.plain]), ("   \n\n\t", markup + [.plain]), ("***\n---\n", markup + [.plain]),
      // In plain text a comment is words like others.
      ("<!-- nothing -->", markup),
    ] {
      for format in formats {
        #expect(Atomizer.atomize(SourceText(text, format: format, title: "Empty")).atoms.isEmpty)
      }
    }
  }

  @Test func `progress rises to one, and what it throws ends the work`() throws {
    struct Cancelled: Error {}
    var fractions: [Double] = []
    let source = SourceText(Texts.course(sections: 20), format: .markdown, title: "Course")
    _ = Atomizer.atomize(source) { _, fraction in fractions.append(fraction) }
    #expect(fractions == fractions.sorted())
    #expect(fractions.first == 0)
    #expect(fractions.last == 1)
    #expect(throws: Cancelled.self) {
      try Atomizer.atomize(source) { stage, _ in if stage == "concepts" { throw Cancelled() } }
    }
  }

  @Test func `the corpus moves what is common everywhere behind what is special here`() {
    let text = Texts.paragraphs([
      "A mutex protects a counter. The mutex is locked by one thread. A thread waits for the mutex.",
      "The counter grows while somebody holds the mutex. The mutex is then given back, and the mutex is open.",
    ])
    let source = SourceText(text, format: .plain, title: "Guide")
    let alone = Atomizer.atomize(source)
    #expect(alone.terms["mutex"] == 1)
    #expect(alone.atoms.first?.concepts.first == "mutex")
    let corpus = CorpusStatistics(documentCount: 100, documentFrequencies: ["mutex": 100])
    #expect(Atomizer.atomize(source, corpus: corpus).atoms.first?.concepts.first != "mutex")
  }

  @Test(arguments: [
    ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"), ("plastered", "plaster"),
    ("motoring", "motor"), ("conflated", "conflat"), ("hopping", "hop"), ("filing", "file"), ("happy", "happi"),
    ("relational", "relat"), ("conditional", "condit"), ("digitizer", "digit"), ("formaliti", "formal"),
    ("triplicate", "triplic"), ("hopeful", "hope"), ("goodness", "good"), ("revival", "reviv"), ("adoption", "adopt"),
    ("probate", "probat"), ("rate", "rate"), ("controll", "control"), ("sky", "sky"), ("größe", "größe"),
    ("소유권은", "소유권"),
  ])
  func `words are stemmed as Porter does`(word: String, stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }
}
