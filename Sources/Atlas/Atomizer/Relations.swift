/// Finds atoms about the same concepts.
enum Relations {
  private static let most = 3
  /// A concept of more atoms than this relates nothing in particular.
  private static let commonAtoms = 24
  private static let least = 1.5

  /// Per atom, those that share concepts with it, the nearest first; prerequisites, in either direction, are left out.
  static func related(
    _ concepts: [[KeyConcepts.Concept]], _ prerequisites: [[Int]], _ chooser: KeyConcepts
  ) -> [[Int]] {
    var holders: [Int32: [Int]] = [:]
    for (atom, list) in concepts.enumerated() {
      for concept in list { holders[concept.phrase, default: []].append(atom) }
    }
    return concepts.indices.map { atom in
      var strengths: [Int: Double] = [:]
      for concept in concepts[atom] {
        guard let others = holders[concept.phrase], others.count <= commonAtoms else { continue }
        for other in others where other != atom { strengths[other, default: 0] += chooser.rarity(concept.phrase) }
      }
      return strengths.filter { other, strength in
        strength >= least && !prerequisites[atom].contains(other) && !prerequisites[other].contains(atom)
      }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(most).map(\.key)
    }
  }
}
