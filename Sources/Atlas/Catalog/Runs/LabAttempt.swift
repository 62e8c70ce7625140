import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import LabEnvironments
import Postgres

/// A solution that a learner hands in, on its way to a result.
struct LabAttempt: Sendable {
  /// Longest solution, in Unicode scalars; what the time of grading is bounded by.
  static let solutionLimit = 20_000

  let labID: Int64
  let userID: Int64
  let solution: String

  /// - Throws: `VALIDATION_ERROR` for a solution that is empty or too long, `NOT_FOUND` for what is no id of a lab.
  init(labID: ID, solution: String, userID: Int64) throws(GraphQLError) {
    guard solution.contains(where: { !$0.isWhitespace }) else { throw .validation("solution must not be empty.") }
    guard solution.unicodeScalars.count <= Self.solutionLimit else {
      throw .validation("solution must have at most \(Self.solutionLimit) characters.")
    }
    guard let key = labID.key(.lab) else { throw .notFound("lab") }
    self.labID = key
    self.solution = solution
    self.userID = userID
  }

  /// Grades and stores; answers the id of the result. A run of the lab is in GRADING meanwhile, and no connection and no
  /// transaction is held.
  ///
  /// - Throws: `CONFLICT` where the lab must be started before, is not ready, or another solution is being graded.
  func complete(_ grading: LabGrading, _ context: ExecutionContext) async throws -> Int64 {
    let task = try await begin(context)
    do {
      let grade = try await grading.grade(solution, by: task.checks, setup: task.setup, place: .fresh)
      return try await store(grade.reduced(by: task.penalty), task.gradedRunID, context)
    } catch {
      if let run = task.gradedRunID { await release(run, context) }
      throw error
    }
  }

  /// Gives the run back, also where nobody waits any more or the request's time is over. Where this is lost too, the
  /// upkeep does it.
  private func release(_ run: Int64, _ context: ExecutionContext) async {
    let statement = LabAttemptStatements.release(run, userID: userID)
    // What began in a transaction is released in it.
    if context.request.transaction != nil {
      _ = try? await context.write(statement)
      return
    }
    let database = context.request.database
    await Task { _ = try? await database.write(statement, deadline: .now + .seconds(5)) }.value
  }

  private func begin(_ context: ExecutionContext) async throws -> LabTask {
    let rows = try await context.write(LabAttemptStatements.begin(self))
    guard rows.count > 0 else { throw GraphQLError.notFound("lab") }
    let task = LabTask(rows)
    if task.gradedRunID != nil { return task }
    switch task.run?.state {
    case nil where !task.needsEnvironment: return task
    case nil: throw GraphQLError.conflict("The lab does not run. Start it first.")
    case API.LabState.grading.rawValue: throw Self.busy
    default: throw GraphQLError.conflict("The lab is still being prepared. Try again when it is ready.")
    }
  }

  /// Stores the result, the steps of progress, the state of the run and the events, all in one statement.
  ///
  /// Another solution of the same learner may take the number of the attempt at the same moment; then nothing was
  /// written, and the statement is sent again.
  private func store(_ grade: LabGrade, _ run: Int64?, _ context: ExecutionContext) async throws -> Int64 {
    for _ in 0..<3 {
      let rows = try await context.write(LabAttemptStatements.store(self, grade, run: run))
      guard rows.count == 1 else { break }
      let row = Row(rows: rows, index: 0)
      guard row[RowColumn<Bool>("found")] else { throw GraphQLError.notFound("lab") }
      if let id = row[RowColumn<Int64?>("result_id")] { return id }
    }
    throw Self.busy
  }

  private static let busy = GraphQLError.conflict(
    "Other solutions of yours are being graded at this moment. Try again.")
}

extension LabGrade {
  /// The state of the result.
  var state: API.LabState {
    if isPassed { return .passed }
    return isBroken ? .error : .failed
  }

  /// The outcomes as the database keeps them, with titles and weights as they are now.
  var json: String {
    let results = checks.map { graded -> JSONValue in
      .object([
        "key": .string(graded.check.key), "title": .string(graded.check.title),
        "weight": .number(graded.check.weight.description), "passed": .boolean(graded.isPassed),
        "message": graded.message.map { .string($0) } ?? .null,
      ])
    }
    return String(decoding: JSONValue.array(results).serialized(), as: UTF8.self)
  }
}
