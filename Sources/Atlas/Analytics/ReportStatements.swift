import AtlasAPI
import AtlasKernel
import Files
import Jobs
import Postgres

/// The statements of reports, besides those that compute them.
enum ReportStatements {
  /// Reports that a user asked for.
  static func byID(_ ids: [Int64], owner: Int64?) -> Query {
    Query(
      "analytics.reportsByID",
      """
      select r.id, r.created_at, r.updated_at, r.kind, r.from_at, r.to_at, r.job_id, r.rows, r.file_id, r.expires_at
      from reports r
      where r.id = any(\(ids)) and r.user_id = \(owner) and (r.expires_at is null or r.expires_at > now())
      """
    ).onBehalf(of: .user(owner))
  }

  /// Makes a report and its job, unless the viewer may not read about the group, or too many are waiting. One row: whether
  /// they may, then the keys of both or nulls. It reads a table of StudyGroups.
  static func request(_ request: ReportRequest, by viewer: Viewer) -> Query {
    let job = NewJob(.buildReport, userID: viewer.userID, about: .report, key: "a.id", from: "accepted a")
    return Query(
      "analytics.requestReport",
      """
      with input as (
        select \(viewer.userID)::bigint as user_id, \(request.kind.rawValue)::text as kind,
          \(request.groupID)::bigint as group_id, \(request.from)::timestamptz as from_at,
          \(request.to)::timestamptz as to_at
      ), permission as (
        select i.group_id is null or exists (
            select
            from study_groups g
            where g.id = i.group_id and (\(viewer.satisfies(.admin)) or exists (
              select from group_members m
              where m.group_id = g.id and m.user_id = i.user_id and m.role in ('OWNER', 'MODERATOR')
            ))
          ) as is_given
        from input i
      ), accepted as (
        select nextval(pg_get_serial_sequence('reports', 'id')) as id
        from input i
        join permission p on p.is_given
        where (
          select count(*) from jobs j
          where j.user_id = i.user_id and j.kind = 'BUILD_REPORT' and j.state in ('QUEUED', 'RUNNING')
        ) < \(ReportRequest.waitingLimit)::bigint
      ), job as (
        \(fragment: job.insertion)
      ), report as (
        insert into reports (id, user_id, kind, group_id, from_at, to_at, job_id)
        overriding system value
        select a.id, i.user_id, i.kind, i.group_id, i.from_at, i.to_at, j.id
        from input i
        cross join accepted a
        cross join job j
        returning id, job_id
      )
      select p.is_given, r.id, r.job_id
      from permission p
      left join report r on true
      """
    ).onBehalf(of: .user(viewer.userID))
  }

  /// The kind of a report that is to be computed; no row where it is gone.
  static func kind(_ id: Int64) -> Query {
    Query("analytics.reportKind", "select r.kind from reports r where r.id = \(id)").onBehalf(of: .system)
  }

  /// Keeps what a report shows, and the same as a file, for 30 days.
  static func finish(_ id: Int64, rows: String, _ file: StoredObject) -> Query {
    Query(
      "analytics.finishReport",
      """
      with \(fragment: file.storing(forDays: 30))
      update reports
      set rows = \(rows)::json, file_id = f.id, updated_at = now(), expires_at = now() + interval '30 days'
      from stored_file f
      where reports.id = \(id)
      """
    ).onBehalf(of: .system)
  }

  /// Reports whose time is over.
  static let sweep = Sweep(
    Query(
      "analytics.sweepReports",
      """
      delete from reports
      where id in (
        select r.id from reports r where r.expires_at < now() order by r.expires_at limit 500 for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 500)
}
