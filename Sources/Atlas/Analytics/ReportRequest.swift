import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What `requestReport` asks for: the report and the job that computes it come about together.
struct ReportRequest: Sendable {
  /// How many reports of one user may wait to be computed.
  static let waitingLimit = 10

  let kind: API.ReportKind
  /// Nil: everybody whom the asker may read about.
  let groupID: Int64?
  let from: PostgresTimestamp
  let to: PostgresTimestamp

  private static let day: Int64 = 86_400_000_000

  /// - Throws: `UserErrors` for a range that is empty or longer than a year.
  init(_ input: API.RequestReportInput, now: PostgresTimestamp = .now) throws(UserErrors) {
    kind = input.kind
    let to = input.range?.to.timestamp ?? now
    let from =
      input.range?.from.timestamp
      ?? PostgresTimestamp(microsecondsSince1970: to.microsecondsSince1970 - 30 * Self.day)
    guard from < to, to.microsecondsSince1970 - from.microsecondsSince1970 <= 366 * Self.day else {
      throw UserErrors(.input(.invalid, "A report covers more than nothing and at most a year.", "input", "range"))
    }
    (self.from, self.to) = (from, to)
    groupID = input.groupId?.key(.group)
    if input.groupId != nil, groupID == nil { throw UserErrors(Self.unknownGroup) }
  }

  private static let unknownGroup = UserError.notFound(
    "study group that you own or moderate", nil, "input", "groupId")

  /// The row keys of a report that was asked for.
  struct Outcome: Sendable {
    let reportID: Int64
    let jobID: Int64
  }

  /// Asks for the report.
  ///
  /// - Throws: `UserErrors` for a group that the viewer neither owns nor moderates, and for too many reports at once.
  func make(_ context: ExecutionContext) async throws -> Outcome {
    let viewer = try context.requireViewer()
    let rows = try await context.write(ReportStatements.request(self, by: viewer))
    guard rows.bool(0, 0) == true else { throw UserErrors(Self.unknownGroup) }
    guard let report = rows.int(0, 1), let job = rows.int(0, 2) else {
      let message = "Wait until one of your reports is done: \(Self.waitingLimit) are waiting."
      throw UserErrors(.input(.quotaExceeded, message))
    }
    return Outcome(reportID: report, jobID: job)
  }
}
