-- postgres.begin
begin isolation level read committed;

-- catalog.lockDiagram
select d.id from diagrams d where d.id = $1 for no key update;

-- catalog.updateDiagram
with before as (
  select d.id, d.version, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time,
      d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id, d.edited_by, d.updated_at,
      (coalesce(d.author_id = $1, false) or $2) as may_edit,
      d.status = 'PUBLISHED' or (coalesce(d.author_id = $3, false) or $4) as is_visible,
      exists (select from diagram_completions c where c.diagram_id = d.id)
        or exists (select from progress_events e where e.diagram_id = d.id) as has_history
    from diagrams d
    where d.id = $5
  for no key update of d
), skill_links as (
    select u.key, (min(u.n) - 1)::int as position
    from unnest($6) with ordinality as u(key, n)
    group by u.key
  ), incident_links as (
    select u.key, (min(u.n) - 1)::int as position
    from unnest($7) with ordinality as u(key, n)
    group by u.key
  ), atom_links as (
    select u.key, (min(u.n) - 1)::int as position
    from unnest($8) with ordinality as u(key, n)
    group by u.key
  ), missing as (
    select 0 as member, k.position
    from skill_links k
    where not exists (select from skills s where s.id = k.key)
    union all
    select 1, k.position
    from incident_links k
    where not exists (select from incidents i where i.id = k.key)
    union all
    select 2, k.position
    from atom_links k
    where not exists (select from atoms a where a.id = k.key and a.published)
  ), changed as (
  update diagrams d
  set version = b.version + 1, updated_at = now(), edited_by = $9,
    title = coalesce($10::text, b.title),
    description = case when $11 then $12::text else b.description end,
    category = coalesce($13::text, b.category),
    tags = case when $14 then $15 else b.tags end,
    difficulty = coalesce($16::text, b.difficulty),
    estimated_time = case when $17 then $18::interval
      else b.estimated_time end,
    mermaid_source = coalesce($19::text, b.mermaid_source),
    audio_url = case when $20 then $21::text else b.audio_url end,
    image_url = case when $22 then $23::text else b.image_url end,
    status = coalesce($24::text, b.status)
  from before b
  where d.id = b.id and b.may_edit and b.version = coalesce($25::int, b.version)
    and not exists (select from missing)
    and not (b.has_history and b.status <> 'DRAFT' and $26)
  returning d.id, d.version, d.status
), kept as (
  insert into diagram_revisions (diagram_id, version, title, description, category, tags, difficulty,
    estimated_time, mermaid_source, audio_url, image_url, status, edited_by, edited_at)
  select b.id, b.version, b.title, b.description, b.category, b.tags, b.difficulty, b.estimated_time,
    b.mermaid_source, b.audio_url, b.image_url, b.status, b.edited_by, b.updated_at
  from before b
  join changed c on c.id = b.id
), skills_unlinked as (
  delete from diagram_skills j using changed c
  where j.diagram_id = c.id and $27 and j.skill_id <> all($28)
), skills_linked as (
  insert into diagram_skills (diagram_id, skill_id, position)
  select c.id, k.key, k.position from changed c cross join skill_links k
  on conflict (diagram_id, skill_id) do update set position = excluded.position
), incidents_unlinked as (
  delete from diagram_incidents j using changed c
  where j.diagram_id = c.id and $29 and j.incident_id <> all($30)
), incidents_linked as (
  insert into diagram_incidents (diagram_id, incident_id, position)
  select c.id, k.key, k.position from changed c cross join incident_links k
  on conflict (diagram_id, incident_id) do update set position = excluded.position
), atoms_unlinked as (
  delete from diagram_atoms l
  where l.diagram_id in (select c.id from (select x.id from changed x where $31) c) and l.atom_id <> all($32)
), atoms_linked as (
  insert into diagram_atoms as l (diagram_id, atom_id, position)
  select c.id, w.id, min(w.n)::int - 1
  from (select x.id from changed x where $33) c
  cross join unnest($34) with ordinality as w(id, n)
  join atoms a on a.id = w.id and a.published
  group by 1, 2
  on conflict (diagram_id, atom_id) do update set position = excluded.position
  where l.position <> excluded.position
), announced as (
  insert into events (topic, kind, entity, payload)
  select 'diagram:' || c.id, 'DIAGRAM_UPDATED', 'diagram_' || c.id,
    jsonb_build_object('version', c.version, 'status', c.status)
  from changed c
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $35::bigint, $36, 'diagram_' || b.id, $37, $38::text,
      $39, '{}'::jsonb
    from before b
  join changed o on o.id = b.id
  where b.author_id is distinct from $40
)
select coalesce(c.version, b.version) as version, c.id is not null as is_done, b.may_edit, b.status, b.has_history,
  x.member, x.position
from before b
left join changed c on true
left join missing x on true
where b.is_visible;

-- postgres.commit
commit;

-- catalog.diagramsByID
select d.id, d.version, d.tags
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.skillsOfDiagrams
select j.diagram_id as parent_id, s.id, s.name, s.parent_id as wider_id
from diagram_skills j
join skills s on s.id = j.skill_id
where j.diagram_id = any($1)
order by j.diagram_id, j.position, s.id;

-- catalog.diagramRevisions
select r.id, r.diagram_id, r.version, r.title, r.description, r.category, r.tags, r.difficulty, r.estimated_time,
  r.mermaid_source, r.audio_url, r.image_url, r.status, r.edited_by, r.edited_at
from unnest($1) with ordinality as p(diagram_id, n)
join diagrams d on d.id = p.diagram_id and (coalesce(d.author_id = $2, false) or $3)
cross join lateral (
  select r.id, r.diagram_id, r.version, r.title, r.description, r.category, r.tags, r.difficulty, r.estimated_time,
  r.mermaid_source, r.audio_url, r.image_url, r.status, r.edited_by, r.edited_at
  from diagram_revisions r
  where r.diagram_id = p.diagram_id
  order by r.version desc
  limit $4
) r
order by p.n, r.version desc;

-- catalog.diagramRevisionCounts
select r.diagram_id as parent_id, count(*)::int as total
from diagram_revisions r
join diagrams d on d.id = r.diagram_id and (coalesce(d.author_id = $1, false) or $2)
where r.diagram_id = any($3)
group by r.diagram_id;
