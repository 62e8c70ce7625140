-- learningPaths.standing
with recursive learner as (
  select $1::bigint as user_id
), goal as (
  select s.id from skills s where $2 or s.id = any($3)
  union
  select s.id from goal g join skills s on s.parent_id = g.id
), published as (
  select t.skill_id, t.level, sum(t.level)::double precision as total
  from (
    select k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) as level
    from goal g
    join diagram_skills k on k.skill_id = g.id
    join diagrams x on x.id = k.diagram_id and x.status = 'PUBLISHED'
    union all
    select k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
    from goal g
    join lab_skills k on k.skill_id = g.id
    join labs x on x.id = k.lab_id and x.status = 'PUBLISHED'
  ) t
  group by t.skill_id, t.level
), mastered as (
  select t.user_id, t.skill_id, t.level, sum(t.mastered) as mastered
    from (
      select n.user_id, k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) as level, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)::double precision as mastered
      from learner n
      join diagram_completions c on c.user_id = n.user_id
      join diagrams x on x.id = c.diagram_id and x.status = 'PUBLISHED'
      join diagram_skills k on k.diagram_id = x.id
      union all
      select n.user_id, k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty), y.best / 100 * array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
      from learner n
      cross join lateral (
        select r.lab_id, max(r.score) as best from lab_results r where r.user_id = n.user_id group by r.lab_id
      ) y
      join labs x on x.id = y.lab_id and x.status = 'PUBLISHED'
      join lab_skills k on k.lab_id = x.id
      where y.best > 0
    ) t
    group by t.user_id, t.skill_id, t.level
)
select s.id as skill_id, s.name, coalesce(p.level, 0) as level, coalesce(p.total, 0) as total,
  coalesce(m.mastered, 0) as mastered, now()::timestamptz(3) as generated_at,
  $4::date - (now() at time zone 'UTC')::date + 1 as days
from goal g
join skills s on s.id = g.id
left join published p on p.skill_id = s.id
left join mastered m on m.skill_id = s.id and m.level = p.level
order by s.id, p.level
limit 2000;

-- learningPaths.candidates
with recursive goal as (
  select g.skill_id, g.mastered_level, g.place
  from unnest($1, $2) with ordinality
    as g(skill_id, mastered_level, place)
), done as materialized (
  select 'diagram' as kind, c.diagram_id as id, c.completed_at as at
    from diagram_completions c
    where c.user_id = $3
    union all
    select 'lab', r.lab_id, min(r.submitted_at) from lab_results r where r.user_id = $4 and r.passed
    group by r.lab_id
    union all
    select 'atom', c.atom_id, c.completed_at from atom_completions c where c.user_id = $5
    union all
    select 'incident', j.incident_id, c.completed_at
    from diagram_completions c
    join diagram_incidents j on j.diagram_id = c.diagram_id
    where c.user_id = $6
    union all
    select 'incident', p.incident_id, r.submitted_at
    from lab_results r
    join lab_prerequisites p on p.lab_id = r.lab_id and p.incident_id is not null
    where r.user_id = $7 and r.passed
), offered as (
  select t.kind, t.id, t.level, t.skill_id, t.mastered_level, t.place
    from (
      select 'diagram' as kind, x.id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) as level, g.skill_id,
        g.mastered_level, g.place
      from goal g
      join diagram_skills k on k.skill_id = g.skill_id
      join diagrams x on x.id = k.diagram_id and x.status = 'PUBLISHED'
      union all
      select 'lab', x.id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty), g.skill_id, g.mastered_level, g.place
      from goal g
      join lab_skills k on k.skill_id = g.skill_id
      join labs x on x.id = k.lab_id and x.status = 'PUBLISHED'
    ) t
    where t.level <= $8
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
  ) p
  where not exists (select from done d where d.kind = p.kind and d.id = p.id)
), candidate as (
  select w.kind, w.id, null::timestamptz as at from (select w.kind, w.id from wanted w limit 3000) w
  union all
  select b.kind, b.id, b.at from behind b
)
select n.kind || '_' || n.id as item, n.at is not null as is_completed,
    coalesce(d.title, l.title, i.title, a.title) as title,
    case n.kind
      when 'diagram' then array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], d.difficulty)
      when 'lab' then array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], l.difficulty)
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
  order by n.at nulls last, n.kind, n.id;

-- catalog.diagramsByID
select d.id, d.title, d.difficulty
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.incidentsByID
select i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags from incidents i where i.id = any($1);

-- catalog.labsByID
select l.id, l.title, l.difficulty
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
