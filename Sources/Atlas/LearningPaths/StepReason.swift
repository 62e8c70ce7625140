import AtlasKernel

/// Why a step stands where it stands, in facts.
enum StepReason: Sendable, Equatable {
  case completed
  /// Another step cannot go before it.
  case needed(by: PathCandidate)
  /// The first step of a skill.
  case opens(SkillStanding, isWeakest: Bool)
  /// A harder step of a skill than the one before.
  case raises(SkillStanding, isTarget: Bool)
  /// Another step of a skill.
  case continues(SkillStanding)
}

extension StepReason {
  /// The sentence for a step.
  func text(_ step: PathCandidate) -> String {
    switch self {
    case .completed: "You have completed it, and the path goes on from here."
    case .needed(let other): Self.text(step, before: other)
    case .opens(let skill, let isWeakest):
      "\(Self.standing(skill, isWeakest)), and this is its easiest \(Self.open(step, skill))."
    case .raises(let skill, let isTarget):
      "It takes \(skill.name) to \(PathLevel.name(step.level))\(isTarget ? ", the level you aim for" : "")."
    case .continues(let skill): "It is the next \(PathLevel.name(step.level)) \(step.noun) on \(skill.name)."
    }
  }

  private static func standing(_ skill: SkillStanding, _ isWeakest: Bool) -> String {
    let score = "\(Int(skill.score.rounded())) of 100"
    return isWeakest
      ? "Your weakest skill here is \(skill.name) (\(score))" : "\(skill.name) comes next (\(score))"
  }

  private static func open(_ step: PathCandidate, _ skill: SkillStanding) -> String {
    let mastered = skill.masteredLevel
    return mastered == 0
      ? "open \(step.noun)" : "\(step.noun) above \(PathLevel.name(mastered)), which you have mastered"
  }

  private static func text(_ step: PathCandidate, before other: PathCandidate) -> String {
    switch (step.item.kind, other.item.kind) {
    case _ where step.content != nil && step.content == other.content && !other.needs.contains(step.item):
      "It comes before “\(other.title)” in the same text."
    case (.incident, .diagram): "It shows what can go wrong with what “\(other.title)” explains."
    case (.atom, .diagram): "“\(other.title)” is built from it."
    case (.diagram, .lab) where !other.needs.contains(step.item): "“\(other.title)” practises what it explains."
    default: "“\(other.title)” needs it."
    }
  }
}

extension PathCandidate {
  /// What it is, in a word.
  var noun: String { item.kind.rawValue }
}
