-- postgres.begin
begin isolation level read committed;

-- catalog.lockLab
select l.id from labs l where l.id = $1 for update;

-- catalog.updateLab
with recursive target as (
    select l.id, l.version, l.status, l.author_id,
      coalesce(l.author_id = $1, false) or $2 as may_edit
    from labs l
    where l.id = $3
      and (l.status = 'PUBLISHED' or l.author_id = $4 or $5)
    for update
  ), worked as (
    select
    from target t
    where $6 and t.status <> 'DRAFT' and (
      exists (select from lab_results r where r.lab_id = t.id)
      or exists (select from progress_events e where e.lab_id = t.id)
      or exists (select from lab_runs r where r.lab_id = t.id)
      or exists (select from lab_hint_reveals h where h.lab_id = t.id)
    )
  ),
wanted as (
    select w.list, w.n, w.kind, w.key
    from unnest($7, $8, $9, $10)
      as w(list, n, kind, key)
  ), foundation as (
    select w.n, w.key as lab_id from wanted w where w.list = 'prerequisiteIds' and w.kind = 'lab'
    union
    select f.n, p.prerequisite_id
    from foundation f
    join lab_prerequisites p on p.lab_id = f.lab_id and p.prerequisite_id is not null
  ), refused as (
    select w.list, w.n::bigint as n, case
        when coalesce(d.id, l.id, i.id, s.id, a.id, f.file_id) is null then 'NOT_FOUND'
        when w.list = 'diagramIds' then 'FORBIDDEN'
        else 'CIRCLE'
      end as problem
    from wanted w
    cross join (select $11::bigint as id, $12 as is_admin) v
    left join diagrams d on w.kind = 'diagram' and d.id = w.key
      and (d.status = 'PUBLISHED' or d.author_id = $13 or $14)
    left join labs l on w.kind = 'lab' and l.id = w.key
      and (l.status = 'PUBLISHED' or l.author_id = $15 or $16)
    left join incidents i on w.kind = 'incident' and i.id = w.key
    left join skills s on w.kind = 'skill' and s.id = w.key
    left join atoms a on w.kind = 'atom' and a.id = w.key and a.published
    left join lab_files f on w.kind = 'file' and f.file_id = w.key and f.lab_id = $17::bigint
    where coalesce(d.id, l.id, i.id, s.id, a.id, f.file_id) is null
      or w.list = 'diagramIds' and not (
        v.is_admin or coalesce(d.author_id = v.id, false)
        or exists (select from diagram_labs j where j.diagram_id = w.key and j.lab_id = $18::bigint)
      )
      or w.list = 'prerequisiteIds'
        and exists (select from foundation f where f.n = w.n and f.lab_id = $19::bigint)
    union all
    select 'fileUploadIds', 0::bigint, 'TOO_MANY'
      from (
        select count(*) as n from lab_files f
        where f.lab_id = $20::bigint and ($21::bigint[] is null or f.file_id = any($22::bigint[]))
      ) there
      where $23 > 0 and there.n + $24 > $25
  ), current as (
  select t.id, t.author_id
  from target t
  where t.may_edit and t.version = coalesce($26::int, t.version)
    and not exists (select from refused) and not exists (select from worked)
), claimable_uploads as (
  select u.id from uploads u
  where u.id = any($27) and u.received_at is not null and u.file_id is null and (exists (select from current))
  for update
), claimed_uploads as (
  update uploads u
  set file_id = nextval(pg_get_serial_sequence('files', 'id'))
  where u.id in (select c.id from claimable_uploads c)
    and (select count(*) from claimable_uploads) = cardinality($28)
  returning u.file_id, array_position($29, u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
    u.object_key
), claimed_files as (
  insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
  overriding system value
  select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
), changed as (
  update labs l
  set version = l.version + 1, updated_at = now(), title = $30, tags = $31::text[]
  from current t
  where l.id = t.id and ($32 or exists (select from claimed_uploads))
  returning l.id, l.version, t.author_id
), kept_hints as (
    insert into lab_hints (lab_id, position, penalty, text)
    select c.id, h.n - 1, h.penalty, h.text
    from changed c
    cross join unnest($33, $34) with ordinality as h(penalty, text, n)
    on conflict (lab_id, position) do update set penalty = excluded.penalty, text = excluded.text
  ), dropped_hints as (
    delete from lab_hints h using changed c where h.lab_id = c.id and h.position >= $35
  ), kept_prerequisites as (
    insert into lab_prerequisites (lab_id, position, diagram_id, prerequisite_id, incident_id, atom_id)
    select c.id, w.n, case w.kind when 'diagram' then w.key end, case w.kind when 'lab' then w.key end,
      case w.kind when 'incident' then w.key end, case w.kind when 'atom' then w.key end
    from changed c cross join wanted w
    where w.list = 'prerequisiteIds'
    on conflict (lab_id, position) do update
    set diagram_id = excluded.diagram_id, prerequisite_id = excluded.prerequisite_id,
      incident_id = excluded.incident_id, atom_id = excluded.atom_id
  ), dropped_prerequisites as (
    delete from lab_prerequisites p using changed c where p.lab_id = c.id and p.position <> all($36)
  ), published as (
    insert into events (topic, kind, entity, payload)
    select 'lab:' || c.id, 'LAB_UPDATED', 'lab_' || c.id,
      jsonb_build_object('labId', c.id, 'version', c.version)
    from changed c
  ), audited as (
    insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $37::bigint, $38, 'lab_' || c.id, $39, $40::text,
      $41, '{}'::jsonb
    from changed c where c.author_id is distinct from $42
  )
select case
    when not t.may_edit then 'FORBIDDEN'
    when t.version <> coalesce($43::int, t.version) then 'STALE'
    when r.list is not null then 'REFUSED'
    when exists (select from worked) then 'NO_DRAFT'
    when not exists (select from changed) then 'USED'
    else 'CHANGED'
  end as outcome, t.version::bigint as version, t.status, r.list, r.n, r.problem
from target t
left join refused r on true
order by r.list, r.n;

-- postgres.commit
commit;

-- catalog.labsByID
select l.id, l.version, l.title, l.summary, l.tags
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );

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

-- catalog.checksOfLabs
select c.lab_id as parent_id, c.key, c.title, c.weight
from lab_checks c
where c.lab_id = any($1)
order by c.lab_id, c.position;

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

-- catalog.diagramsByID
select d.id
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);
