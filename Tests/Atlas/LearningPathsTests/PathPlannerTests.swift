import AtlasKernel
import Testing

@testable import LearningPaths

@Suite("Planning a path: a pure function of facts")
struct PathPlannerTests {
  private static let plentiful = [1: 100, 2: 100, 3: 100, 4: 100]

  private func skill(_ id: Int64, _ name: String, totals: [Int: Int] = plentiful, mastered: [Int: Int] = [:])
    -> SkillStanding
  {
    SkillStanding(
      id: id, name: name,
      levels: totals.reduce(into: [:]) {
        $0[$1.key] = SkillStanding.Level(total: Double($1.value), mastered: Double(mastered[$1.key] ?? 0))
      })
  }

  private func item(
    _ kind: EntityKind, _ key: Int64, level: Int = 1, skills: [Int64] = [1], needs: [GlobalID] = [],
    follows: [GlobalID] = [], content: Int64? = nil, sequence: Int = 0
  ) -> PathCandidate {
    PathCandidate(
      item: GlobalID(kind, key), title: "\(kind.rawValue) \(key)", level: level, seconds: 600, skills: skills,
      isDue: !skills.isEmpty, needs: needs, follows: follows, content: content, sequence: sequence)
  }

  private func path(
    _ candidates: [PathCandidate], _ standing: [SkillStanding]? = nil, targetLevel: Int = 4, limit: Int = 30
  ) -> [PathStep] {
    PathPlanner.steps(
      candidates, standing: standing ?? [skill(1, "Consensus")], targetLevel: targetLevel, limit: limit)
  }

  private func keys(_ steps: [PathStep]) -> [Int64] { steps.map(\.candidate.item.key) }

  private func reasons(_ steps: [PathStep]) -> [String] { steps.map { $0.reason.text($0.candidate) } }

  @Test("everything that a step needs stands before it, however far, also what teaches no skill of the goal")
  func prerequisites() {
    let steps = path([
      item(.lab, 1, needs: [GlobalID(.diagram, 2), GlobalID(.incident, 6)]),
      item(.diagram, 2, level: 4, skills: [], needs: [GlobalID(.atom, 3)]),
      item(.atom, 3, level: 3, skills: [], needs: [GlobalID(.atom, 4), GlobalID(.atom, 5)]),
      item(.atom, 4, level: 2, skills: []), item(.atom, 5, skills: []), item(.incident, 6, skills: []),
    ])
    #expect(keys(steps) == [6, 5, 4, 3, 2, 1])
    #expect(
      reasons(steps) == [
        "“lab 1” needs it.", "“atom 3” needs it.", "“atom 3” needs it.", "“diagram 2” is built from it.",
        "“lab 1” needs it.", "Consensus comes next (0 of 100), and this is its easiest open lab.",
      ])
  }

  @Test("within a level reading and doing take turns, the older ones first, in whatever order the candidates come")
  func ties() {
    let candidates = [item(.lab, 1), item(.diagram, 3), item(.diagram, 2), item(.lab, 4, level: 2)]
    for shift in candidates.indices {
      #expect(keys(path(Array(candidates[shift...] + candidates[..<shift]))) == [2, 1, 3, 4])
    }
  }

  @Test("circles in the data end the walk, not the path", .timeLimit(.minutes(1)))
  func circles() {
    let atoms = [
      item(.atom, 1, skills: [], needs: [GlobalID(.atom, 2)]), item(.atom, 2, skills: [], needs: [GlobalID(.atom, 1)]),
      item(.lab, 3, needs: [GlobalID(.atom, 1), GlobalID(.lab, 3)]),
    ]
    #expect(keys(path(atoms)) == [2, 1, 3])
  }

  @Test("a text of any length is walked through from its beginning")
  func longText() {
    let atoms = (1...5000).map { item(.atom, $0, skills: [], content: 1, sequence: Int($0)) }
    let steps = path(atoms + [item(.diagram, 1, needs: [GlobalID(.atom, 5000)])])
    #expect(keys(steps) == Array(1...30))
  }

  @Test("the weakest skill begins, and after three of its steps another has its turn")
  func turns() {
    let items =
      (1...8).map { item(.diagram, $0, skills: [1]) } + (11...18).map { item(.diagram, $0, skills: [2]) }
    let steps = path(items, [skill(1, "Consensus"), skill(2, "Caching", mastered: [1: 40])])
    let skills = steps.map { $0.candidate.skills[0] }
    #expect(skills.prefix(8) == [1, 1, 1, 2, 1, 1, 1, 2])
    #expect(steps.count == 16)
    #expect(
      reasons(steps)[0] == "Your weakest skill here is Consensus (0 of 100), and this is its easiest open diagram.")
    #expect(reasons(steps)[3] == "Caching comes next (10 of 100), and this is its easiest open diagram.")
    #expect(reasons(steps)[4] == "It is the next BEGINNER diagram on Consensus.")
  }

  @Test("a level of which three quarters are on the path is left behind, up to the level aimed for")
  func climbing() {
    let items = (1...6).map { item(.diagram, $0) } + (7...9).map { item(.diagram, $0, level: 2) }
    let standing = skill(1, "Consensus", totals: [1: 6, 2: 6])
    let steps = path(items, [standing], targetLevel: 2)
    #expect(keys(steps) == [1, 2, 3, 4, 5, 7, 8, 9])
    #expect(reasons(steps)[5] == "It takes Consensus to INTERMEDIATE, the level you aim for.")
  }

  @Test("what is at or below the mastered level is left out, unless something needs it")
  func mastered() {
    let items = [
      item(.diagram, 1), item(.diagram, 2), item(.lab, 3, level: 2, needs: [GlobalID(.diagram, 2)]),
    ]
    let standing = skill(1, "Consensus", totals: [1: 4, 2: 4], mastered: [1: 3])
    let steps = path(items, [standing])
    #expect(keys(steps) == [2, 3])
    #expect(
      reasons(steps) == [
        "“lab 3” needs it.",
        "Consensus comes next (38 of 100), and this is its easiest lab above BEGINNER, which you have mastered.",
      ])
  }

  @Test("atoms of one text stand in the order of the text, and a lab behind its diagrams")
  func order() {
    let items = [
      item(.diagram, 1, needs: [GlobalID(.atom, 3)]), item(.diagram, 2, level: 2, needs: [GlobalID(.atom, 4)]),
      item(.atom, 3, skills: [], content: 9, sequence: 8),
      item(.atom, 4, level: 4, skills: [], content: 9, sequence: 2),
      item(.lab, 5, level: 2, follows: [GlobalID(.diagram, 6), GlobalID(.diagram, 999)]),
      item(.diagram, 6, level: 3),
    ]
    let steps = path(items)
    #expect(keys(steps) == [4, 3, 1, 2, 6, 5])
    #expect(reasons(steps)[0] == "It comes before “atom 3” in the same text.")
    #expect(reasons(steps)[4] == "“lab 5” practises what it explains.")
  }

  @Test("what is only better read before is left out where its own needs are missing, with all that it alone needs")
  func wishes() {
    let items = [
      item(.atom, 7, skills: []),
      item(.diagram, 6, level: 2, skills: [], needs: [GlobalID(.atom, 7), GlobalID(.atom, 8)]),
      item(.atom, 8, skills: [], needs: [GlobalID(.atom, 999)]),
      item(.lab, 5, level: 3, follows: [GlobalID(.diagram, 6)]),
    ]
    #expect(keys(path(items)) == [5])
    #expect(keys(path(items + [item(.lab, 9, level: 4, needs: [GlobalID(.atom, 7)])])) == [5, 7, 9])
    #expect(keys(path(items + [item(.lab, 9, level: 4, needs: [GlobalID(.diagram, 6)])])) == [5])
  }

  @Test("what needs something that is not among the candidates is left out, and the path has an end")
  func limits() {
    let items = (1...40).map { item(.diagram, $0) } + [item(.lab, 50, needs: [GlobalID(.atom, 999)])]
    #expect(path(items).count == 30)
    #expect(path(items, limit: 0).isEmpty)
    #expect(keys(path([items[40], items[0]])) == [1])
    #expect(path([]).isEmpty)
  }

  @Test("steps are cut where the time ends; without an end they all fit")
  func cut() {
    let steps = path((1...5).map { item(.diagram, $0) })
    #expect(keys(steps.fitting(seconds: 1800)) == [1, 2, 3])
    #expect(keys(steps.fitting(seconds: 1799)) == [1, 2])
    #expect(steps.fitting(seconds: 0).isEmpty)
    #expect(steps.fitting(seconds: nil).count == 5)
  }
}
