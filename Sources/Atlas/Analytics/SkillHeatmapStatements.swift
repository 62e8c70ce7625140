import Postgres

/// The statement behind the skill heat map. It reads tables of Progress and Catalog.
enum SkillHeatmapStatements {
  /// Mastery by skill and difficulty, over all that is published: completed diagrams count 1, labs their best score in
  /// hundredths. A user without cells has one row of nulls, a missing user none.
  static func cells(user: Int64) -> Query {
    Query(
      "analytics.skillHeatmap",
      """
      with learner as (
        select u.id as user_id from users u where u.id = \(user)
      ), items as (
        select s.skill_id, d.difficulty,
          (case when c.completed_at is null then 0 else 1 end)::double precision as mastery,
          c.completed_at as practiced_at
        from learner i
        cross join diagrams d
        join diagram_skills s on s.diagram_id = d.id
        left join diagram_completions c on c.diagram_id = d.id and c.user_id = i.user_id
        where d.status = 'PUBLISHED'
        union all
        select s.skill_id, l.difficulty, coalesce(r.best, 0) / 100, r.practiced_at
        from learner i
        cross join labs l
        join lab_skills s on s.lab_id = l.id
        left join (
          select x.user_id, x.lab_id, max(x.score) as best, max(x.submitted_at) as practiced_at
          from lab_results x
          where x.user_id = (select user_id from learner)
          group by x.user_id, x.lab_id
        ) r on r.lab_id = l.id
        where l.status = 'PUBLISHED'
      ), cells as (
        select t.skill_id, t.difficulty, avg(t.mastery) as mastery, count(t.practiced_at)::int as samples,
          max(t.practiced_at) as last_practiced_at
        from items t
        group by t.skill_id, t.difficulty
      )
      select i.user_id, c.skill_id, c.difficulty, c.mastery, c.samples, c.last_practiced_at,
        now()::timestamptz(3) as calculated_at
      from learner i
      left join cells c on true
      order by c.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], c.difficulty)
      limit 500
      """)
  }
}
