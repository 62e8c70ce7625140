-- postgres.begin
begin isolation level read committed;

-- content.takeTurnAtLinks
select pg_advisory_xact_lock(hashtextextended('atlas.atom_links', 0));

-- content.linkAtoms
with recursive ends as (
  select k.id, a.id is not null as is_there, a.content_id, coalesce(($1 or case when a.content_id is null then a.author_id = $2
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $3) end), false)
    and (k.id = $4 or 'PREREQUISITE' = 'RELATED') as may_edit
  from unnest($5) k(id)
  left join atoms a on a.id = k.id and a.retired_at is null and (a.published or ($6 or case when a.content_id is null then a.author_id = $7
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $8) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $9
    ))
), below(id) as (
  select $10::bigint where 'PREREQUISITE' = 'PREREQUISITE' and not $11
  union
  select l.to_id from below b join atom_links l on l.from_id = b.id and l.kind = 'PREREQUISITE'
), decided as (
  select case when m.id is not null then 'MISSING'
      when not (select bool_or(e.may_edit) from ends e) then 'FORBIDDEN'
      when $12 then 'REMOVED'
      when $13 in (select b.id from below b) then 'CYCLE'
      when (
        select count(*) from atom_links l
        where l.from_id = $14 and l.kind = 'PREREQUISITE' and l.to_id <> $15
      ) >= $16 then 'FULL'
      else 'LINKED' end as outcome, coalesce(m.id, $17) as id, 0 as version
  from (select 1) one
  left join lateral (select e.id from ends e where not e.is_there limit 1) m on true
), linked as (
  insert into atom_links as l (from_id, to_id, kind)
  select $18, $19, 'PREREQUISITE' from decided d where d.outcome = 'LINKED'
  on conflict (from_id, kind, to_id) do update set inferred = false where l.inferred
  returning from_id
), removed as (
  delete from atom_links l using decided d
  where l.from_id = $20 and l.to_id = $21 and l.kind = 'PREREQUISITE' and d.outcome = 'REMOVED'
  returning l.from_id
), changed as (
  select e.id, e.content_id from ends e
  where exists (select from linked union all select from removed)
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct case when a.content_id is null then 'atom:' || a.id else 'content:' || a.content_id end,
    case when a.content_id is null then 'ATOM_UPDATED' else 'CONTENT_UPDATED' end,
    case when a.content_id is null then 'atom_' || a.id else 'content_' || a.content_id end,
    case when a.content_id is null then jsonb_build_object('atomId', a.id)
      else jsonb_build_object('contentId', a.content_id) end
  from changed a
)
select id, version, outcome from decided;

-- postgres.commit
commit;

-- content.atomsByID
select a.id
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));

-- content.prerequisites
select l.from_id as parent_id, a.id
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
