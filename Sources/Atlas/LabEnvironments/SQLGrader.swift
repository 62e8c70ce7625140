/// Grades a task on a server: the solution runs first, then each check looks at what is there.
///
/// Where the time for all of it ends before the work does, there is no grade: the server is overloaded.
struct SQLGrader {
  let server: SQLLabServer
  let task: SQLGradingTask
  private let deadline: ContinuousClock.Instant

  init(_ task: SQLGradingTask, on server: SQLLabServer) {
    self.task = task
    self.server = server
    deadline = .now + server.limits.gradingTime
  }

  /// What a check expects, as far as it is known before the solution runs.
  private enum Expected {
    case table(SQLTable, hasColumnNames: Bool)
    case rows
    case unknown(String)
  }

  func grade() throws(LabEnvironmentError) -> SQLGrade {
    let expected = try expectations()
    switch task.place {
    case .environment(let run):
      try server.lockAtOnce(run: run)
      let name = server.names.name(ofRun: run)
      guard try server.isReady(name) else { throw LabEnvironmentError(.missing, "run \(run) has no database") }
      let grade = try examine(name, expected)
      // A database that grew too large begins again, or is left to a reset: the grade stands.
      if try server.isTooLarge(name) { _ = try? server.make(name, setup: task.setup, until: deadline) }
      return grade
    case .fresh:
      let graded = try server.withScratch(setup: task.setup, until: deadline) { name throws(LabEnvironmentError) in
        try examine(name, expected)
      }
      switch graded {
      case .success(let grade): return grade
      case .failure(let failure): return broken("The setup of the lab fails: \(failure.problem)")
      }
    }
  }

  private func broken(_ reason: String) -> SQLGrade {
    SQLGrade(
      outcomes: Dictionary(task.checks.map { ($0.key, .broken(reason)) }, uniquingKeysWith: { first, _ in first }),
      solution: nil)
  }

  private func examine(_ name: String, _ expected: [Expected]) throws(LabEnvironmentError) -> SQLGrade {
    try SQLLabVisit.visit(name, on: server, until: deadline) { visit throws(LabEnvironmentError) in
      var grade = SQLGrade(outcomes: [:], solution: nil)
      if let solution = task.solution { grade.solution = try visit.run(solution) }
      for (check, expected) in zip(task.checks, expected) {
        grade.outcomes[check.key] = try outcome(of: check.rule, expected, grade.solution, visit)
      }
      return grade
    }
  }
}

extension SQLGrader {
  /// Runs the reference queries. Where the learner's SQL runs, they never do: it must neither see nor sway them.
  private func expectations() throws(LabEnvironmentError) -> [Expected] {
    let references = task.checks.map(\.rule.reference)
    guard references.contains(where: { $0 != nil }) else { return task.checks.map { expected($0.rule, nil) } }
    let results = try server.withScratch(setup: task.setup, until: deadline) { name throws(LabEnvironmentError) in
      try SQLLabVisit.visit(name, on: server, until: deadline) { visit throws(LabEnvironmentError) in
        var outcomes: [SQLOutcome?] = []
        for reference in references {
          outcomes.append(
            try reference.map { text throws(LabEnvironmentError) in
              try visit.run(text, isRolledBack: true)
            })
        }
        return outcomes
      }
    }
    switch results {
    case .success(let outcomes): return zip(task.checks, outcomes).map { expected($0.rule, $1) }
    case .failure(let failure):
      return task.checks.map { _ in .unknown("The setup of the lab fails: \(failure.problem)") }
    }
  }

  private func expected(_ rule: SQLRule, _ reference: SQLOutcome?) -> Expected {
    switch rule.expectation {
    case .exists: return .rows
    case .rows(let table, let hasColumnNames): return .table(table, hasColumnNames: hasColumnNames)
    case .reference:
      if let problem = reference?.problem { return .unknown("The reference fails: \(problem)") }
      guard let table = reference?.table else { return .unknown("The reference has no result.") }
      return .table(table, hasColumnNames: false)
    }
  }

  private func outcome(
    of rule: SQLRule, _ expected: Expected, _ solution: SQLOutcome?, _ visit: SQLLabVisit
  ) throws(LabEnvironmentError) -> SQLGrade.Outcome {
    if case .unknown(let reason) = expected { return .broken(reason) }
    let table: SQLTable
    switch rule.subject {
    case .solution:
      guard let solution else { return .failed("Hand in a solution first.") }
      guard solution.problem == nil else { return .failed("The solution ends with an error.") }
      guard let result = solution.table else { return .failed("The solution has no result; end it with a query.") }
      table = result
    case .query(let query):
      let seen = try visit.run(query, isRolledBack: true)
      if let problem = seen.problem { return blame(problem) }
      guard let result = seen.table else { return .broken("The check's query has no result.") }
      table = result
    }
    return compare(table, expected, rule)
  }

  private func compare(_ table: SQLTable, _ expected: Expected, _ rule: SQLRule) -> SQLGrade.Outcome {
    guard case .table(let rows, let hasColumnNames) = expected else {
      return table.hasRow ? .passed : .failed("What this check looks for is not there.")
    }
    let comparison = SQLComparison(
      expected: rows, hasColumnNames: hasColumnNames, isOrdered: rule.isOrdered, tolerance: rule.tolerance)
    return comparison.finding(in: table).map { .failed($0) } ?? .passed
  }

  /// A query that fails behind a solution. The server's words stay here: the learner's own functions could make them up
  /// out of the query.
  private func blame(_ problem: SQLProblem) -> SQLGrade.Outcome {
    switch problem.sqlState {
    case "42601"?: .broken("The check's query is no SQL: \(problem)")
    case "42P01"?, "42703"?, "42883"?, "3F000"?:
      .failed("A table, column or function that this check needs is not there.")
    case let state?: .failed("This check cannot read what it needs (\(state)).")
    case nil: .failed("This check cannot read what it needs in time, or there is too much of it.")
    }
  }
}

extension SQLRule {
  fileprivate var reference: String? {
    if case .reference(let text) = expectation { text } else { nil }
  }
}

extension SQLTable {
  /// Whether there is a row, and no false or null in its first place.
  fileprivate var hasRow: Bool {
    guard let first = rows.first else { return false }
    return first.first.map { $0 != .text("f") && $0 != .null } ?? true
  }
}
