import AtlasKernel
import Postgres

/// The statement behind dashboards. It reads tables of Catalog, ContentLibrary, Progress and Tutor.
enum DashboardStatements {
  private static let level = MasteryStatements.level(of: "100 * (d.mastered + l.mastered) / nullif(w.total, 0)")

  /// A learner's dashboard; no row for a missing user.
  ///
  /// - Parameter owner: whose conversations are shown, where the dashboard is theirs.
  static func dashboard(user: Int64, conversationsOf owner: Int64?) -> Query {
    Query(
      "analytics.dashboard",
      """
      with learner as materialized (
        select u.id,
          \(fragment: DifficultyStatements.rank(of: level)) as level
        from users u
        cross join (select \(fragment: MasteryStatements.total) as total) w
        \(fragment: MasteryStatements.ofLearner)
        where u.id = \(user)
      )
      select u.id as user_id,
        array(
          select i.item
          from (
            select min(c.rank) as rank, min(c.distance) as distance, max(c.at) as at, c.item
            from (
              \(fragment: candidates)
            ) c
            group by c.item
          ) i
          order by i.rank, i.distance, i.at desc nulls last, i.item
          limit 10
        ) as next_up,
        array(
          select 'conversation_' || c.id
          from conversations c
          where c.user_id = u.id and c.user_id = \(owner) and c.archived_at is null
          order by c.updated_at desc, c.id desc
          limit 5
        ) as conversations
      from learner u
      """
    ).onBehalf(of: .user(owner))
  }

  /// What could be next for the learner `u`, a few of each kind: begun labs, the latest first (rank 1; running
  /// ones only for the learners themselves); what follows from
  /// what is completed, namely labs of completed diagrams and unlocked atoms of begun contents (rank 2); other diagrams
  /// (rank 3). Within a rank by how far the difficulty is from the learner's level.
  private static let candidates: Query = """
    (
                select 1 as rank, 0.0::double precision as distance, q.changed_at as at, 'lab_' || x.id as item
                from lab_runs q
                join labs x on x.id = q.lab_id and x.status = 'PUBLISHED'
                where q.user_id = u.id and q.ended_at is null
              ) union all (
                select 1, 0.0, max(r.submitted_at), 'lab_' || x.id
                from lab_results r
                join labs x on x.id = r.lab_id and x.status = 'PUBLISHED'
                where r.user_id = u.id
                group by x.id
                having not bool_or(r.passed)
                order by max(r.submitted_at) desc
                limit 4
              ) union all (
                select 2, abs(\(fragment: MasteryStatements.weight) - u.level), c.completed_at, 'lab_' || x.id
                from diagram_completions c
                join diagram_labs j on j.diagram_id = c.diagram_id
                join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
                where c.user_id = u.id
                  and not exists (select from lab_results r where r.user_id = u.id and r.lab_id = x.id)
                order by 2, c.completed_at desc
                limit 4
              ) union all (
                select 2, abs(1 + 3 * x.difficulty - u.level), b.at, 'atom_' || x.id
                from (
                  select y.content_id, max(c.completed_at) as at
                  from atom_completions c
                  join atoms y on y.id = c.atom_id
                  where c.user_id = u.id and y.content_id is not null
                  group by y.content_id
                  order by max(c.completed_at) desc
                  limit 3
                ) b
                cross join lateral (
                  select y.id, y.difficulty, y.sequence
                  from atoms y
                  left join atom_completions c on c.user_id = u.id and c.atom_id = y.id
                  where y.content_id = b.content_id and y.published and c.atom_id is null
                  offset 0
                ) x
                where \(fragment: TallyStatements.isUnlocked)
                order by b.at desc, x.sequence, x.id
                limit 4
              ) union all (
                select 3, abs(\(fragment: MasteryStatements.weight) - u.level), null, 'diagram_' || x.id
                from diagrams x
                where x.status = 'PUBLISHED'
                  and not exists (select from diagram_completions c where c.user_id = u.id and c.diagram_id = x.id)
                order by 2, x.id
                limit 10
              )
    """
}
