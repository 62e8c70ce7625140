import AtlasAPI
import AtlasKernel
import Postgres

/// The statements of handing in a solution.
enum LabAttemptStatements {
  /// The rules of a published lab, where a solution is about to be graded; no row: there is no such lab. A live run that
  /// can be worked in is in GRADING from now on.
  static func begin(_ attempt: LabAttempt) -> Query {
    Query(
      "catalog.beginLabAttempt",
      """
      with \(fragment: LabRunStatements.lastRun(attempt.labID, user: attempt.userID)), grading as (
        update lab_runs r
        set state = 'GRADING', version = r.version + 1, changed_at = now(), graded_from = now(), message = null,
          last_solution = \(attempt.solution)::text
        from run u
        where r.id = u.id and u.ended_at is null and u.expires_at > now()
          and u.state = any(\(LabRunState.names(before: .grading)))
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "grading"))
      )
      \(fragment: task(attempt.labID, user: attempt.userID, gradedRun: "(select g.id from grading g)"))
      """
    ).onBehalf(of: .user(attempt.userID))
  }

  /// The same where a solution is looked at without being handed in: the work has begun, or goes on.
  static func look(_ lab: Int64, user: Int64, solution: String?) -> Query {
    Query(
      "catalog.lookAtLab",
      """
      with \(fragment: LabRunStatements.lastRun(lab, user: user)), begun as (
        update lab_runs r
        set state = case when u.state = any(\(LabRunState.names(before: .inProgress))) then 'IN_PROGRESS' else u.state end,
          version = r.version + 1, changed_at = now(), last_solution = coalesce(\(solution)::text, r.last_solution)
        from run u
        where r.id = u.id and u.ended_at is null and u.expires_at > now()
          and u.state = any(\(LabRunState.workableStates.map(\.rawValue)))
        returning r.id, r.user_id, r.lab_id, r.state, u.state as previous_state
      ), moved as (
        select b.id, b.user_id, b.lab_id, b.state from begun b where b.state <> b.previous_state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "moved"))
      )
      \(fragment: task(lab, user: user, gradedRun: "null::bigint"))
      """
    ).onBehalf(of: .user(user))
  }

  /// The checks, one row for each, or one row of nulls; beside them what the lab and the live run are, as `LabTask`.
  private static func task(_ lab: Int64, user: Int64, gradedRun: Query) -> Query {
    """
    select c.key, c.title, c.weight, c.rule, l.environment_kind, l.environment_spec, u.id as run_id,
      u.state as run_state, u.environment_kind as run_kind, \(fragment: gradedRun) as graded_run_id, (
          select coalesce(sum(h.penalty), 0)
          from lab_hint_reveals h
          where h.lab_id = l.id and h.user_id = \(user)
        ) as penalty
      from labs l
      left join lab_checks c on c.lab_id = l.id
      left join run u on u.ended_at is null and u.expires_at > now()
      where l.id = \(lab) and l.status = 'PUBLISHED'
      order by c.position
    """
  }

  /// A grading that came to nothing: the work goes on.
  static func release(_ run: Int64, userID: Int64) -> Query {
    Query(
      "catalog.releaseLabGrading",
      """
      with released as (
        update lab_runs r
        set state = 'IN_PROGRESS', version = r.version + 1, changed_at = now(), graded_from = null
        where r.id = \(run) and r.state = 'GRADING'
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "released"))
      )
      select r.id from released r
      """
    ).onBehalf(of: .user(userID))
  }

  /// Stores a graded solution. The first attempt starts the lab, the first pass completes it; its time counts once, at
  /// the first pass.
  ///
  /// This also writes tables of progress: result, steps, standing and events must come about together or not at all.
  ///
  /// - Parameter run: the run whose grading this was: it ends with a pass, and goes on otherwise.
  static func store(_ attempt: LabAttempt, _ grade: LabGrade, run: Int64?) -> Query {
    Query("catalog.storeLabResult", "\(fragment: graded(attempt, grade, run)), \(fragment: consequences)")
      .onBehalf(of: .user(attempt.userID))
  }

  private static func graded(_ attempt: LabAttempt, _ grade: LabGrade, _ run: Int64?) -> Query {
    """
    with input as (
      select \(attempt.userID)::bigint as user_id, \(attempt.labID)::bigint as lab_id,
        \(grade.state.rawValue)::text as state, \(grade.score)::double precision as score,
        \(attempt.solution)::text as solution, \(grade.json)::jsonb as checks, \(grade.feedback)::text as feedback,
        \(grade.penalty)::double precision as penalty, \(run)::bigint as run_id
    ), target as (
      select l.id, coalesce(l.estimated_time, interval '0') as time_spent
      from input i
      join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
    ), previous as (
      select coalesce(max(r.attempt), 0) as attempts, coalesce(bool_or(r.passed), false) as passed
      from input i
      join lab_results r on r.lab_id = i.lab_id and r.user_id = i.user_id
    ), result as (
      insert into lab_results (lab_id, user_id, attempt, state, score, penalty, solution, checks, feedback, graded_at,
        duration)
      select t.id, i.user_id, v.attempts + 1, i.state, i.score, i.penalty, i.solution, i.checks, i.feedback, now(),
        (select greatest(now() - q.started_at, interval '0') from lab_runs q where q.id = i.run_id)
      from input i cross join target t cross join previous v
      on conflict (lab_id, user_id, attempt) do nothing
      returning id, lab_id, user_id, attempt, state, passed, submitted_at, duration
    ), run as (
      update lab_runs q
      set state = case r.state when 'ERROR' then 'IN_PROGRESS' else r.state end, version = q.version + 1,
        changed_at = now(), graded_from = null, ended_at = case when r.passed then now() end,
        removal_due_at = case when r.passed then now() end
      from input i cross join result r
      where q.id = i.run_id and q.state = 'GRADING'
      returning q.id, q.state
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
        select r.user_id, 'LAB_COMPLETED', r.lab_id, r.submitted_at, \(fragment: TallyStatements.pointsPerItem), 2
        from result r cross join previous v
        where r.passed and not v.passed
        order by n
      ) k
      returning id
    ), standing as (
      insert into learner_progress as p (user_id, last_active_on, last_activity_at, time_spent)
      select r.user_id, (r.submitted_at at time zone 'UTC')::date, r.submitted_at,
        case when r.passed and not v.passed then coalesce(r.duration, t.time_spent) else interval '0' end
      from result r cross join previous v cross join target t
      \(fragment: StandingStatements.onConflict)
    ), published as (
      insert into events (topic, kind, entity, payload)
      select 'progress:' || n.user_id, 'PROGRESS_UPDATED', 'progress_' || n.user_id,
        jsonb_build_object('userId', n.user_id, 'version', n.version, 'stepId', (select max(id) from step))
      from standing n
      union all
      select 'lab:' || r.lab_id || ':' || r.user_id, 'LAB_STATUS_CHANGED', 'lab_' || r.lab_id,
        jsonb_build_object('labId', r.lab_id, 'userId', r.user_id, 'resultId', r.id,
          'state', case when v.passed then 'PASSED' else r.state end)
          || coalesce((select jsonb_build_object('runId', q.id, 'state', q.state) from run q), '{}')
      from result r cross join previous v
      returning position
    )
    select exists (select from target) as found, r.id as result_id, r.attempt, r.submitted_at,
      (select version from standing) as version, (select max(position) from published) as position
    from (select 1) as one
    left join result r on true
    """
}
