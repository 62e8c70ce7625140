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

  /// Totals, mastery score and skill level of users. Reads tables of Catalog, Progress and Tutor; of the private answers
  /// of others it tells how many there are.
  ///
  /// Each published item weighs 1 to 4 by its difficulty; a completed diagram is mastered wholly, a lab by its best
  /// score. Levels begin at 0, 25, 50 and 75 percent.
  static func stats(_ userIDs: [Int64]) -> Query {
    Query(
      "identity.userStats",
      """
      with weights as (
        select (
            select coalesce(sum(
              array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
            ), 0)
            from diagrams x where x.status = 'PUBLISHED'
          ) + (
            select coalesce(sum(
              array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
            ), 0)
            from labs x where x.status = 'PUBLISHED'
          ) as total
      ), measured as (
        select u.id as user_id, d.completed as diagrams_completed, l.completed as labs_completed,
          a.asked as questions_asked,
          case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
            as current_streak_days,
          coalesce(p.longest_streak_days, 0) as longest_streak_days, coalesce(p.time_spent, interval '0') as time_spent,
          round((100 * (d.mastered + l.mastered) / nullif(w.total, 0))::numeric, 2)::double precision as mastery_score
        from users u
        cross join weights w
        left join learner_progress p on p.user_id = u.id
        cross join lateral (
          select count(*)::int as completed, coalesce(sum(
            array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
          ) filter (where x.status = 'PUBLISHED'), 0) as mastered
          from diagram_completions c
          join diagrams x on x.id = c.diagram_id
          where c.user_id = u.id
        ) d
        cross join lateral (
          select (count(*) filter (where y.passed))::int as completed, coalesce(sum(
            y.best / 100 * array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
          ) filter (where x.status = 'PUBLISHED'), 0) as mastered
          from (
            select r.lab_id, bool_or(r.passed) as passed, max(r.score) as best
            from lab_results r
            where r.user_id = u.id
            group by r.lab_id
          ) y
          join labs x on x.id = y.lab_id
        ) l
        cross join lateral (select count(*)::int as asked from answers q where q.user_id = u.id) a
        where u.id = any(\(userIDs))
      )
      select m.user_id, m.diagrams_completed, m.labs_completed, m.questions_asked, m.current_streak_days,
        m.longest_streak_days, m.time_spent, coalesce(m.mastery_score, 0) as mastery_score,
        case when m.mastery_score >= 75 then 'EXPERT' when m.mastery_score >= 50 then 'ADVANCED'
          when m.mastery_score >= 25 then 'INTERMEDIATE' else 'BEGINNER' end as skill_level
      from measured m
      """
    ).onBehalf(of: .system)
  }
}
