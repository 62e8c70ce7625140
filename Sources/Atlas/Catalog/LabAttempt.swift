import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
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

  /// The checks of the lab with their rules.
  ///
  /// - Throws: `NOT_FOUND` where there is no published lab.
  func checks(_ context: ExecutionContext) async throws -> [LabGrader.Check] {
    let rows = try await context.read(LabAttemptStatements.rules(lab: labID))
    guard rows.count > 0 else { throw GraphQLError.notFound("lab") }
    return (0..<rows.count).map { LabRuleRow(row: Row(rows: rows, index: $0)) }.compactMap(\.check)
  }

  /// Stores the result, the steps of progress and the events, all in one statement; answers the id of the result.
  ///
  /// Another solution of the same learner may take the number of the attempt at the same moment; then nothing was
  /// written, and the statement is sent again.
  func store(_ grade: LabGrade, _ context: ExecutionContext) async throws -> Int64 {
    for _ in 0..<3 {
      let rows = try await context.write(LabAttemptStatements.store(self, grade))
      guard rows.count == 1 else { break }
      let row = Row(rows: rows, index: 0)
      guard row[RowColumn<Bool>("found")] else { throw GraphQLError.notFound("lab") }
      if let id = row[RowColumn<Int64?>("result_id")] { return id }
    }
    throw GraphQLError.conflict("Other solutions of yours are being graded at this moment. Try again.")
  }
}

/// A check with its rule, for the grader alone. A lab without checks answers one row of nulls.
struct LabRuleRow: RowBacked {
  static let key = RowColumn<String?>("key")
  static let title = RowColumn<String>("title")
  static let weight = RowColumn<Double>("weight")
  static let rule = RowColumn<String>("rule")

  let row: Row

  init(row: Row) { self.row = row }

  var check: LabGrader.Check? {
    row[Self.key].map {
      LabGrader.Check(key: $0, title: row[Self.title], weight: row[Self.weight], rule: row[Self.rule])
    }
  }
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
