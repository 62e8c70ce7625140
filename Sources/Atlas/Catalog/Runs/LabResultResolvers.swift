import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension LabResultRow {
  static let fields = API.LabResult.Fields<LabResultRow>(
    id: .globalID(.labResult, id),
    lab: .reference(labID),
    user: .reference(userID),
    attempt: .column(attempt),
    state: .column(state),
    passed: .column(passed),
    score: .column(score),
    checks: .rows(of: LabCheckResultRow.self, key: id) { ids, _, _ in LabResultStatements.checks(results: ids) },
    feedback: .column(feedback),
    submittedAt: .column(submittedAt),
    gradedAt: .column(gradedAt),
    duration: .column(duration),
    // The id of a learner's progress is the learner's.
    progress: .reference(userID))

  static let edges = API.LabResultEdge.Fields<Edge<LabResultRow>>(cursor: .cursor(), node: .node())

  static let connection = API.LabResultConnection.Fields<Page<LabResultRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())

  /// Attempts are counted down.
  static let cursorKind = CursorKind("attempts", .integer(cursor))
}

extension LabCheckResultRow {
  static let fields = API.LabCheckResult.Fields<LabCheckResultRow>(
    check: .batch { results, _, _ in .objects(Batch<LabCheckRow>(results.storage.viewed(as: LabCheckRow.self))) },
    passed: .column(passed),
    message: .column(message))
}

extension LabRow {
  /// The viewer's attempts, latest first.
  static let viewerAttempts = FieldResolver<LabRow, API.Lab.ViewerAttemptsArguments, API.LabResultConnection>.query(
    reads: .part(id.name)
  ) { labs, arguments, _, context in
    let page = try attemptsPage(arguments, context)
    return LabResultStatements.page(
      user: try context.requireViewer().userID, labs: labs.distinctKeys(id), after: page.after?.first,
      limit: page.limit)
  } _: { rows, labs, arguments, context in
    let user = try context.requireViewer().userID
    let pages = Page<LabResultRow>.pages(
      rows, parents: labs.storage.values(id), parentColumn: LabResultRow.labID,
      arguments: try attemptsPage(arguments, context),
      total: { LabResultStatements.counts(user: user, labs: $0) })
    return .objects(pages)
  }

  private static func attemptsPage(
    _ arguments: API.Lab.ViewerAttemptsArguments, _ context: ExecutionContext
  ) throws -> PageArguments {
    try PageArguments(first: arguments.first, after: arguments.after, cursor: LabResultRow.cursorKind, context)
  }

  /// Learners who passed among those who tried.
  static let passRate = FieldResolver<LabRow, NoArguments, Double?>.query(reads: .part(id.name)) {
    labs, _, _, _ in
    LabResultStatements.passRates(labs: labs.distinctKeys(id))
  } _: { rows, labs, _, _ in
    var rates: [Int64: Double] = [:]
    for lab in Batch<LabPassRateRow>(RowStorage(rows)).map({ $0.row }) {
      rates[lab[LabPassRateRow.labID]] = lab[LabPassRateRow.rate]
    }
    return .values(labs.storage.values(id).map { rates[$0] })
  }
}

/// The pass rate of one lab.
private struct LabPassRateRow: RowRecord {
  static let labID = RowColumn<Int64>("lab_id")
  static let rate = RowColumn<Double>("pass_rate")

  let row: Row

  init(row: Row) { self.row = row }
}
