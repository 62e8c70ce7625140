import AtlasAPI
import Testing

@testable import LearningPaths

@Suite("The goal of a path in words, and its time")
struct LearningGoalTests {
  @Test("a goal is said with all that was wished for; no wish, no goal")
  func words() throws {
    let deadline = try #require(LocalDate("2026-12-24"))
    let whole = LearningGoal(skills: [1, 2], target: .advanced, minutesPerDay: 30, deadline: deadline)
    let sentence = "Consensus and Replication at ADVANCED by 2026-12-24, 30 minutes a day"
    #expect(whole.words(names: ["Consensus", "Replication"], cut: 0) == sentence)
    #expect(
      whole.words(names: ["Consensus", "Replication"], cut: 1)
        == sentence + "; 1 more step does not fit before the deadline")
    #expect(LearningGoal(target: .expert).words(names: [], cut: 0) == "All skills at EXPERT")
    #expect(LearningGoal(skills: [1]).words(names: ["Caching"], cut: 0) == "Caching")
    #expect(LearningGoal(skills: [1, 2, 3]).words(names: ["A", "B", "C"], cut: 0) == "A, B and C")
    let four = LearningGoal(skills: [1, 2, 3, 4]).words(names: ["A", "B", "C", "D"], cut: 0)
    #expect(four == "A, B, C and 1 more skill")
    #expect(LearningGoal().words(names: [], cut: 0) == nil)
  }

  @Test("time ends only with both minutes and a deadline, whose day counts")
  func time() throws {
    let deadline = try #require(LocalDate("2026-12-24"))
    #expect(LearningGoal(minutesPerDay: 30, deadline: deadline).secondsAvailable(days: 2) == 3600)
    #expect(LearningGoal(minutesPerDay: 30).secondsAvailable(days: nil) == nil)
    #expect(LearningGoal(deadline: deadline).secondsAvailable(days: 2) == nil)
  }
}
