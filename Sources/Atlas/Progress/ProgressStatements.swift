import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about learners' standing.
enum ProgressStatements {
  /// The standing of learners whom the viewer may read about, with their last event. A learner without a row stands at
  /// version 1. It joins users, and what the tallies count.
  static func byUser(_ users: [Int64], viewer: Viewer?) -> Query {
    Query(
      "progress.byUser",
      """
      with totals as materialized (
        \(fragment: TallyStatements.published)
      )
      select \(fragment: columns),
        e.id, e.kind, e.diagram_id, e.lab_id, e.atom_id, e.quiz_id, e.at, e.delta
      from users u
      cross join totals t
      left join learner_progress p on p.user_id = u.id
      \(fragment: TallyStatements.completed)
      \(fragment: TallyStatements.begun)
      left join lateral (
        select v.id, v.kind, v.diagram_id, v.lab_id, v.atom_id, v.quiz_id, v.at, v.delta
        from progress_events v
        where v.user_id = u.id
        order by v.id desc
        limit 1
      ) e on true
      where u.id = any(\(users)) and \(fragment: LearnerAudience(viewer).sees("u.id"))
      """)
  }

  private static let columns: Query = """
    u.id as user_id, coalesce(p.version, 1) as version,
        d.completed as diagrams_completed, dp.in_progress as diagrams_in_progress, t.diagrams as diagrams_total,
        l.completed as labs_completed, l.in_progress as labs_in_progress, t.labs as labs_total,
        a.completed as atoms_completed, ap.in_progress as atoms_in_progress, t.atoms as atoms_total,
        coalesce(100.0 * d.completed / nullif(t.diagrams, 0), 0)::double precision as diagrams_percent,
        coalesce(100.0 * l.completed / nullif(t.labs, 0), 0)::double precision as labs_percent,
        coalesce(100.0 * a.completed / nullif(t.atoms, 0), 0)::double precision as atoms_percent,
        coalesce(
          100.0 * (d.completed + l.completed + a.completed) / nullif(t.diagrams + t.labs + t.atoms, 0), 0
        )::double precision as overall_percent,
        case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
          as current_streak_days,
        coalesce(p.time_spent, interval '0') as time_spent, p.last_activity_at,
        coalesce(p.updated_at, u.created_at) as updated_at
    """

  /// A row when there is such a user.
  static func userExists(_ user: Int64) -> Query {
    Query("progress.userExists", "select u.id from users u where u.id = \(user)")
  }

  /// Completes a diagram. `found` is false where there is no published one; `changed` is false where it was completed
  /// before, and then nothing was written. Safe to repeat, also at the same moment.
  static func complete(diagram: Int64, user: Int64) -> Query {
    Query("progress.completeDiagram", completion(diagram, user) + consequences)
  }

  private static func completion(_ diagram: Int64, _ user: Int64) -> Query {
    """
    with input as (
      select \(user)::bigint as user_id, \(diagram)::bigint as diagram_id
    ), target as (
      select d.id, coalesce(d.estimated_time, interval '0') as time_spent
      from input i
      join diagrams d on d.id = i.diagram_id and d.status = 'PUBLISHED'
    ), completion as (
      insert into diagram_completions (user_id, diagram_id)
      select i.user_id, t.id from input i cross join target t
      on conflict (user_id, diagram_id) do nothing
      returning user_id, diagram_id, completed_at
    ),
    """
  }

  private static let consequences: Query = """
     step as (
      insert into progress_events (user_id, kind, diagram_id, at, delta)
      select c.user_id, 'DIAGRAM_COMPLETED', c.diagram_id, c.completed_at, \(fragment: TallyStatements.pointsPerItem)
      from completion c
      returning id, user_id, at
    ), \(fragment: StandingStatements.ofCompletion)
    select exists (select from target) as found, exists (select from completion) as changed,
      (select version from standing) as version, (select position from published) as position
    """
}
