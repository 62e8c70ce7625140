import AtlasKernel

/// Puts candidates in order: a pure function of facts.
///
/// Again and again it turns to the skill that will be the weakest by then, and takes that skill's easiest due item,
/// after everything that item needs. A skill that had three steps in a row waits while another is due. Steps count as
/// completed for what comes behind them: of a level no more is on the path than masters it, and the path climbs on.
struct PathPlanner: Sendable {
  private let targetLevel: Int
  private let candidates: [GlobalID: PathCandidate]
  /// Due items by skill, the easiest first; within a level diagrams and labs take turns.
  private let dueItems: [Int64: [PathCandidate]]
  /// What stands before an atom in its content, among the candidates.
  private let textOrder: [GlobalID: GlobalID]
  private let standing: [SkillStanding]
  private var projected: [SkillStanding]
  private var placed: Set<GlobalID> = []
  /// What cannot be reached, because something that it needs is not among the candidates.
  private var unreachable: Set<GlobalID> = []
  private var levels: [Int64: Int] = [:]
  private var steps: [PathStep] = []

  static let longestRun = 3

  /// - Parameters:
  ///   - standing: the skills of the goal, the weakest first.
  ///   - targetLevel: 1 to 4.
  init(_ candidates: [PathCandidate], standing: [SkillStanding], targetLevel: Int) {
    self.targetLevel = targetLevel
    self.standing = standing
    projected = standing
    let sorted = candidates.sorted(by: PathCandidate.isEarlier)
    self.candidates = Dictionary(sorted.map { ($0.item, $0) }) { first, _ in first }
    let due = sorted.filter { $0.isDue && !$0.isCompleted }
    dueItems = Dictionary(
      standing.map { skill in (skill.id, Self.takingTurns(due.filter { $0.skills.contains(skill.id) })) }
    ) { first, _ in first }
    textOrder = Self.textOrder(candidates)
  }

  /// The steps that are not completed.
  ///
  /// - Parameter limit: how many at most.
  static func steps(
    _ candidates: [PathCandidate], standing: [SkillStanding], targetLevel: Int, limit: Int
  ) -> [PathStep] {
    var planner = PathPlanner(candidates, standing: standing, targetLevel: targetLevel)
    while planner.steps.count < limit, let (target, skill) = planner.nextTarget() { planner.approach(target, skill) }
    return Array(planner.steps.prefix(limit))
  }

  /// Sorted items with reading and doing by turns within each level.
  private static func takingTurns(_ items: [PathCandidate]) -> [PathCandidate] {
    var counts: [String: Int] = [:]
    let turns = items.enumerated().map { place, item in
      let turn = counts["\(item.level) \(item.noun)", default: 0]
      counts["\(item.level) \(item.noun)"] = turn + 1
      return (item: item, key: (item.level, turn, place))
    }
    return turns.sorted { $0.key < $1.key }.map(\.item)
  }

  private static func textOrder(_ candidates: [PathCandidate]) -> [GlobalID: GlobalID] {
    let atoms = candidates.filter { $0.content != nil && !$0.isCompleted }.sorted {
      ($0.content ?? 0, $0.sequence, $0.item.key) < ($1.content ?? 0, $1.sequence, $1.item.key)
    }
    return Dictionary(
      zip(atoms.dropFirst(), atoms).filter { $0.content == $1.content }.map { ($0.item, $1.item) }
    ) { first, _ in first }
  }
}

extension PathPlanner {
  /// The easiest due item of the skill that is the weakest by now.
  private func nextTarget() -> (target: PathCandidate, skill: Int)? {
    let order = projected.indices.sorted { (projected[$0].score, $0) < (projected[$1].score, $1) }
    var waiting: (PathCandidate, Int)?
    for index in order {
      let skill = projected[index]
      let masteredLevel = skill.masteredLevel
      let next = dueItems[skill.id]?.first {
        $0.level > masteredLevel && !placed.contains($0.item) && !unreachable.contains($0.item)
      }
      guard let next else { continue }
      if !hasLongRun(skill.id) { return (next, index) }
      waiting = waiting ?? (next, index)
    }
    return waiting
  }

  private func hasLongRun(_ skill: Int64) -> Bool {
    let last = steps.suffix(Self.longestRun)
    return last.count == Self.longestRun && last.allSatisfy { $0.candidate.skills.contains(skill) }
  }

  /// Appends a due item with what it needs before; only remembers it where it cannot be reached.
  private mutating func approach(_ target: PathCandidate, _ skill: Int) {
    var walk = PrerequisiteWalk(candidates: candidates, textOrder: textOrder, placed: placed)
    guard walk.walk(to: target) else {
      unreachable.insert(target.item)
      return
    }
    for (candidate, other) in walk.order {
      let reason = other.map { StepReason.needed(by: $0) } ?? reason(for: target, skill)
      steps.append(PathStep(candidate: candidate, reason: reason))
      placed.insert(candidate.item)
      for index in projected.indices where candidate.skills.contains(projected[index].id) {
        projected[index].complete(level: candidate.level)
      }
    }
    levels[standing[skill].id] = target.level
  }

  private func reason(for target: PathCandidate, _ index: Int) -> StepReason {
    let skill = standing[index]
    guard let former = levels[skill.id] else { return .opens(skill, isWeakest: index == 0 && standing.count > 1) }
    guard target.level > former else { return .continues(skill) }
    return .raises(skill, isTarget: target.level == targetLevel && targetLevel < PathLevel.highest)
  }
}
