-- catalog.createIncident
with diagram_links as (
    select u.key, (min(u.n) - 1)::int as position
    from unnest($1) with ordinality as u(key, n)
    group by u.key
  ), refused as (
    select k.position, d.id is not null as is_there
    from diagram_links k
    left join diagrams d
      on d.id = k.key and (d.status = 'PUBLISHED' or (coalesce(d.author_id = $2, false) or $3))
    where d.id is null
      or not (coalesce(d.author_id = $4, false) or $5) and not exists (
        select from diagram_incidents j where j.diagram_id = d.id and j.incident_id = $6::bigint
      )
  ), slug as (
  select b.slug || case when t.n = 1 then '' else '-' || t.n end as slug
    from (
      select coalesce(
          nullif(rtrim(left(trim('-' from regexp_replace(
            lower(regexp_replace(normalize($7::text, nfkd), '[\u0300-\u036f]', '', 'g')),
            '[^a-z0-9]+', '-', 'g'
          )), 200), '-'), ''), $8) as slug
    ) b
    cross join lateral (
      select count(*) + 1 as most from incidents x where x.slug = b.slug or x.slug like b.slug || '-%'
    ) m
    cross join lateral generate_series(1, m.most) as t(n)
    where not exists (
      select from incidents x where x.slug = b.slug || case when t.n = 1 then '' else '-' || t.n end
    )
    order by t.n
    limit 1
), made as (
  insert into incidents (slug, company, title, description, occurred_on, severity, root_cause, lessons, source_url,
    tags, author_id)
  select s.slug || $9::text, $10, $11,
    $12, $13::date, $14, $15,
    $16, $17, $18, $19
  from slug s
  where not exists (select from refused)
  on conflict (slug) do nothing
  returning id
), linked as (
  insert into diagram_incidents (diagram_id, incident_id, position)
  select k.key, m.id, k.position from made m cross join diagram_links k
), announced as (
  insert into events (topic, kind, entity)
  select 'incident:' || m.id, 'INCIDENT_CREATED', 'incident_' || m.id from made m
)
select m.id, null::int as position, null::boolean as is_there from made m
union all
select null, x.position, x.is_there from refused x
order by position;

-- catalog.incidentsByID
select i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags from incidents i where i.id = any($1);

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

-- postgres.begin
begin isolation level read committed;

-- catalog.lockIncident
select i.id from incidents i where i.id = $1 for no key update;

-- catalog.updateIncident
with before as (
  select i.id, i.version, i.company, i.title, i.description, i.occurred_on, i.severity, i.root_cause, i.lessons,
    i.source_url, i.tags, i.author_id, (coalesce(i.author_id = $1, false) or $2) as may_edit
  from incidents i
  where i.id = $3
  for no key update of i
), diagram_links as (
    select u.key, (min(u.n) - 1)::int as position
    from unnest($4) with ordinality as u(key, n)
    group by u.key
  ), refused as (
    select k.position, d.id is not null as is_there
    from diagram_links k
    left join diagrams d
      on d.id = k.key and (d.status = 'PUBLISHED' or (coalesce(d.author_id = $5, false) or $6))
    where d.id is null
      or not (coalesce(d.author_id = $7, false) or $8) and not exists (
        select from diagram_incidents j where j.diagram_id = d.id and j.incident_id = $9::bigint
      )
  ), changed as (
  update incidents i
  set version = b.version + 1, updated_at = now(),
    company = coalesce($10::text, b.company), title = coalesce($11::text, b.title),
    description = coalesce($12::text, b.description),
    occurred_on = case when $13 then $14::date else b.occurred_on end,
    severity = case when $15 then $16::text else b.severity end,
    root_cause = case when $17 then $18::text else b.root_cause end,
    lessons = case when $19 then $20::text else b.lessons end,
    source_url = case when $21 then $22::text else b.source_url end,
    tags = case when $23 then $24 else b.tags end
  from before b
  where i.id = b.id and b.may_edit and b.version = coalesce($25::int, b.version)
    and not exists (select from refused)
  returning i.id, i.version
), unlinked as (
  delete from diagram_incidents j
  using changed c, diagrams d
  where j.incident_id = c.id and $26 and j.diagram_id <> all($27)
    and d.id = j.diagram_id and (coalesce(d.author_id = $28, false) or $29)
), linked as (
  insert into diagram_incidents (diagram_id, incident_id, position)
  select k.key, c.id, k.position from changed c cross join diagram_links k
  on conflict (diagram_id, incident_id) do nothing
), announced as (
  insert into events (topic, kind, entity, payload)
  select 'incident:' || c.id, 'INCIDENT_UPDATED', 'incident_' || c.id, jsonb_build_object('version', c.version)
  from changed c
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $30::bigint, $31, 'incident_' || b.id, $32, $33::text,
      $34, '{}'::jsonb
    from before b join changed o on o.id = b.id where b.author_id is distinct from $35
)
select coalesce(c.version, b.version) as version, c.id is not null as is_done, b.may_edit, '' as state,
  false as has_history, x.position, x.is_there
from before b
left join changed c on true
left join refused x on true
order by x.position;

-- postgres.commit
commit;
