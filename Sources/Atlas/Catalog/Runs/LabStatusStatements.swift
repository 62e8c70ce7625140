import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about where learners stand in labs.
enum LabStatusStatements {
  /// A learner's status in each lab; one never tried changed when it was made.
  ///
  /// - Parameter state: the state that an event tells of; nil for the present one.
  static func statuses(user: Int64, labs: [Int64], state: API.LabState? = nil) -> Query {
    Query(
      "catalog.labStatuses",
      """
      with input as (
        select \(user)::bigint as user_id, \(state?.rawValue)::text as state
      )
      select l.id as lab_id, i.user_id, coalesce(i.state, s.state) as state, s.attempts, s.last_result_id,
        coalesce(s.changed_at, l.created_at) as changed_at,
        case when coalesce(i.state, s.state) = s.run_state then s.run_message end as run_message,
        s.run_id, s.terminal_url, s.region, s.started_at, s.expires_at, s.extensions_left, s.cpu_percent, s.memory_bytes
      from input i
      join labs l on l.id = any(\(labs))
      cross join lateral (
        \(fragment: standing(user: "i.user_id"))
      ) s
      """
    ).onBehalf(of: .user(user))
  }

  /// An expression for the viewer's state in a lab `l`. For a visitor the user is null, which nobody is: every lab is
  /// NOT_STARTED.
  static func viewerState(_ viewer: Viewer?) -> Query {
    let state: Query = "(select s.state from (\(fragment: standing(user: "\(viewer?.userID)::bigint"))) s)"
    return state.onBehalf(of: .user(viewer?.userID))
  }

  /// A learner's standing in a lab `l`. A live run decides; otherwise, once passed, a lab stays passed; otherwise what
  /// came last, the end of a run or a result.
  private static func standing(user: Query) -> Query {
    """
    select case
            when u.id is not null and u.ended_at is null then u.state
            when r.passed then 'PASSED'
            when u.id is not null and (r.changed_at is null or u.changed_at >= r.changed_at) then u.state
            else coalesce(r.last_state, 'NOT_STARTED')
          end as state,
          r.attempts, r.last_result_id, greatest(r.changed_at, u.changed_at) as changed_at, u.state as run_state,
          u.message as run_message, case when u.ended_at is null then u.id end as run_id, u.terminal_url, u.region,
          u.started_at, u.expires_at, u.extensions_left, u.cpu_percent, u.memory_bytes
        from (
          select count(*)::int as attempts, coalesce(bool_or(x.passed), false) as passed,
            (array_agg(x.state order by x.attempt desc))[1] as last_state,
            (array_agg(x.id order by x.attempt desc))[1] as last_result_id,
            max(coalesce(x.graded_at, x.submitted_at)) as changed_at
          from lab_results x
          where x.lab_id = l.id and x.user_id = \(fragment: user)
        ) r
        left join lateral (
          select x.id, x.state, x.ended_at, x.changed_at, x.message, x.terminal_url, x.region, x.started_at,
            x.expires_at, x.extensions_left, x.cpu_percent, x.memory_bytes
          from lab_runs x
          where x.lab_id = l.id and x.user_id = \(fragment: user)
          order by x.id desc
          limit 1
        ) u on true
    """
  }

  /// Live runs by key: the viewer's own.
  static func environments(_ runs: [Int64], viewer: Viewer?) -> Query {
    Query(
      "catalog.labEnvironmentsByID",
      """
      select r.id as run_id, r.user_id, r.terminal_url, r.region, r.started_at, r.expires_at, r.extensions_left,
        r.cpu_percent, r.memory_bytes
      from lab_runs r
      where r.id = any(\(runs)) and r.user_id = \(viewer?.userID) and r.ended_at is null
      """
    ).onBehalf(of: .user(viewer?.userID))
  }

  /// A row when the viewer may see the lab.
  static func visible(lab: Int64, viewer: Viewer) -> Query {
    Query(
      "catalog.labVisible",
      """
      select l.id
      from labs l
      where l.id = \(lab) and \(fragment: CatalogPolicy.seesLab(viewer))
      """)
  }
}
