import AtlasAPI
import AtlasKernel
import Postgres

/// The statements behind learning paths. They read tables of Catalog, ContentLibrary and Progress.
enum LearningPathStatements {
  /// The skills of a goal with those below them, and what the learner has mastered of each, level by level: together by
  /// skill, a skill without anything published once, at level 0. Each row has the moment and how many days are left,
  /// today and the deadline counted. Unknown skills are left out.
  static func standing(_ goal: LearningGoal, user: Int64) -> Query {
    Query(
      "learningPaths.standing",
      """
      with recursive learner as (
        select \(user)::bigint as user_id
      ), goal as (
        select s.id from skills s where \(goal.skills.isEmpty) or s.id = any(\(goal.skills))
        union
        select s.id from goal g join skills s on s.parent_id = g.id
      ), published as (
        select t.skill_id, t.level, sum(t.level)::double precision as total
        from (
          select k.skill_id, \(fragment: MasteryStatements.weight) as level
          from goal g
          join diagram_skills k on k.skill_id = g.id
          join diagrams x on x.id = k.diagram_id and x.status = 'PUBLISHED'
          union all
          select k.skill_id, \(fragment: MasteryStatements.weight)
          from goal g
          join lab_skills k on k.skill_id = g.id
          join labs x on x.id = k.lab_id and x.status = 'PUBLISHED'
        ) t
        group by t.skill_id, t.level
      ), mastered as (
        \(fragment: MasteryStatements.bySkillAndLevel(of: "learner"))
      )
      select s.id as skill_id, s.name, coalesce(p.level, 0) as level, coalesce(p.total, 0) as total,
        coalesce(m.mastered, 0) as mastered, now()::timestamptz(3) as generated_at,
        \(goal.deadline?.text)::date - (now() at time zone 'UTC')::date + 1 as days
      from goal g
      join skills s on s.id = g.id
      left join published p on p.skill_id = s.id
      left join mastered m on m.skill_id = s.id and m.level = p.level
      order by s.id, p.level
      limit 2000
      """)
  }

  /// What may become a step: due items of the skills, the easiest few of each level above the one that is mastered, and
  /// everything open that they need, however far; and the three items of the goal that were completed last, the oldest
  /// of them first.
  ///
  /// Only what is published, whose ever it is: a path is the same for an author.
  static func candidates(_ goal: LearningGoal, _ standing: [SkillStanding], user: Int64) -> Query {
    Query(
      "learningPaths.candidates",
      """
      with recursive goal as (
        select g.skill_id, g.mastered_level, g.place
        from unnest(\(standing.map(\.id)), \(standing.map { Int64($0.masteredLevel)})) with ordinality
          as g(skill_id, mastered_level, place)
      ), done as materialized (
        \(fragment: done(by: user))
      ), offered as (
        \(fragment: offered(upTo: goal.targetLevel))
      ), due as (
        select r.kind, r.id
        from (
          select o.kind, o.id, o.level, o.place,
            row_number() over (partition by o.skill_id, o.kind, o.level order by o.id) as n
          from offered o
          where o.level > o.mastered_level
            and not exists (select from done d where d.kind = o.kind and d.id = o.id)
        ) r
        where r.n <= 6
        group by r.kind, r.id
        order by min(r.place), min(r.level), r.kind, r.id
        limit 60
      ), behind as (
        select o.kind, o.id, max(d.at) as at
        from offered o
        join done d on d.kind = o.kind and d.id = o.id
        group by o.kind, o.id
        order by max(d.at) desc, o.kind, o.id
        limit 3
      ), wanted as (
        select u.kind, u.id from due u
        union
        select p.kind, p.id
        from wanted n
        cross join lateral (
          \(fragment: needs)
        ) p
        where not exists (select from done d where d.kind = p.kind and d.id = p.id)
      ), candidate as (
        select w.kind, w.id, null::timestamptz as at from (select w.kind, w.id from wanted w limit 3000) w
        union all
        select b.kind, b.id, b.at from behind b
      )
      \(fragment: facts)
      """)
  }

  /// What the learner has completed: `kind`, `id`, `at`. Nobody records who has read an incident: it counts as read
  /// with a diagram that it belongs to, or a lab that needs it.
  private static func done(by user: Int64) -> Query {
    """
    select 'diagram' as kind, c.diagram_id as id, c.completed_at as at
        from diagram_completions c
        where c.user_id = \(user)
        union all
        select 'lab', r.lab_id, min(r.submitted_at) from lab_results r where r.user_id = \(user) and r.passed
        group by r.lab_id
        union all
        select 'atom', c.atom_id, c.completed_at from atom_completions c where c.user_id = \(user)
        union all
        select 'incident', j.incident_id, c.completed_at
        from diagram_completions c
        join diagram_incidents j on j.diagram_id = c.diagram_id
        where c.user_id = \(user)
        union all
        select 'incident', p.incident_id, r.submitted_at
        from lab_results r
        join lab_prerequisites p on p.lab_id = r.lab_id and p.incident_id is not null
        where r.user_id = \(user) and r.passed
    """
  }

  /// Published diagrams and labs of the goal's skills, once for each skill.
  private static func offered(upTo level: Int) -> Query {
    """
    select t.kind, t.id, t.level, t.skill_id, t.mastered_level, t.place
        from (
          select 'diagram' as kind, x.id, \(fragment: MasteryStatements.weight) as level, g.skill_id,
            g.mastered_level, g.place
          from goal g
          join diagram_skills k on k.skill_id = g.skill_id
          join diagrams x on x.id = k.diagram_id and x.status = 'PUBLISHED'
          union all
          select 'lab', x.id, \(fragment: MasteryStatements.weight), g.skill_id, g.mastered_level, g.place
          from goal g
          join lab_skills k on k.skill_id = g.skill_id
          join labs x on x.id = k.lab_id and x.status = 'PUBLISHED'
        ) t
        where t.level <= \(level)
    """
  }

  /// What is to be learned before the item `n`: what a lab names, what an atom builds on, and of a diagram the first
  /// atoms and the first incident, which lead up to it.
  private static let needs: Query = """
    select 'diagram' as kind, x.id
          from lab_prerequisites q
          join diagrams x on x.id = q.diagram_id and x.status = 'PUBLISHED'
          where n.kind = 'lab' and q.lab_id = n.id
          union all
          select 'lab', x.id
          from lab_prerequisites q
          join labs x on x.id = q.prerequisite_id and x.status = 'PUBLISHED'
          where n.kind = 'lab' and q.lab_id = n.id
          union all
          select 'incident', q.incident_id
          from lab_prerequisites q
          where n.kind = 'lab' and q.lab_id = n.id and q.incident_id is not null
          union all
          select 'atom', x.id
          from lab_prerequisites q
          join atoms x on x.id = q.atom_id and x.published
          where n.kind = 'lab' and q.lab_id = n.id
          union all
          select 'atom', x.id
          from atom_links q
          join atoms x on x.id = q.to_id and x.published
          where n.kind = 'atom' and q.from_id = n.id and q.kind = 'PREREQUISITE'
          union all
          (
            select 'atom', x.id
            from diagram_atoms q
            join atoms x on x.id = q.atom_id and x.published
            where n.kind = 'diagram' and q.diagram_id = n.id
            order by q.position, q.atom_id
            limit 5
          )
          union all
          (
            select 'incident', q.incident_id
            from diagram_incidents q
            where n.kind = 'diagram' and q.diagram_id = n.id
            order by q.position, q.incident_id
            limit 1
          )
    """

  /// A row for each candidate `n`. Without an estimate a diagram takes 15 minutes and a lab 30; incidents, which have
  /// none, take 10.
  private static let facts: Query = """
    select n.kind || '_' || n.id as item, n.at is not null as is_completed,
        coalesce(d.title, l.title, i.title, a.title) as title,
        case n.kind
          when 'diagram' then \(fragment: DifficultyStatements.rank(of: "d.difficulty"))
          when 'lab' then \(fragment: DifficultyStatements.rank(of: "l.difficulty"))
          when 'atom' then round(1 + 3 * a.difficulty)::int
          else 1
        end as level,
        extract(epoch from case n.kind
          when 'diagram' then coalesce(d.estimated_time, interval '15 minutes')
          when 'lab' then coalesce(l.estimated_time, interval '30 minutes')
          when 'atom' then a.estimated_time
          else interval '10 minutes'
        end)::bigint as seconds,
        array(
          select g.skill_id::text
          from goal g
          where n.kind = 'diagram'
              and exists (select from diagram_skills k where k.diagram_id = n.id and k.skill_id = g.skill_id)
            or n.kind = 'lab'
              and exists (select from lab_skills k where k.lab_id = n.id and k.skill_id = g.skill_id)
          order by g.place
        ) as skills,
        exists (select from due u where u.kind = n.kind and u.id = n.id) as is_due,
        array(
          select distinct p.kind || '_' || p.id
          from (
            \(fragment: needs)
          ) p
          where not exists (select from done x where x.kind = p.kind and x.id = p.id)
        ) as needs,
        array(
          select 'diagram_' || j.diagram_id from diagram_labs j where n.kind = 'lab' and j.lab_id = n.id
        ) as follows,
        a.content_id, coalesce(a.sequence, 0) as sequence
      from candidate n
      left join diagrams d on n.kind = 'diagram' and d.id = n.id
      left join labs l on n.kind = 'lab' and l.id = n.id
      left join incidents i on n.kind = 'incident' and i.id = n.id
      left join atoms a on n.kind = 'atom' and a.id = n.id
      order by n.at nulls last, n.kind, n.id
    """
}
