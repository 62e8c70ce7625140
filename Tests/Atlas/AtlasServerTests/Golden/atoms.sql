-- content.atoms
select 0::bigint as parent_id, coalesce(a.content_id, 9223372036854775807) as content_place, a.id, a.created_at, a.updated_at, a.version, a.content_id, a.sequence, a.title, a.body, a.kind, a.media_file_id, a.concepts, a.difficulty, a.estimated_time, a.quality_score
from (
  select a.id
  from atoms a
  where a.published and a.difficulty >= $1 and a.search @@ websearch_to_tsquery('english', $2)
  order by a.difficulty desc, a.id desc
  limit $3
) p
join atoms a on a.id = p.id
order by a.difficulty desc, a.id desc;

-- content.atomCount
select 0::bigint as parent_id, count(*)::int as total
from atoms a
where a.published and a.difficulty >= $1 and a.search @@ websearch_to_tsquery('english', $2);

-- content.prerequisites
select l.from_id as parent_id, a.id
from atom_links l
join atoms a on a.id = l.to_id and a.retired_at is null and (a.published or ($1 or case when a.content_id is null then a.author_id = $2
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $3) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $4
    ))
where l.from_id = any($5) and l.kind = 'PREREQUISITE'
order by l.from_id, a.content_id, a.sequence, a.id;

-- content.atomStates
with asked as (
  select a.id, a.content_id from atoms a where a.id = any($1)
), next as (
  select distinct on (e.content_id) e.id
  from atoms e
  where e.content_id in (select content_id from asked) and e.published
    and not exists (select from atom_completions c where c.user_id = $2 and c.atom_id = e.id)
    and exists (
      select from atoms o
      join atom_completions c on c.atom_id = o.id and c.user_id = $3
      where o.content_id = e.content_id
    )
  order by e.content_id, e.sequence, e.id
)
select a.id, case
    when exists (select from atom_completions c where c.user_id = $4 and c.atom_id = a.id) then 'COMPLETED'
    when exists (
      select from atom_links l
      join atoms p on p.id = l.to_id and p.published
      where l.from_id = a.id and l.kind = 'PREREQUISITE'
        and not exists (select from atom_completions c where c.user_id = $5 and c.atom_id = p.id)
    ) then 'LOCKED'
    when a.id in (select id from next) then 'IN_PROGRESS'
    else 'AVAILABLE'
  end as state
from asked a;
