import AtlasAPI
import AtlasKernel
import Postgres

/// The statements of handing in a solution.
enum LabAttemptStatements {
  /// The rules of a published lab; one row of nulls where it has none.
  static func rules(lab: Int64) -> Query {
    Query(
      "catalog.labRules",
      """
      select c.key, c.title, c.weight, c.rule
      from labs l
      left join lab_checks c on c.lab_id = l.id
      where l.id = \(lab) and l.status = 'PUBLISHED'
      order by c.position
      """)
  }

  /// Stores a graded solution. The first attempt starts the lab, the first pass completes it; its time counts once, at
  /// the first pass.
  ///
  /// This also writes tables of progress: result, steps, standing and events must come about together or not at all.
  static func store(_ attempt: LabAttempt, _ grade: LabGrade) -> Query {
    Query("catalog.storeLabResult", "\(fragment: graded(attempt, grade)), \(fragment: consequences)")
  }

  private static func graded(_ attempt: LabAttempt, _ grade: LabGrade) -> Query {
    """
    with input as (
      select \(attempt.userID)::bigint as user_id, \(attempt.labID)::bigint as lab_id,
        \(grade.state.rawValue)::text as state, \(grade.score)::double precision as score,
        \(attempt.solution)::text as solution, \(grade.json)::jsonb as checks, \(grade.feedback)::text as feedback
    ), target as (
      select l.id, coalesce(l.estimated_time, interval '0') as time_spent
      from input i
      join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
    ), previous as (
      select coalesce(max(r.attempt), 0) as attempts, coalesce(bool_or(r.passed), false) as passed
      from input i
      join lab_results r on r.lab_id = i.lab_id and r.user_id = i.user_id
    ), result as (
      insert into lab_results (lab_id, user_id, attempt, state, score, solution, checks, feedback, graded_at)
      select t.id, i.user_id, v.attempts + 1, i.state, i.score, i.solution, i.checks, i.feedback, now()
      from input i cross join target t cross join previous v
      on conflict (lab_id, user_id, attempt) do nothing
      returning id, lab_id, user_id, attempt, state, passed, submitted_at
    )
    """
  }

  private static let consequences: Query = """
    step as (
      insert into progress_events (user_id, kind, lab_id, at, delta)
      select k.user_id, k.kind, k.lab_id, k.submitted_at, k.delta
      from (
        select r.user_id, 'LAB_STARTED' as kind, r.lab_id, r.submitted_at, 0 as delta, 1 as n
        from result r
        where r.attempt = 1
        union all
        select r.user_id, 'LAB_COMPLETED', r.lab_id, r.submitted_at, 100.0 / (
            (select count(*) from diagrams where status = 'PUBLISHED')
            + (select count(*) from labs where status = 'PUBLISHED')
          ), 2
        from result r cross join previous v
        where r.passed and not v.passed
        order by n
      ) k
      returning id
    ), standing as (
      insert into learner_progress as p (user_id, last_active_on, last_activity_at, time_spent)
      select r.user_id, (r.submitted_at at time zone 'UTC')::date, r.submitted_at,
        case when r.passed and not v.passed then t.time_spent else interval '0' end
      from result r cross join previous v cross join target t
      \(fragment: StandingStatements.onConflict)
    ), published as (
      insert into events (topic, kind, entity, payload)
      select 'progress:' || n.user_id, 'PROGRESS_UPDATED', 'progress_' || n.user_id,
        jsonb_build_object('userId', n.user_id, 'version', n.version, 'stepId', (select max(id) from step))
      from standing n
      union all
      select 'lab:' || r.lab_id || ':' || r.user_id, 'LAB_STATUS_CHANGED', 'lab_' || r.lab_id,
        jsonb_build_object('labId', r.lab_id, 'userId', r.user_id, 'resultId', r.id, 'state', r.state)
      from result r
      returning position
    )
    select exists (select from target) as found, r.id as result_id, r.attempt, r.submitted_at,
      (select version from standing) as version, (select max(position) from published) as position
    from (select 1) as one
    left join result r on true
    """
}
