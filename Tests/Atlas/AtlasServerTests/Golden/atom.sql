-- content.atomsByID
select a.id, a.content_id, a.title, a.body, a.concepts, a.difficulty, a.estimated_time
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));

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

-- content.objectivesOfAtoms
select j.atom_id as parent_id, o.id, o.text, o.level
from atom_objectives j
join learning_objectives o on o.id = j.objective_id
where j.atom_id = any($1)
order by j.atom_id, o.position, o.id;

-- content.prerequisites
select l.from_id as parent_id, a.id, a.title
from atom_links l
join atoms a on a.id = l.to_id and a.retired_at is null and (a.published or ($1 or case when a.content_id is null then a.author_id = $2
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $3) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $4
    ))
where l.from_id = any($5) and l.kind = 'PREREQUISITE'
order by l.from_id, a.content_id, a.sequence, a.id;

-- content.dependencies
select l.to_id as parent_id, a.id
from atom_links l
join atoms a on a.id = l.from_id and a.retired_at is null and (a.published or ($1 or case when a.content_id is null then a.author_id = $2
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $3) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $4
    ))
where l.to_id = any($5) and l.kind = 'PREREQUISITE'
order by l.to_id, a.content_id, a.sequence, a.id;

-- content.related
select l.parent_id, a.id
from (
  select from_id as parent_id, to_id as other_id
  from atom_links
  where from_id = any($1) and kind = 'RELATED'
  union all
  select to_id, from_id
  from atom_links
  where to_id = any($2) and kind = 'RELATED'
) l
join atoms a on a.id = l.other_id and a.retired_at is null and (a.published or ($3 or case when a.content_id is null then a.author_id = $4
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $5) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $6
    ))
order by l.parent_id, a.content_id, a.sequence, a.id;

-- content.prerequisiteClosure
with recursive closure(root_id, atom_id, level) as (
  select k.id, k.id, 0 from unnest($1) k(id)
  union
  select c.root_id, l.to_id, c.level + 1
  from closure c
  join atom_links l on l.from_id = c.atom_id and l.kind = 'PREREQUISITE'
  join atoms a on a.id = l.to_id and a.retired_at is null and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ))
  where c.level < $6
), members as (
  select distinct c.root_id, c.atom_id from closure c where c.level > 0
), below(atom_id, needed_id) as (
  select m.atom_id, m.atom_id from members m
  union
  select b.atom_id, l.to_id
  from below b
  join atom_links l on l.from_id = b.needed_id and l.kind = 'PREREQUISITE'
)
select o.root_id as parent_id, a.id, a.title
from (
  select m.root_id, m.atom_id, count(*) as needs
  from members m
  join below b on b.atom_id = m.atom_id
  join members n on n.root_id = m.root_id and n.atom_id = b.needed_id
  group by m.root_id, m.atom_id
) o
join atoms a on a.id = o.atom_id
order by o.root_id, o.needs, a.content_id, a.sequence, a.id;

-- content.contentsByID
select c.id, c.title
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));
