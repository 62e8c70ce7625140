import AtlasAPI
import Postgres

/// The statements that compute reports, each answering all rows as one list of JSON objects. They read tables of
/// StudyGroups, Identity, Catalog, ContentLibrary, Progress and Tutor on behalf of the server: what they tell is counted
/// over the learners whom the asker may read about when the report is computed.
enum ReportContents {
  static func query(_ kind: API.ReportKind, report: Int64) -> Query {
    let query: Query
    switch kind {
    case .labOutcomes: query = Query("analytics.labOutcomes", "\(fragment: scope(report)) \(fragment: labOutcomes)")
    case .engagement: query = Query("analytics.engagement", "\(fragment: scope(report)) \(fragment: engagement)")
    case .aiUsage: query = Query("analytics.aiUsage", "\(fragment: scope(report)) \(fragment: aiUsage)")
    }
    return query.onBehalf(of: .system)
  }

  /// The report, and its learners: for admins all or the members of its group, for instructors the members of groups
  /// that they own or moderate; never the asker.
  private static func scope(_ report: Int64) -> Query {
    """
    with report as (
      select r.user_id, r.group_id, r.from_at, r.to_at, 'ADMIN' = any(u.roles) as sees_all,
        'INSTRUCTOR' = any(u.roles) as teaches
      from reports r
      join users u on u.id = r.user_id
      where r.id = \(report)
    ), learners as (
      select u.id
      from report r
      join users u on r.sees_all and r.group_id is null and u.id <> r.user_id
      union
      select m.user_id
      from report r
      join group_members m on m.group_id = r.group_id or r.group_id is null and not r.sees_all
      where m.user_id <> r.user_id
        and (
          r.sees_all
          or r.teaches and exists (
            select from group_members own
            where own.group_id = m.group_id and own.user_id = r.user_id and own.role in ('OWNER', 'MODERATOR')
          )
        )
    )
    """
  }

  /// The days (UTC) that a report touches.
  private static let days: Query = """
    days as (
      select g.day::date as day
      from report r
      cross join generate_series(
        date_trunc('day', r.from_at at time zone 'UTC'), (r.to_at - interval '1 microsecond') at time zone 'UTC',
        interval '1 day'
      ) as g(day)
    )
    """

  private static let labOutcomes: Query = """
    , tried as (
      select x.lab_id, x.user_id, count(*) as attempts, bool_or(x.passed) as passed, max(x.score) as best
      from report r
      join lab_results x on x.submitted_at >= r.from_at and x.submitted_at < r.to_at and x.state <> 'GRADING'
      where x.user_id in (select l.id from learners l)
      group by x.lab_id, x.user_id
    )
    select coalesce(json_agg(o order by o.learners desc, o.lab), '[]')::text
    from (
      select 'lab_' || b.id as lab, b.title, count(*) as learners, sum(t.attempts) as attempts,
        count(*) filter (where t.passed) as passed,
        round(100.0 * count(*) filter (where t.passed) / count(*), 1) as "passedPercent",
        round(avg(t.best)::numeric, 1) as "averageBestScore",
        round(avg(t.attempts), 1) as "averageAttempts"
      from tried t
      join labs b on b.id = t.lab_id
      group by b.id, b.title
      order by count(*) desc, b.id
      limit 10000
    ) o
    """

  private static let engagement: Query = """
    , \(fragment: days), steps as (
      select (e.at at time zone 'UTC')::date as day, e.user_id, e.kind
      from report r
      join progress_events e on e.at >= r.from_at and e.at < r.to_at
      where e.user_id in (select l.id from learners l)
    ), attempts as (
      select (x.submitted_at at time zone 'UTC')::date as day, x.user_id, count(*) as tries
      from report r
      join lab_results x on x.submitted_at >= r.from_at and x.submitted_at < r.to_at
      where x.user_id in (select l.id from learners l)
      group by 1, 2
    ), told as (
      select (t.at at time zone 'UTC')::date as day, t.user_id, count(*) as events
      from report r
      join tracked_events t on t.at >= r.from_at and t.at < r.to_at
      where t.user_id in (select l.id from learners l)
      group by 1, 2
    ), active as (
      select a.day, count(distinct a.user_id) as learners, sum(a.tries) as tries, sum(a.events) as events
      from (
        select s.day, s.user_id, 0 as tries, 0 as events from steps s
        union all
        select x.day, x.user_id, x.tries, 0 from attempts x
        union all
        select t.day, t.user_id, 0, t.events from told t
      ) a
      group by a.day
    ), completed as (
      select s.day, count(*) filter (where s.kind = 'DIAGRAM_COMPLETED') as diagrams,
        count(*) filter (where s.kind = 'LAB_COMPLETED') as labs,
        count(*) filter (where s.kind = 'ATOM_COMPLETED') as atoms
      from steps s
      group by s.day
    )
    select coalesce(json_agg(o order by o.day), '[]')::text
    from (
      select d.day, coalesce(a.learners, 0) as "activeLearners", coalesce(c.diagrams, 0) as "diagramsCompleted",
        coalesce(c.labs, 0) as "labsCompleted", coalesce(c.atoms, 0) as "atomsCompleted",
        coalesce(a.tries, 0) as "labAttempts", coalesce(a.events, 0) as "trackedEvents"
      from days d
      left join active a on a.day = d.day
      left join completed c on c.day = d.day
    ) o
    """

  private static let aiUsage: Query = """
    , \(fragment: days), asked as (
      select (q.created_at at time zone 'UTC')::date as day, count(*) as questions, count(distinct q.user_id) as learners,
        count(*) filter (where q.cached) as cached, count(*) filter (where q.ungrounded) as ungrounded,
        count(*) filter (where q.state = 'FAILED') as failed,
        coalesce(sum(q.prompt_tokens) filter (where not q.cached), 0) as prompt_tokens,
        coalesce(sum(q.completion_tokens) filter (where not q.cached), 0) as completion_tokens,
        round(1000 * avg(extract(epoch from q.response_time)) filter (where not q.cached)) as response_ms
      from report r
      join answers q on q.created_at >= r.from_at and q.created_at < r.to_at
      where q.user_id in (select l.id from learners l)
      group by 1
    )
    select coalesce(json_agg(o order by o.day), '[]')::text
    from (
      select d.day, coalesce(a.learners, 0) as learners, coalesce(a.questions, 0) as questions,
        coalesce(a.cached, 0) as "answeredFromCache", coalesce(a.ungrounded, 0) as ungrounded,
        coalesce(a.failed, 0) as failed, coalesce(a.prompt_tokens, 0) as "promptTokens",
        coalesce(a.completion_tokens, 0) as "completionTokens", a.response_ms as "averageResponseMs"
      from days d
      left join asked a on a.day = d.day
    ) o
    """
}
