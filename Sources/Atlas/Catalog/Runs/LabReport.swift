import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What the service that runs environments tells of one.
struct LabReport: Sendable {
  let lab: Int64
  let userID: Int64
  let input: API.ReportLabStatusInput

  /// - Throws: user errors for what is no lab, no user, or nothing that can be reported.
  init(_ input: API.ReportLabStatusInput) throws(UserErrors) {
    lab = try input.labId.labKey()
    guard let user = input.userId.key(.user) else {
      throw UserErrors(.notFound("user", GlobalID(input.userId.value), "input", "userId"))
    }
    userID = user
    self.input = input
    guard LabRunState.reportable.contains(input.state) else {
      let names = LabRunState.reportable.map(\.rawValue).joined(separator: ", ")
      throw UserErrors(.input(.invalid, "Only these states are reported: \(names).", "input", "state"))
    }
    if let bytes = input.memoryBytes, bytes < 0 {
      throw UserErrors(.input(.invalid, "Memory is not less than nothing.", "input", "memoryBytes"))
    }
  }

  /// - Throws: user errors where there is no run, where it has ended, and for reports that come too late.
  func perform(_ context: ExecutionContext) async throws -> LabRunOutcome {
    let rows = try await context.write(LabReportStatements.report(self))
    let answer = LabChangeRow(row: Row(rows: rows, index: 0))
    guard answer.row[LabChangeRow.found] else {
      throw UserErrors(.notFound("run of this lab", nil, "input", "userId"))
    }
    guard answer.isDone else {
      let allowed =
        LabRunState.names(movedByReportOf: input.state) + LabRunState.names(keptByReportOf: input.state)
      throw UserErrors(
        .state(answer.row[LabChangeRow.state], allowed: allowed, "The report comes too late, or too early."))
    }
    return LabRunOutcome(labID: lab, userID: userID)
  }
}

/// The statement of a report.
enum LabReportStatements {
  /// Takes over what was reported, if the run is in a state that goes with it. A lease is only shortened.
  static func report(_ report: LabReport) -> Query {
    let moved = LabRunState.names(movedByReportOf: report.input.state)
    let kept = LabRunState.names(keptByReportOf: report.input.state)
    let expiresAt = report.input.expiresAt.map {
      PostgresTimestamp(microsecondsSince1970: $0.microsecondsSince1970)
    }
    return Query(
      "catalog.reportLabStatus",
      """
      with input as (
        select \(report.input.state.rawValue)::text as state, \(moved)::text[] as moved, \(kept)::text[] as kept,
          \(report.input.message)::text as message, \(report.input.terminalUrl)::text as terminal_url,
          \(expiresAt)::timestamptz as expires_at, \(report.input.cpuPercent)::double precision as cpu_percent,
          \(report.input.memoryBytes)::bigint as memory_bytes
      ), \(fragment: LabRunStatements.lastRun(report.lab, user: report.userID)), next as (
        select u.id, case when u.state = any(i.moved) then i.state else u.state end as state
        from run u cross join input i
        where u.ended_at is null and (u.state = any(i.moved) or u.state = any(i.kept))
      ), reported as (
        update lab_runs r
        set state = n.state, version = r.version + 1, changed_at = now(), message = coalesce(i.message, r.message),
          terminal_url = coalesce(i.terminal_url, r.terminal_url), expires_at = least(r.expires_at, i.expires_at),
          cpu_percent = coalesce(i.cpu_percent, r.cpu_percent), memory_bytes = coalesce(i.memory_bytes, r.memory_bytes),
          graded_from = case when n.state = 'GRADING' then r.graded_from end,
          ended_at = case when n.state in ('EXPIRED', 'STOPPED', 'ERROR') then now() end,
          removal_due_at = case when n.state in ('EXPIRED', 'STOPPED', 'ERROR') then now() end
        from next n cross join input i
        where r.id = n.id
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "reported"))
      )
      select exists (select from run) as found, coalesce((select u.state from run u), 'NOT_STARTED') as state,
        exists (select from reported) as is_done
      """
    ).onBehalf(of: .system)
  }
}
