-- catalog.labsConnection
with page as (
  select l.id
  from labs l
  where l.status = 'PUBLISHED' and l.difficulty = any($1) and l.search @@ websearch_to_tsquery('english', $2)
  order by array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], l.difficulty) desc, l.id desc
  limit $3
)
select 0::bigint as parent_id,
  array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], l.difficulty) as difficulty_rank,
  l.id, l.created_at, l.updated_at, l.version, l.slug, l.title, l.summary, l.difficulty, l.category, l.tags, l.instructions, l.estimated_time, l.time_limit, l.status, l.author_id
from page p
join labs l on l.id = p.id
order by array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], l.difficulty) desc, l.id desc;

-- catalog.labsConnectionTotal
select 0::bigint as parent_id, count(*)::int as total
from labs l
where l.status = 'PUBLISHED' and l.difficulty = any($1) and l.search @@ websearch_to_tsquery('english', $2);

-- catalog.hintTextsOfLabs
select h.lab_id as parent_id, h.position as index, h.penalty,
  case
    when l.author_id = $1 or $2 or r.position is not null
      then h.text
  end as text
from lab_hints h
join labs l on l.id = h.lab_id
left join lab_hint_reveals r
  on r.lab_id = h.lab_id and r.position = h.position and r.user_id = $3
where h.lab_id = any($4)
order by h.lab_id, h.position;

-- catalog.prerequisitesOfLabs
select p.lab_id as parent_id, k.kind, k.key
from lab_prerequisites p
left join diagrams d on d.id = p.diagram_id and (d.status = 'PUBLISHED' or d.author_id = $1 or $2)
left join labs l on l.id = p.prerequisite_id and (l.status = 'PUBLISHED' or l.author_id = $3 or $4)
left join atoms a on a.id = p.atom_id and a.published
cross join lateral (
  values ('diagram', d.id), ('lab', l.id), ('incident', p.incident_id), ('atom', a.id)
) as k(kind, key)
where p.lab_id = any($5) and k.key is not null
order by p.lab_id, p.position;
