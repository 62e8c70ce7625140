import Postgres

/// The statements about what demo learners did. They write the tables of progress as the domains do, only in the past.
enum ActivityStatements {
  /// Learners among the accounts that have no history at all.
  static func newLearners(emails: [String]) -> Query {
    Query(
      "seeding.newLearners",
      """
      select u.id
      from users u
      where u.email = any(\(emails))
        and not exists (select from learner_progress p where p.user_id = u.id)
        and not exists (select from diagram_completions c where c.user_id = u.id)
        and not exists (select from lab_results r where r.user_id = u.id)
      """)
  }

  /// Completed diagrams.
  static func completions(_ days: [DemoStudyDay], learners: [Int64]) -> Query {
    let columns = CompletionColumns(days)
    return Query(
      "seeding.insertCompletions",
      """
      insert into diagram_completions (user_id, diagram_id, completed_at)
      select u.id, d.id, \(fragment: moment)
      from unnest(
        \(columns.emails), \(columns.diagrams), \(columns.daysAgo), \(columns.minutes)
      ) as s(email, slug, days_ago, minute)
      join users u on u.email = s.email and u.id = any(\(learners))
      join diagrams d on d.slug = s.slug
      """)
  }

  /// Graded attempts, with score and feedback as the grader makes them of what it found.
  static func results(_ days: [DemoStudyDay], learners: [Int64]) -> Query {
    let columns = AttemptColumns(days)
    return Query(
      "seeding.insertLabResults",
      """
      with attempt as (
        select s.n, s.solution, u.id as user_id, l.id as lab_id, \(fragment: moment) as at
        from unnest(
          \(columns.emails), \(columns.labs), \(columns.daysAgo), \(columns.minutes), \(columns.solutions)
        ) with ordinality as s(email, slug, days_ago, minute, solution, n)
        join users u on u.email = s.email and u.id = any(\(learners))
        join labs l on l.slug = s.slug
      ), finding as (
        select f.n, f.key, f.message
        from unnest(
          \(columns.findingAttempts), \(columns.findingKeys), \(columns.findingMessages)
        ) as f(n, key, message)
      ), \(fragment: grading)
      insert into lab_results (lab_id, user_id, attempt, state, score, solution, checks, feedback, submitted_at,
        graded_at)
      select a.lab_id, a.user_id, row_number() over (partition by a.user_id, a.lab_id order by a.at),
        case when g.failed = 0 then 'PASSED' else 'FAILED' end, g.score, a.solution, g.checks,
        case
          when g.failed = 0 then 'All ' || g.total || ' checks passed.'
          else g.failed || ' of ' || g.total || E' checks did not pass:\\n\\n' || g.items
        end, a.at, a.at
      from attempt a join graded g on g.n = a.n
      order by a.at
      """)
  }

  private static let grading: Query = """
    graded as (
      select a.n, count(*) as total, count(f.key) as failed,
        coalesce(round((100 * sum(c.weight) filter (where f.key is null) / nullif(sum(c.weight), 0))::numeric, 2), 0)
          as score,
        string_agg('- **' || c.title || '**: ' || f.message, E'\\n' order by c.position) as items,
        jsonb_agg(jsonb_build_object('key', c.key, 'title', c.title, 'weight', c.weight, 'passed', f.key is null,
          'message', f.message) order by c.position) as checks
      from attempt a
      join lab_checks c on c.lab_id = a.lab_id
      left join finding f on f.n = a.n and f.key = c.key
      group by a.n
    )
    """

  /// The steps that follow from completions and results, in their order in time.
  static func steps(learners: [Int64]) -> Query {
    Query(
      "seeding.insertSteps",
      """
      with item as (
        select 100.0 / ((select count(*) from diagrams where status = 'PUBLISHED')
          + (select count(*) from labs where status = 'PUBLISHED')
          + (select count(*) from atoms where published)) as share
      ), pass as (
        select r.user_id, r.lab_id, min(r.submitted_at) as at
        from lab_results r
        where r.passed and r.user_id = any(\(learners))
        group by r.user_id, r.lab_id
      )
      insert into progress_events (user_id, kind, diagram_id, lab_id, at, delta)
      select k.user_id, k.kind, k.diagram_id, k.lab_id, k.at, k.delta
      from (
        select c.user_id, 'DIAGRAM_COMPLETED' as kind, c.diagram_id, null::bigint as lab_id, c.completed_at as at,
          i.share as delta, 1 as n
        from diagram_completions c cross join item i
        where c.user_id = any(\(learners))
        union all
        select r.user_id, 'LAB_STARTED', null, r.lab_id, r.submitted_at, 0, 2
        from lab_results r
        where r.attempt = 1 and r.user_id = any(\(learners))
        union all
        select p.user_id, 'LAB_COMPLETED', null, p.lab_id, p.at, i.share, 3
        from pass p cross join item i
      ) k
      order by k.at, k.n
      """)
  }

  /// Where the learners stand after all that: one version for each thing they did, streaks over days in a row, and the
  /// time of everything completed, once.
  static func standings(learners: [Int64]) -> Query {
    Query(
      "seeding.insertStandings",
      """
      with act as (
        select c.user_id, c.completed_at as at from diagram_completions c where c.user_id = any(\(learners))
        union all
        select r.user_id, r.submitted_at from lab_results r where r.user_id = any(\(learners))
      ), day as (
        select distinct a.user_id, (a.at at time zone 'UTC')::date as day from act a
      ), streak as (
        select d.user_id, max(d.day) as ended_on, count(*)::int as days
        from (
          select user_id, day, day - row_number() over (partition by user_id order by day)::int as start from day
        ) d
        group by d.user_id, d.start
      ), spent as (
        select e.user_id, sum(coalesce(d.estimated_time, l.estimated_time, interval '0')) as time
        from progress_events e
        left join diagrams d on d.id = e.diagram_id
        left join labs l on l.id = e.lab_id
        where e.kind in ('DIAGRAM_COMPLETED', 'LAB_COMPLETED') and e.user_id = any(\(learners))
        group by e.user_id
      ), standing as (
        select a.user_id, min(a.at) as first_at, max(a.at) as last_at, count(*)::int as acts from act a
        group by a.user_id
      )
      insert into learner_progress (user_id, created_at, updated_at, version, current_streak_days,
        longest_streak_days, last_active_on, last_activity_at, time_spent)
      select s.user_id, s.first_at, s.last_at, s.acts + 1,
        (select k.days from streak k where k.user_id = s.user_id order by k.ended_on desc limit 1),
        (select max(k.days) from streak k where k.user_id = s.user_id),
        (s.last_at at time zone 'UTC')::date, s.last_at, coalesce(t.time, interval '0')
      from standing s left join spent t on t.user_id = s.user_id
      """)
  }

  /// The moment of a row `s` with days_ago and minute.
  private static let moment: Query =
    "date_trunc('day', now(), 'UTC') - s.days_ago * interval '1 day' + s.minute * interval '1 minute'"
}
