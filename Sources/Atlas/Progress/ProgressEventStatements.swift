import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about steps forward.
enum ProgressEventStatements {
  /// Steps by id, of learners whom the viewer may read about.
  static func byID(_ ids: [Int64], viewer: Viewer?) -> Query {
    Query(
      "progress.eventsByID",
      """
      select e.id, e.user_id, e.kind, e.diagram_id, e.lab_id, e.atom_id, e.quiz_id, e.at, e.delta
      from progress_events e
      where e.id = any(\(ids)) and \(fragment: LearnerAudience(viewer).sees("e.user_id"))
      """)
  }

  /// The steps of each learner within a range, latest first.
  ///
  /// - Parameter after: the step that the page follows.
  static func page(users: [Int64], _ range: API.DateTimeRange?, after: Int64?, limit: Int) -> Query {
    Query(
      "progress.eventsPage",
      """
      select p.user_id, c.id, c.kind, c.diagram_id, c.lab_id, c.atom_id, c.quiz_id, c.at, c.delta
      from unnest(\(users)) with ordinality as p(user_id, n)
      cross join lateral (
        select e.id, e.kind, e.diagram_id, e.lab_id, e.atom_id, e.quiz_id, e.at, e.delta
        from progress_events e
        where e.user_id = p.user_id and e.id < coalesce(\(after), 9223372036854775807)\(fragment: within(range))
        order by e.id desc
        limit \(limit)
      ) c
      order by p.n, c.id desc
      """)
  }

  /// How many steps each learner took within a range.
  static func counts(users: [Int64], _ range: API.DateTimeRange?) -> Query {
    Query(
      "progress.eventCounts",
      """
      select e.user_id as parent_id, count(*)::int as total
      from progress_events e
      where e.user_id = any(\(users))\(fragment: within(range))
      group by e.user_id
      """)
  }

  /// The condition of a range, begun with `and`; nothing for the ends that are open.
  private static func within(_ range: API.DateTimeRange?) -> Query {
    var condition: Query = ""
    if let from = range?.from {
      condition += " and e.at >= \(PostgresTimestamp(microsecondsSince1970: from.microsecondsSince1970))"
    }
    if let to = range?.to {
      condition += " and e.at < \(PostgresTimestamp(microsecondsSince1970: to.microsecondsSince1970))"
    }
    return condition
  }
}
