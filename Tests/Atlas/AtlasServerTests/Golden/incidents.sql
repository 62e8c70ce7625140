-- catalog.incidentsByID
select i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags from incidents i where i.id = any($1);

-- catalog.incidents
select 0::bigint as parent_id, p.order_key, i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags
from (
  select p.id, p.order_key
  from (
    select i.id, coalesce(date '1970-01-01' - i.occurred_on, 2147483647) as order_key
    from incidents i
    where true and i.severity = $1
  ) p
  where true
  order by p.order_key, p.id
  limit $2
) p
join incidents i on i.id = p.id
order by p.order_key, p.id;

-- catalog.diagramsOfIncidents
select p.parent_id, d.id, d.created_at, d.updated_at, d.version, d.slug, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time, d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select j.diagram_id
  from diagram_incidents j
  join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
  where j.incident_id = p.parent_id and j.diagram_id > coalesce($2, 0)
  order by j.diagram_id
  limit $3
) c
join diagrams d on d.id = c.diagram_id
order by p.n, d.id;

-- catalog.incidentCount
select 0::bigint as parent_id, count(*)::int as total
from incidents i
where true and i.severity = $1;

-- catalog.diagramCountOfIncidents
select j.incident_id as parent_id, count(*)::int as total
from diagram_incidents j
join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
where j.incident_id = any($1)
group by j.incident_id;

-- catalog.diagramFacetsOfIncidents
with listed as (
  select j.incident_id as parent_id, d.category, d.tags, d.difficulty
  from diagram_incidents j
  join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
  where j.incident_id = any($1)
), counted as (
  select l.parent_id, v.name, v.value, count(*)::int as count,
    row_number() over (partition by l.parent_id, v.name order by count(*) desc, v.value) as place
  from listed l
  cross join lateral (
    select 'category' as name, l.category collate "C" as value
    union all
    select 'difficulty', l.difficulty collate "C"
    union all
    select distinct 'tag', t.tag collate "C" from unnest(l.tags) as t(tag)
  ) v
  group by l.parent_id, v.name, v.value
)
select c.parent_id, c.name, c.value, c.count
from counted c
where c.place <= 20
order by c.parent_id, c.name, c.place;
