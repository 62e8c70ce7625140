/// Says what a learner can do afterwards: one objective per topic, which is a heading with the atoms below it.
struct Objectives {
  /// More headings than this and the objectives belong to the headings above.
  private static let most = 30

  private let outline: Outline
  private let drafts: [Draft]
  private let atoms: [LearningAtom]

  /// Sets the atoms' objectives and returns them.
  static func formulate(_ drafts: [Draft], _ outline: Outline, _ atoms: inout [LearningAtom]) -> [Objective] {
    let builder = Objectives(outline: outline, drafts: drafts, atoms: atoms)
    let topics = builder.topics()
    for (position, topic) in topics.enumerated() {
      for atom in topic { atoms[atom].objectives = [position] }
    }
    return topics.map(builder.objective)
  }

  /// Consecutive atoms with the same headings, as deep as the number allows.
  private func topics() -> [[Int]] {
    let paths = drafts.map { $0.sections.first.map { outline.path(to: $0) } ?? [] }
    for depth in [6, 5, 4, 3, 2, 1] {
      let topics = grouped(paths.map { Array($0.prefix(depth)) })
      if topics.count <= Self.most { return topics }
    }
    let size = (drafts.count + Self.most - 1) / Self.most
    return stride(from: 0, to: drafts.count, by: max(1, size)).map { Array($0..<min($0 + size, drafts.count)) }
  }

  private func grouped(_ keys: [[Int]]) -> [[Int]] {
    var groups: [[Int]] = []
    for atom in keys.indices {
      // Pieces of text without any heading are topics of their own.
      if let last = groups.last?.last, keys[last] == keys[atom], !keys[atom].isEmpty {
        groups[groups.count - 1].append(atom)
      } else {
        groups.append([atom])
      }
    }
    return groups
  }

  private func objective(_ topic: [Int]) -> Objective {
    let concepts = leadingConcepts(topic)
    let title = commonTitle(topic)
    let kind = TopicKind(title: title, blocks: topic.flatMap { drafts[$0].blocks.map { outline.blocks[$0] } })
    let isTelling = !title.isEmpty && (!Headline.isGeneric(title) || concepts.isEmpty)
    let subject =
      isTelling ? title : concepts.isEmpty ? outline.sections[0].title : Headline.joined(Array(concepts.prefix(2)))
    return Objective(text: Headline.shortened(kind.sentence(subject, concepts), to: 190), level: kind.rawValue)
  }

  /// The concepts that lead in most of the topic's atoms, in the order of the text.
  private func leadingConcepts(_ topic: [Int]) -> [String] {
    var points: [String: (points: Int, order: Int)] = [:]
    for atom in topic {
      for (rank, concept) in atoms[atom].concepts.prefix(5).enumerated() {
        let old = points[concept] ?? (0, points.count)
        points[concept] = (old.points + 5 - rank, old.order)
      }
    }
    let best = points.sorted { ($0.value.points, $1.value.order) > ($1.value.points, $0.value.order) }
    return best.prefix(3).map(\.key)
  }

  /// The title of the deepest heading over all atoms of the topic.
  private func commonTitle(_ topic: [Int]) -> String {
    guard let first = topic.first else { return "" }
    if topic.count == 1 { return atoms[first].title }
    let paths = topic.compactMap { drafts[$0].sections.first.map { outline.path(to: $0) } }
    guard var common = paths.first else { return "" }
    for path in paths { common = zip(common, path).prefix { $0 == $1 }.map { $0.0 } }
    return outline.titleInContext(common.last ?? 0)
  }
}

/// What kind of text a topic is, by Bloom's levels.
private enum TopicKind: String {
  case understand = "UNDERSTAND"
  case apply = "APPLY"
  case analyze = "ANALYZE"
  case evaluate = "EVALUATE"
  case remember = "REMEMBER"

  init(title: String, blocks: [Block]) {
    let lower = " " + title.lowercased() + " "
    let has = { (signs: [String]) in signs.contains { lower.contains($0) } }
    let words = max(1, blocks.reduce(0) { $0 + $1.words })
    let code = blocks.reduce(0) { $0 + ($1.kind == .code ? $1.words : 0) }
    let steps = blocks.filter { if case .item(.some) = $0.kind { true } else { false } }.count
    let table = blocks.reduce(0) { $0 + ($1.kind == .table || $1.lead != nil && $1.isItem ? $1.words : 0) }
    if has([" versus ", " vs ", " vs. ", "difference", "compar", " or "]) {
      self = .analyze
    } else if has(["choosing", "trade-off", "tradeoff", "when to ", "pros and cons", "best practice", "why "]) {
      self = .evaluate
    } else if has([" how to ", "using ", "getting started", "install", "configur", "creating", "writing", "building"])
      || code * 4 > words || steps >= 4
    {
      self = .apply
    } else if table * 2 > words {
      self = .remember
    } else {
      self = .understand
    }
  }

  func sentence(_ subject: String, _ concepts: [String]) -> String {
    let lower = subject.lowercased()
    let extra = concepts.prefix(2).filter { !lower.contains($0.lowercased()) }
    let with = extra.isEmpty ? "" : Headline.joined(Array(extra))
    switch self {
    case .understand: return "Explain “\(subject)”" + (with.isEmpty ? "" : " in terms of \(with)")
    case .apply: return "Put “\(subject)” into practice" + (with.isEmpty ? "" : " with \(with)")
    case .analyze: return "Compare and contrast what “\(subject)” sets side by side" + (with.isEmpty ? "" : ": \(with)")
    case .evaluate: return "Judge and give reasons for “\(subject)”" + (with.isEmpty ? "" : " with regard to \(with)")
    case .remember: return "Recall the main points of “\(subject)”" + (with.isEmpty ? "" : ", among them \(with)")
    }
  }
}
