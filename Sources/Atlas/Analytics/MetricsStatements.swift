import AtlasAPI
import Postgres

/// The statements behind metrics. They read tables of Progress, Catalog and Tutor, the private ones on behalf of the user
/// who is measured: whoever may see the metrics learns how many rows there are.
enum MetricsStatements {
  /// The metrics of the last 30 days; a rate or average without samples has no row, and a missing user has none at all.
  static func values(user: Int64) -> Query {
    Query(
      "analytics.metricValues",
      """
      select u.id as user_id, v.name, v.value, v.unit, now()::timestamptz(3) as calculated_at
      from users u
      cross join lateral (
        select count(*) filter (where e.kind = 'DIAGRAM_COMPLETED') as diagrams,
          count(*) filter (where e.kind = 'LAB_COMPLETED') as labs
        from progress_events e
        where e.user_id = u.id and e.at > now() - interval '30 days'
      ) e
      cross join lateral (
        select count(*) as attempts, avg(r.score) as score, 100 * avg(r.passed::int) as pass_rate
        from lab_results r
        where r.user_id = u.id and r.submitted_at > now() - interval '30 days' and r.state <> 'GRADING'
      ) r
      cross join lateral (
        select count(*) as asked from answers q where q.user_id = u.id and q.created_at > now() - interval '30 days'
      ) q
      cross join lateral (
        select count(*) as days
        from (
          select (x.at at time zone 'UTC')::date from progress_events x
          where x.user_id = u.id and x.at > now() - interval '30 days'
          union
          select (x.submitted_at at time zone 'UTC')::date from lab_results x
          where x.user_id = u.id and x.submitted_at > now() - interval '30 days'
        ) active
      ) a
      cross join lateral (values
        (1, 'diagrams_completed', e.diagrams::double precision, 'items'),
        (2, 'labs_completed', e.labs::double precision, 'items'),
        (3, 'lab_attempts', r.attempts::double precision, 'attempts'),
        (4, 'lab_pass_rate', r.pass_rate::double precision, 'percent'),
        (5, 'average_lab_score', r.score, 'points'),
        (6, 'questions_asked', q.asked::double precision, 'questions'),
        (7, 'active_days', a.days::double precision, 'days')
      ) as v(n, name, value, unit)
      where u.id = \(user) and v.value is not null
      order by v.n
      """
    ).onBehalf(of: .user(user))
  }

  /// One metric over time. Counts have a point, perhaps 0, for each bucket; an average only where there was something.
  static func series(user: Int64, _ arguments: API.Metrics.SeriesArguments) -> Query {
    let from = arguments.range?.from.map { PostgresTimestamp(microsecondsSince1970: $0.microsecondsSince1970) }
    let to = arguments.range?.to.map { PostgresTimestamp(microsecondsSince1970: $0.microsecondsSince1970) }
    let input: Query = """
      with input as (
        select \(user)::bigint as user_id, \(arguments.name)::text as name,
          \(arguments.bucket.rawValue)::text as bucket, \(from)::timestamptz as from_at, coalesce(\(to), now()) as to_at
      ), bounds as (
        select greatest(
            date_trunc(i.bucket, i.from_at, 'UTC'), date_trunc(i.bucket, i.to_at, 'UTC') - 399 * i.step
          ) as first_at, i.from_at, i.to_at, i.step, i.bucket, i.user_id, i.name
        from (
          select user_id, name, bucket, ('1 ' || lower(bucket))::interval as step,
            coalesce(from_at, to_at - interval '30 days') as from_at, to_at
          from input
        ) i
      ),
      """
    return Query("analytics.metricSeries", input + points).onBehalf(of: .user(user))
  }

  private static let points: Query = """
     samples as (
      select e.at, 1::double precision as value
      from bounds b
      join progress_events e on e.user_id = b.user_id and e.at >= greatest(b.first_at, b.from_at) and e.at < b.to_at
      where (b.name = 'diagrams_completed' and e.kind = 'DIAGRAM_COMPLETED')
        or (b.name = 'labs_completed' and e.kind = 'LAB_COMPLETED')
      union all
      select r.submitted_at, case b.name when 'lab_attempts' then 1 else r.score end
      from bounds b
      join lab_results r on r.user_id = b.user_id and r.submitted_at >= greatest(b.first_at, b.from_at)
        and r.submitted_at < b.to_at
      where b.name in ('lab_attempts', 'average_lab_score') and r.state <> 'GRADING'
      union all
      select q.created_at, 1
      from bounds b
      join answers q on q.user_id = b.user_id and q.created_at >= greatest(b.first_at, b.from_at)
        and q.created_at < b.to_at
      where b.name = 'questions_asked'
    ), buckets as (
      select date_trunc(b.bucket, s.at, 'UTC') as at, sum(s.value) as total, avg(s.value) as mean
      from samples s
      cross join bounds b
      group by 1
    )
    select g.at::timestamptz(3) as at,
      coalesce(case b.name when 'average_lab_score' then k.mean else k.total end, 0) as value
    from bounds b
    cross join generate_series(b.first_at, b.to_at - interval '1 microsecond', b.step) as g(at)
    left join buckets k on k.at = g.at
    where b.name in ('diagrams_completed', 'labs_completed', 'lab_attempts', 'questions_asked')
      or (b.name = 'average_lab_score' and k.at is not null)
    order by g.at
    limit 400
    """
}
