import AtlasAPI
import AtlasKernel
import Postgres

/// The statements behind metrics. They read tables of Progress, Catalog, ContentLibrary and Tutor; of the private answers
/// they tell how many there are, to whoever may see the metrics.
enum MetricsStatements {
  /// The metrics of each key, in the order of the keys; a rate or average without samples has no row, and a missing user
  /// has none at all.
  static func values(_ keys: [MetricsKey]) -> Query {
    let input: Query = """
      with input as (
        select k.n::int as n, k.user_id, k.range,
          case when k.is_usual then now() - interval '30 days' else coalesce(k.from_at, '-infinity') end as from_at,
          coalesce(k.to_at, 'infinity') as to_at
        from unnest(
          \(keys.map(\.userID)), \(keys.map(\.rangeText)), \(keys.map(\.isUsual)), \(keys.map { $0.from.timestamp }),
          \(keys.map { $0.to.timestamp })
        ) with ordinality as k(user_id, range, is_usual, from_at, to_at, n)
      )

      """
    return Query("analytics.metricValues", input + values).onBehalf(of: .system)
  }

  private static let values: Query = """
    select i.n, u.id as user_id, i.range, v.name, v.value, v.unit, now()::timestamptz(3) as calculated_at
    from input i
    join users u on u.id = i.user_id
    cross join lateral (
      select count(*) filter (where e.kind = 'DIAGRAM_COMPLETED') as diagrams,
        count(*) filter (where e.kind = 'LAB_COMPLETED') as labs,
        count(*) filter (where e.kind = 'ATOM_COMPLETED') as atoms,
        coalesce(sum(\(fragment: secondsSpent)), 0) as seconds
      from progress_events e
      \(fragment: timesOfSteps)
      where e.user_id = u.id and e.at >= i.from_at and e.at < i.to_at
    ) e
    cross join lateral (
      select count(*) as attempts, avg(r.score) as score, 100 * avg(r.passed::int) as pass_rate
      from lab_results r
      where r.user_id = u.id and r.submitted_at >= i.from_at and r.submitted_at < i.to_at and r.state <> 'GRADING'
    ) r
    cross join lateral (
      select count(*) as asked
      from answers q
      where q.user_id = u.id and q.created_at >= i.from_at and q.created_at < i.to_at
    ) q
    cross join lateral (
      select count(*) as days
      from (
        select (x.at at time zone 'UTC')::date from progress_events x
        where x.user_id = u.id and x.at >= i.from_at and x.at < i.to_at
        union
        select (x.submitted_at at time zone 'UTC')::date from lab_results x
        where x.user_id = u.id and x.submitted_at >= i.from_at and x.submitted_at < i.to_at
      ) active
    ) a
    cross join lateral (values
      (1, 'diagrams_completed', e.diagrams::double precision, 'items'),
      (2, 'labs_completed', e.labs::double precision, 'items'),
      (3, 'atoms_completed', e.atoms::double precision, 'items'),
      (4, 'lab_attempts', r.attempts::double precision, 'attempts'),
      (5, 'lab_pass_rate', r.pass_rate::double precision, 'percent'),
      (6, 'average_lab_score', r.score, 'points'),
      (7, 'questions_asked', q.asked::double precision, 'questions'),
      (8, 'active_days', a.days::double precision, 'days'),
      (9, 'time_spent', e.seconds::double precision, 'seconds')
    ) as v(n, name, value, unit)
    where v.value is not null
    order by i.n, v.n
    """

  /// One metric over time for each learner. Counts have a point, perhaps 0, for each bucket; an average only where there
  /// was something. At most 400 buckets: the latest.
  static func series(users: [Int64], _ arguments: API.Metrics.SeriesArguments) -> Query {
    let input: Query = """
      with input as (
        select \(arguments.name)::text as name, \(arguments.bucket.rawValue)::text as bucket,
          \(arguments.range?.from.timestamp)::timestamptz as from_at,
          coalesce(\(arguments.range?.to.timestamp)::timestamptz, now()) as to_at
      ), bounds as (
        select greatest(
            date_trunc(i.bucket, i.from_at, 'UTC'), date_trunc(i.bucket, i.to_at, 'UTC') - 399 * i.step
          ) as first_at, i.from_at, i.to_at, i.step, i.bucket, i.name, u.user_id
        from (
          select name, bucket, ('1 ' || lower(bucket))::interval as step,
            coalesce(from_at, to_at - interval '30 days') as from_at, to_at
          from input
        ) i
        cross join unnest(\(users)) as u(user_id)
      ),
      """
    return Query("analytics.metricSeries", input + points).onBehalf(of: .system)
  }

  private static let points: Query = """
     samples as (
      select e.user_id, e.at, case b.name when 'time_spent' then \(fragment: secondsSpent) else 1 end as value
      from bounds b
      join progress_events e on e.user_id = b.user_id and e.at >= greatest(b.first_at, b.from_at) and e.at < b.to_at
      \(fragment: timesOfSteps)
      where (b.name = 'diagrams_completed' and e.kind = 'DIAGRAM_COMPLETED')
        or (b.name = 'labs_completed' and e.kind = 'LAB_COMPLETED')
        or (b.name = 'atoms_completed' and e.kind = 'ATOM_COMPLETED')
        or (b.name = 'time_spent' and e.kind <> 'LAB_STARTED')
      union all
      select r.user_id, r.submitted_at, case b.name when 'lab_attempts' then 1 else r.score end
      from bounds b
      join lab_results r on r.user_id = b.user_id and r.submitted_at >= greatest(b.first_at, b.from_at)
        and r.submitted_at < b.to_at
      where b.name in ('lab_attempts', 'average_lab_score') and r.state <> 'GRADING'
      union all
      select q.user_id, q.created_at, 1
      from bounds b
      join answers q on q.user_id = b.user_id and q.created_at >= greatest(b.first_at, b.from_at)
        and q.created_at < b.to_at
      where b.name = 'questions_asked'
    ), buckets as (
      select s.user_id, date_trunc(b.bucket, s.at, 'UTC') as at, sum(s.value) as total, avg(s.value) as mean
      from samples s
      join bounds b on b.user_id = s.user_id
      group by 1, 2
    )
    select b.user_id, g.at::timestamptz(3) as at,
      coalesce(case b.name when 'average_lab_score' then k.mean else k.total end, 0)::double precision as value
    from bounds b
    cross join generate_series(b.first_at, b.to_at - interval '1 microsecond', b.step) as g(at)
    left join buckets k on k.user_id = b.user_id and k.at = g.at
    where b.name in (
        'diagrams_completed', 'labs_completed', 'atoms_completed', 'lab_attempts', 'questions_asked', 'time_spent'
      )
      or (b.name = 'average_lab_score' and k.at is not null)
    order by b.user_id, g.at
    """

  /// Joined to steps `e`: what says how long they took.
  private static let timesOfSteps: Query = """
    left join diagrams td on td.id = e.diagram_id
      left join labs tl on tl.id = e.lab_id
      left join atoms ta on ta.id = e.atom_id
      left join atom_completions tc on tc.user_id = e.user_id and tc.atom_id = e.atom_id
    """

  /// How long a completion took: as measured, else as estimated today.
  private static let secondsSpent: Query = """
    case when e.kind = 'LAB_STARTED' then 0 else coalesce(
          extract(epoch from coalesce(
            tc.time_spent, ta.estimated_time, (
              select x.duration from lab_results x
              where x.user_id = e.user_id and x.lab_id = e.lab_id and x.passed
              order by x.attempt limit 1
            ), tl.estimated_time, td.estimated_time
          )), 0
        ) end
    """
}

extension DateTime? {
  /// The moment as it is bound.
  var timestamp: PostgresTimestamp? {
    map { PostgresTimestamp(microsecondsSince1970: $0.microsecondsSince1970) }
  }
}
