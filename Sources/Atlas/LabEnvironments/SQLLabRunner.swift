/// Runs and grades the SQL of learners. No SQL of theirs, nor of an author, ever runs with a right of ours.
public protocol SQLLabRunner: Sendable {
  /// Runs SQL in the environment of a run, where its effects stay.
  ///
  /// - Throws: when there is no such environment or nobody could run it. What is wrong with the SQL is in the outcome.
  func run(_ script: String, in run: Int64) async throws(LabEnvironmentError) -> SQLOutcome

  /// Runs a solution and looks at what came of it.
  ///
  /// - Throws: when nobody could run it. What is wrong with the solution, or with a check, is in the grade.
  func grade(_ task: SQLGradingTask) async throws(LabEnvironmentError) -> SQLGrade
}

/// A solution, and what it is measured by.
public struct SQLGradingTask: Sendable {
  /// Where a solution is graded.
  public enum Place: Sendable, Equatable {
    /// In a database that begins with the setup and is removed afterwards: nothing done before helps or harms.
    case fresh
    /// In the environment of a run, as the learner has left it.
    case environment(run: Int64)
  }

  /// What the learner hands in; nil looks at the database as it is.
  public var solution: String?
  /// The checks.
  public var checks: [SQLCheck]
  /// The SQL that the lab begins with.
  public var setup: String
  /// Where to look.
  public var place: Place

  /// A solution to be graded.
  public init(solution: String?, checks: [SQLCheck], setup: String, place: Place = .fresh) {
    self.solution = solution
    self.checks = checks
    self.setup = setup
    self.place = place
  }
}

/// One check of a lab, as far as it looks at a database.
public struct SQLCheck: Sendable {
  /// The check's key.
  public var key: String
  /// What it looks for.
  public var rule: SQLRule

  /// A check.
  public init(key: String, rule: SQLRule) {
    self.key = key
    self.rule = rule
  }
}

/// What grading a solution came to.
public struct SQLGrade: Sendable {
  /// How a check ended.
  public enum Outcome: Sendable, Equatable {
    case passed
    /// With what was found, in words that do not give the answer away.
    case failed(String)
    /// The rule itself is of no use, and the learner has done nothing wrong. The reason is for the author.
    case broken(String)
  }

  /// Outcomes by the key of their check.
  public var outcomes: [String: Outcome]
  /// What came of the solution itself; nil where there was none.
  public var solution: SQLOutcome?

  /// A grade.
  public init(outcomes: [String: Outcome], solution: SQLOutcome?) {
    self.outcomes = outcomes
    self.solution = solution
  }
}
