import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about steps forward.
enum ProgressEventStatements {
  /// Steps by id: those of the viewer, or all for an instructor.
  static func byID(_ ids: [Int64], viewer: Viewer?) -> Query {
    Query(
      "progress.eventsByID",
      """
      select e.id, e.user_id, e.kind, e.diagram_id, e.lab_id, e.at, e.delta
      from progress_events e
      where e.id = any(\(ids)) and (e.user_id = \(viewer?.userID) or \(viewer?.satisfies(.instructor) ?? false))
      """)
  }

  /// The steps of each learner, latest first.
  ///
  /// - Parameter after: the step that the page follows.
  static func page(users: [Int64], after: Int64?, limit: Int) -> Query {
    Query(
      "progress.eventsPage",
      """
      select p.user_id, c.id, c.kind, c.diagram_id, c.lab_id, c.at, c.delta
      from unnest(\(users)) with ordinality as p(user_id, n)
      cross join lateral (
        select e.id, e.kind, e.diagram_id, e.lab_id, e.at, e.delta
        from progress_events e
        where e.user_id = p.user_id and e.id < coalesce(\(after), 9223372036854775807)
        order by e.id desc
        limit \(limit)
      ) c
      order by p.n, c.id desc
      """)
  }

  /// How many steps each learner took.
  static func counts(users: [Int64]) -> Query {
    Query(
      "progress.eventCounts",
      """
      select e.user_id as parent_id, count(*)::int as total
      from progress_events e
      where e.user_id = any(\(users))
      group by e.user_id
      """)
  }
}
