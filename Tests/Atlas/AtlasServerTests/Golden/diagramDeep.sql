-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.labsOfDiagrams
select p.parent_id, c.position, l.id, l.created_at, l.updated_at, l.version, l.slug, l.title, l.summary, l.difficulty, l.category, l.tags, l.instructions, l.estimated_time, l.time_limit, l.status, l.author_id
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select j.position, j.lab_id
  from diagram_labs j
  join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
  where j.diagram_id = p.parent_id
    and (j.position, j.lab_id) > (coalesce($2, -1), coalesce($3, 0))
  order by j.position, j.lab_id
  limit $4
) c
join labs l on l.id = c.lab_id
order by p.n, c.position, c.lab_id;

-- catalog.diagramsOfLabs
select p.parent_id, d.id, d.created_at, d.updated_at, d.version, d.slug, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time, d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select j.diagram_id
  from diagram_labs j
  join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
  where j.lab_id = p.parent_id and j.diagram_id > coalesce($2, 0)
  order by j.diagram_id
  limit $3
) c
join diagrams d on d.id = c.diagram_id
order by p.n, d.id;

-- catalog.skillsOfDiagrams
select j.diagram_id as parent_id, s.id, s.name, s.parent_id as wider_id
from diagram_skills j
join skills s on s.id = j.skill_id
where j.diagram_id = any($1)
order by j.diagram_id, j.position, s.id;

-- catalog.incidentsOfDiagrams
select p.parent_id, c.position, i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select j.position, j.incident_id
  from diagram_incidents j
  where j.diagram_id = p.parent_id
    and (j.position, j.incident_id) > (coalesce($2, -1), coalesce($3, 0))
  order by j.position, j.incident_id
  limit $4
) c
join incidents i on i.id = c.incident_id
order by p.n, c.position, c.incident_id;

-- catalog.incidentCountOfDiagrams
select j.diagram_id as parent_id, count(*)::int as total
from diagram_incidents j
where j.diagram_id = any($1)
group by j.diagram_id;
