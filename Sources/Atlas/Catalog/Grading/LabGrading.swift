import AtlasKernel
import GraphQLJSON
import GraphQLSyntax
import LabEnvironments

/// Grades solutions: rules of texts are evaluated here, those of SQL in databases. Holds no connection of ours.
struct LabGrading: Sendable {
  let hosting: LabHosting

  /// Runs checks on a solution.
  ///
  /// - Parameters:
  ///   - setup: the SQL that the lab begins with; where the lab has none, one of its rules may.
  ///   - place: where SQL runs.
  /// - Throws: `UNAVAILABLE` where nobody can run the SQL now, `CONFLICT` where the environment is gone
  ///   or in use.
  func grade(
    _ solution: String?, by checks: [LabGrader.Check], setup: String?, place: SQLGradingTask.Place
  ) async throws -> LabGrade {
    let sqlRules = checks.reduce(into: [String: Result<SQLRule, SQLRule.Mistake>]()) { rules, check in
      rules[check.key] = check.sqlRule
    }
    let texts = LabGrader.grade(solution ?? "", by: checks.filter { sqlRules[$0.key] == nil })
    guard !sqlRules.isEmpty else { return texts }
    let outcomes = try await outcomes(of: sqlRules, solution, setup, place)
    let graded = texts.checks.reduce(into: outcomes) { $0[$1.check.key] = $1.outcome }
    return LabGrade(checks.map { LabGrade.Check(check: $0, outcome: graded[$0.key] ?? .broken) })
  }

  private func outcomes(
    of rules: [String: Result<SQLRule, SQLRule.Mistake>], _ solution: String?, _ setup: String?,
    _ place: SQLGradingTask.Place
  ) async throws -> [String: LabGrade.Outcome] {
    let checks = rules.sorted { $0.key < $1.key }.compactMap { key, rule in
      (try? rule.get()).map { SQLCheck(key: key, rule: $0) }
    }
    guard !checks.isEmpty else { return [:] }
    guard let databases = hosting.databases else { throw LabHosting.unavailable }
    let task = SQLGradingTask(
      solution: solution, checks: checks, setup: setup ?? checks.lazy.compactMap(\.rule.setup).first ?? "",
      place: place)
    do {
      let grade = try await databases.grade(task)
      return grade.outcomes.mapValues { LabGrade.Outcome($0, problem: grade.solution?.problem) }
    } catch {
      switch error.code {
      case .canceled: throw CancellationError()
      case .busy: throw GraphQLError.conflict("Your other check of this lab is still running.")
      case .missing: throw GraphQLError.conflict("The lab's environment is gone. Reset the lab.")
      // The author's mistake: no solution can do anything about it.
      case .setupFailed, .invalid, .unsupported: return [:]
      default: throw LabHosting.unavailable
      }
    }
  }
}

extension LabGrader.Check {
  /// The rule, where it looks at a database.
  fileprivate var sqlRule: Result<SQLRule, SQLRule.Mistake>? {
    guard let object = try? JSONParser.parse(rule).objectValue, let kind = object["kind"]?.stringValue,
      SQLRule.kinds.contains(kind)
    else { return nil }
    return Result { () throws(SQLRule.Mistake) in try SQLRule(object) }
  }

  /// Whether it looks at a database, not at a text.
  var looksAtDatabase: Bool { sqlRule != nil }
}

extension LabGrade.Outcome {
  /// What is wrong with the learner's own SQL stands beside what a check has found.
  fileprivate init(_ outcome: SQLGrade.Outcome, problem: SQLProblem?) {
    self =
      switch outcome {
      case .passed: .passed
      case .failed(let finding): .failed(problem.map { "\(finding) \($0)" } ?? finding)
      case .broken: .broken
      }
  }
}
