import AtlasKernel
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
        \(fragment: items)
      ), cells as (
        select t.skill_id, t.difficulty, avg(t.mastery) as mastery, count(t.practiced_at)::int as samples,
          max(t.practiced_at) as last_practiced_at
        from items t
        group by t.skill_id, t.difficulty
      ), \(fragment: memory)
      select i.user_id, c.skill_id, c.difficulty, c.mastery, m.retrievability, c.samples, c.last_practiced_at,
        now()::timestamptz(3) as calculated_at
      from learner i
      left join cells c on true
      left join memory m on m.skill_id = c.skill_id and m.difficulty = c.difficulty
      order by c.skill_id, \(fragment: DifficultyStatements.rank(of: "c.difficulty"))
      limit 500
      """)
  }

  private static let items: Query = """
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
    """

  /// The chance to recall each cell by the forgetting curve of FSRS-5, R = (1 + 19/81 · t/S)^(-1/2) after t days, of which
  /// S is the stability: after S days it is 0.9.
  ///
  /// FSRS takes the stability from graded reviews. Here it is estimated from the days (UTC) on which something of the cell
  /// was completed or passed: 3.173 days after the first, which is FSRS-5's first stability of a good answer, and 2.5 times
  /// as much after each further one, about what FSRS-5 adds to a memory of middling difficulty at R = 0.9, up to its
  /// greatest stability of 100 years. What was tried and never passed has FSRS-5's first stability of a wrong answer,
  /// 0.40255 days, from the last try.
  private static let memory: Query = """
    practice as (
        select s.skill_id, d.difficulty, c.completed_at as at, true as succeeded
        from learner i
        join diagram_completions c on c.user_id = i.user_id
        join diagrams d on d.id = c.diagram_id and d.status = 'PUBLISHED'
        join diagram_skills s on s.diagram_id = d.id
        union all
        select s.skill_id, l.difficulty, r.submitted_at, r.passed
        from learner i
        join lab_results r on r.user_id = i.user_id and r.state <> 'GRADING'
        join labs l on l.id = r.lab_id and l.status = 'PUBLISHED'
        join lab_skills s on s.lab_id = l.id
      ), remembered as (
        select p.skill_id, p.difficulty,
          count(distinct (p.at at time zone 'UTC')::date) filter (where p.succeeded) as days,
          extract(epoch from now() - coalesce(max(p.at) filter (where p.succeeded), max(p.at)))::double precision / 86400
            as elapsed
        from practice p
        group by p.skill_id, p.difficulty
      ), memory as (
        select r.skill_id, r.difficulty, power(
            1 + 19.0::double precision / 81 * greatest(r.elapsed, 0) / case when r.days = 0 then 0.40255
              else least(3.173 * power(2.5::double precision, least(r.days - 1, 20)), 36500) end,
            -0.5
          ) as retrievability
        from remembered r
      )
    """
}
