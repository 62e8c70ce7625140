import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about where learners stand in labs.
enum LabStatusStatements {
  /// A learner's status in each lab. Once passed, a lab stays passed; one never tried changed when it was made.
  static func statuses(user: Int64, labs: [Int64]) -> Query {
    Query(
      "catalog.labStatuses",
      """
      with input as (
        select \(user)::bigint as user_id
      )
      select l.id as lab_id, i.user_id,
        case when r.attempts = 0 then 'NOT_STARTED' when r.passed then 'PASSED' else r.last_state end as state,
        r.attempts, r.last_result_id, coalesce(r.changed_at, l.created_at) as changed_at
      from input i
      join labs l on l.id = any(\(labs))
      cross join lateral (
        select count(*)::int as attempts, coalesce(bool_or(x.passed), false) as passed,
          (array_agg(x.state order by x.attempt desc))[1] as last_state,
          (array_agg(x.id order by x.attempt desc))[1] as last_result_id,
          max(coalesce(x.graded_at, x.submitted_at)) as changed_at
        from lab_results x
        where x.lab_id = l.id and x.user_id = i.user_id
      ) r
      """)
  }

  /// A row when the viewer may see the lab.
  static func visible(lab: Int64, viewer: Viewer) -> Query {
    Query(
      "catalog.labVisible",
      """
      select l.id
      from labs l
      where l.id = \(lab) and (l.status = 'PUBLISHED' or l.author_id = \(viewer.userID) or \(viewer.satisfies(.admin)))
      """)
  }
}
