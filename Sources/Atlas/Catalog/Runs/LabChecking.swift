import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import LabEnvironments
import Postgres

/// Tells how a solution stands without handing it in.
struct LabChecking: Sendable {
  let grading: LabGrading

  /// Runs the checks, all of them or those that are named; answers what they found, as rows.
  ///
  /// - Throws: user errors for a lab or a check that is not there, and where there is nothing to check.
  func check(_ input: API.CheckLabInput, _ context: ExecutionContext) async throws -> Rows {
    let user = try context.requireViewer().userID
    let lab = try input.labId.labKey()
    let solution = try Self.solution(input)
    let rows = try await context.write(LabAttemptStatements.look(lab, user: user, solution: solution))
    guard rows.count > 0 else { throw UserErrors(LabRuns.notFound(lab)) }
    let task = LabTask(rows)
    let checks = try Self.chosen(input.checkKeys, of: task.checks)
    if task.run?.isBeingMade == true, checks.contains(where: \.looksAtDatabase) {
      throw UserErrors(
        .state(
          task.run?.state ?? "", allowed: LabRunState.workableStates.map(\.rawValue),
          "The lab is still being prepared."))
    }
    let place = task.run.flatMap { $0.hasEnvironment ? SQLGradingTask.Place.environment(run: $0.id) : nil }
    if solution == nil, place == nil || checks.contains(where: { !$0.looksAtDatabase }) {
      throw UserErrors(.input(.blank, "There is nothing to check: give a solution.", "input", "solution"))
    }
    let grade = try await grading.grade(solution, by: checks, setup: task.setup, place: place ?? .fresh)
    return try await context.read(LabResultStatements.found(grade))
  }

  private static func solution(_ input: API.CheckLabInput) throws(UserErrors) -> String? {
    guard let solution = input.solution else { return nil }
    guard solution.contains(where: { !$0.isWhitespace }) else {
      throw UserErrors(.input(.blank, "A solution must not be empty.", "input", "solution"))
    }
    return solution
  }

  private static func chosen(_ keys: [String]?, of checks: [LabGrader.Check]) throws(UserErrors) -> [LabGrader.Check] {
    guard let keys else { return checks }
    let known = Set(checks.map { Array($0.key.utf8) })
    let errors = keys.enumerated().filter { !known.contains(Array($1.utf8)) }.map { position, _ in
      UserError.input(.notFound, "There is no such check.", "input", "checkKeys", "\(position)")
    }
    if !errors.isEmpty { throw UserErrors(errors) }
    let chosen = Set(keys.map { Array($0.utf8) })
    return checks.filter { chosen.contains(Array($0.key.utf8)) }
  }
}

/// A lab as its grader needs it, and the learner's run in it.
struct LabTask: Sendable {
  /// A live run.
  struct Run: Sendable {
    let id: Int64
    let state: String
    let hasEnvironment: Bool
    let isBeingMade: Bool
  }

  let checks: [LabGrader.Check]
  /// Whether the lab can be worked at without starting it.
  let needsEnvironment: Bool
  /// The SQL that the lab begins with.
  let setup: String?
  let run: Run?
  /// The run whose grading has begun.
  let gradedRunID: Int64?
  /// Points that revealed hints take off the score.
  let penalty: Double

  /// - Parameter rows: those of `LabAttemptStatements.begin` or `look`; one at least.
  init(_ rows: Rows) {
    let all = (0..<rows.count).map { LabTaskRow(row: Row(rows: rows, index: $0)) }
    let row = LabTaskRow(row: Row(rows: rows, index: 0)).row
    checks = all.compactMap(\.check)
    let kind = row[LabTaskRow.kind].flatMap { LabEnvironmentKind(rawValue: $0) }
    needsEnvironment = kind != nil
    setup = kind == .sql ? row[LabTaskRow.setup] : nil
    gradedRunID = row[LabTaskRow.gradedRunID]
    penalty = row[LabTaskRow.penalty]
    run = row[LabTaskRow.runID].map { id in
      let state = row[LabTaskRow.runState]
      let isBeingMade = [API.LabState.queued, .provisioning].map(\.rawValue).contains(state)
      let isDatabase = row[LabTaskRow.runKind] == LabEnvironmentKind.sql.rawValue
      return Run(id: id, state: state, hasEnvironment: isDatabase && !isBeingMade, isBeingMade: isBeingMade)
    }
  }
}

/// A check with its rule, for the grader alone, beside what the lab and the run are. A lab without checks answers one
/// row without a check.
private struct LabTaskRow: RowBacked {
  static let key = RowColumn<String?>("key")
  static let title = RowColumn<String>("title")
  static let weight = RowColumn<Double>("weight")
  static let rule = RowColumn<String>("rule")
  static let kind = RowColumn<String?>("environment_kind")
  static let setup = RowColumn<String?>("environment_spec")
  static let runID = RowColumn<Int64?>("run_id")
  static let runState = RowColumn<String>("run_state")
  static let runKind = RowColumn<String?>("run_kind")
  static let gradedRunID = RowColumn<Int64?>("graded_run_id")
  static let penalty = RowColumn<Double>("penalty")

  let row: Row

  init(row: Row) { self.row = row }

  var check: LabGrader.Check? {
    row[Self.key].map {
      LabGrader.Check(key: $0, title: row[Self.title], weight: row[Self.weight], rule: row[Self.rule])
    }
  }
}
