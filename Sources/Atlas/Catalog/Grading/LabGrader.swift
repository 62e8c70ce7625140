// LabGrader: what a solution is worth, decided from values alone.
//
// Neighbours: LabAttempt reads the rules and stores the grade; LabGraderRule knows each kind of rule.
// Invariant: grading never waits, never fails and ends in time bounded by the sizes of solution and rules.

/// Grades solutions of labs.
enum LabGrader {
  /// One check of a lab with its rule, as the database keeps it.
  struct Check: Sendable {
    let key: String
    let title: String
    let weight: Double
    /// A JSON object with a `kind`.
    let rule: String
  }

  /// Runs all checks. The score is the passed share of the weights; the solution passes when every check does.
  static func grade(_ solution: String, by checks: [Check]) -> LabGrade {
    let solution = LabGraderSolution(solution)
    return LabGrade(checks.map { grade(solution, by: $0) })
  }

  private static func grade(_ solution: LabGraderSolution, by check: Check) -> LabGrade.Check {
    guard let rule = LabGraderRule(check.rule) else {
      return LabGrade.Check(check: check, outcome: .broken)
    }
    guard let finding = rule.finding(in: solution) else { return LabGrade.Check(check: check, outcome: .passed) }
    return LabGrade.Check(check: check, outcome: .failed(finding))
  }
}

/// What grading a solution came to.
struct LabGrade: Sendable {
  /// How one check ended.
  enum Outcome: Sendable, Equatable {
    case passed
    /// With what was found, in words that do not give the answer away.
    case failed(String)
    /// The rule itself is of no use; the learner has done nothing wrong.
    case broken
  }

  /// One check and how it ended.
  struct Check: Sendable {
    let check: LabGrader.Check
    let outcome: Outcome

    var isPassed: Bool { outcome == .passed }

    var message: String? {
      switch outcome {
      case .passed: nil
      case .failed(let finding): finding
      case .broken: "This check cannot be run at the moment; your solution is not to blame."
      }
    }
  }

  let checks: [Check]
  /// Points that revealed hints take off the score.
  private(set) var penalty = 0.0

  init(_ checks: [Check]) { self.checks = checks }

  /// The same for a learner who has paid for hints. Whether the solution passes does not depend on that.
  func reduced(by penalty: Double) -> LabGrade {
    var grade = self
    grade.penalty = penalty
    return grade
  }

  var isPassed: Bool { checks.allSatisfy(\.isPassed) }

  /// Whether a rule could not be evaluated, so that the grade is not fair.
  var isBroken: Bool { checks.contains { $0.outcome == .broken } }

  /// 0 to 100, rounded to two decimals.
  var score: Double { max(0, ((weightedScore - penalty) * 100).rounded() / 100) }

  private var weightedScore: Double {
    if isPassed { return 100 }
    let total = checks.reduce(0) { $0 + $1.check.weight }
    guard total > 0, total.isFinite else { return 0 }
    let reached = checks.reduce(0) { $0 + ($1.isPassed ? $1.check.weight : 0) }
    return (reached / total * 10_000).rounded() / 100
  }

  /// What the learner reads, as Markdown: every check that did not pass, with its message.
  var feedback: String {
    if penalty == 0 { return findings }
    let points = Int(exactly: penalty).map { String($0) } ?? String(penalty)
    return "\(findings)\n\nHints took \(points) points off the score."
  }

  private var findings: String {
    let failed = checks.filter { !$0.isPassed }
    guard !failed.isEmpty else {
      if checks.isEmpty { return "This lab has no checks; your solution is recorded." }
      return checks.count == 1 ? "The check passed." : "All \(checks.count) checks passed."
    }
    let items = failed.map { "- **\($0.check.title)**: \($0.message ?? "")" }
    let heading = "\(failed.count) of \(checks.count) checks did not pass:"
    return ([heading, ""] + items).joined(separator: "\n")
  }
}
