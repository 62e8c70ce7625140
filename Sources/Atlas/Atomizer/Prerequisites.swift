/// Infers what should be learned before: an atom needs the earlier atom that defines a concept it makes much of.
///
/// Edges lead only to earlier atoms, so there is no cycle; edges that others imply are left out.
struct Prerequisites {
  private static let most = 4
  /// A concept in more atoms than this share is what the whole document is about, and orders nothing.
  private static let commonShare = 0.3
  /// An edge needs this much of the strongest one's strength.
  private static let nearness = 0.35
  private static let least = 0.9
  /// How many atoms are visited to find that an edge is implied.
  private static let reach = 1000

  private let drafts: [Draft]
  private let phrases: AtomPhrases
  private let chooser: KeyConcepts
  /// Which atom defines a phrase that is somewhere a key concept.
  private var definers: [Int32: Int] = [:]
  private var edges: [[Int]] = []

  /// Per atom, the atoms it needs, the strongest need first.
  static func infer(
    _ drafts: [Draft], _ phrases: AtomPhrases, _ concepts: [[KeyConcepts.Concept]], _ chooser: KeyConcepts
  ) -> [[Int]] {
    var prerequisites = Prerequisites(drafts: drafts, phrases: phrases, chooser: chooser)
    prerequisites.findDefiners(concepts)
    for atom in drafts.indices { prerequisites.edges.append(prerequisites.needs(of: atom, concepts[atom])) }
    return prerequisites.edges
  }

  private init(drafts: [Draft], phrases: AtomPhrases, chooser: KeyConcepts) {
    self.drafts = drafts
    self.phrases = phrases
    self.chooser = chooser
  }

  /// The first atom that defines a concept or has it in its title, else the first that makes much of it.
  private mutating func findDefiners(_ concepts: [[KeyConcepts.Concept]]) {
    let known = Set(concepts.joined().map(\.phrase))
    var salient: [Int32: Int] = [:]
    for (atom, list) in concepts.enumerated() {
      for concept in list where salient[concept.phrase] == nil { salient[concept.phrase] = atom }
    }
    for (atom, uses) in phrases.uses.enumerated() {
      for use in uses where known.contains(use.phrase) && definers[use.phrase] == nil {
        if use.isDefined || use.isTitle { definers[use.phrase] = atom }
      }
    }
    for (phrase, atom) in salient {
      // A definition that comes only after the concept was at work is none that orders the learning.
      definers[phrase] = min(atom, definers[phrase] ?? atom)
    }
  }

  private func needs(of atom: Int, _ own: [KeyConcepts.Concept]) -> [Int] {
    let ownPhrases = Set(own.map(\.phrase))
    let rarest = Mathematics.logarithm(1 + Double(phrases.uses.count))
    var strengths: [Int: Double] = [:]
    for use in phrases.uses[atom] {
      guard let definer = definers[use.phrase], definer < atom, !isCommon(use.phrase) else { continue }
      let isOwn = ownPhrases.contains(use.phrase)
      guard isOwn || use.weight >= 2 else { continue }
      let length = Double(phrases.table[use.phrase].length)
      strengths[definer, default: 0] +=
        min(4, use.weight) * chooser.rarity(use.phrase) / rarest * (isOwn ? 1.5 : 0.7) * length.squareRoot()
    }
    // The pieces of one section follow each other.
    if let part = drafts[atom].part, part > 0 { strengths[atom - 1, default: 0] += Self.least + 0.5 }
    let ranked = strengths.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    let threshold = max(Self.least, (ranked.first?.value ?? 0) * Self.nearness)
    let chosen = ranked.prefix(Self.most).filter { $0.value >= threshold }.map(\.key)
    return reduced(chosen)
  }

  private func isCommon(_ phrase: Int32) -> Bool {
    let atoms = Double(phrases.uses.count)
    return Double(phrases.table[phrase].atoms) > max(2, atoms * Self.commonShare)
  }

  /// Without those that another one needs anyway.
  private func reduced(_ chosen: [Int]) -> [Int] {
    chosen.filter { candidate in !chosen.contains { $0 > candidate && reaches($0, candidate) } }
  }

  private func reaches(_ start: Int, _ goal: Int) -> Bool {
    var seen: Set<Int> = [start]
    var open = [start]
    while let atom = open.popLast(), seen.count < Self.reach {
      for next in edges[atom] where next >= goal {
        if next == goal { return true }
        if seen.insert(next).inserted { open.append(next) }
      }
    }
    return false
  }
}
