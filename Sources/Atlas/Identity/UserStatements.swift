import AtlasKernel
import Postgres

/// The reads of `users`, and the totals that are counted for them.
enum UserStatements {
  static func byID(_ ids: [Int64]) -> Query {
    Query(
      "identity.usersByID",
      """
      select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
        u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
      from users u
      where u.id = any(\(ids))
      """)
  }

  /// What a sign-in is checked against.
  static func credentials(_ email: EmailAddress) -> Query {
    Query(
      "identity.credentials",
      """
      select u.id, u.roles, u.password_hash
      from users u
      where u.email = \(email.text) and u.closed_at is null
      """)
  }

  /// Totals, mastery score and skill level of users. Reads tables of Catalog, ContentLibrary, Progress and Tutor; of the
  /// private answers of others it tells how many there are.
  static func stats(_ userIDs: [Int64]) -> Query {
    Query(
      "identity.userStats",
      """
      with weights as (
        select \(fragment: MasteryStatements.total) as total
      ), measured as (
        select u.id as user_id, d.completed as diagrams_completed, l.completed as labs_completed,
          n.completed as atoms_completed, a.asked as questions_asked,
          case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
            as current_streak_days,
          coalesce(p.longest_streak_days, 0) as longest_streak_days, coalesce(p.time_spent, interval '0') as time_spent,
          round((100 * (d.mastered + l.mastered) / nullif(w.total, 0))::numeric, 2)::double precision as mastery_score
        from users u
        cross join weights w
        left join learner_progress p on p.user_id = u.id
        \(fragment: MasteryStatements.ofLearner)
        cross join lateral (select count(*)::int as completed from atom_completions c where c.user_id = u.id) n
        cross join lateral (select count(*)::int as asked from answers q where q.user_id = u.id) a
        where u.id = any(\(userIDs))
      )
      select m.user_id, m.diagrams_completed, m.labs_completed, m.atoms_completed, m.questions_asked,
        m.current_streak_days, m.longest_streak_days, m.time_spent, coalesce(m.mastery_score, 0) as mastery_score,
        \(fragment: MasteryStatements.level(of: "m.mastery_score")) as skill_level
      from measured m
      """
    ).onBehalf(of: .system)
  }
}
