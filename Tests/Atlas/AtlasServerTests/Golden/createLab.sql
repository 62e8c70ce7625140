-- postgres.begin
begin isolation level read committed;

-- catalog.createLab
with recursive wanted as (
    select w.list, w.n, w.kind, w.key
    from unnest($1, $2, $3, $4)
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
    cross join (select $5::bigint as id, $6 as is_admin) v
    left join diagrams d on w.kind = 'diagram' and d.id = w.key
      and (d.status = 'PUBLISHED' or d.author_id = $7 or $8)
    left join labs l on w.kind = 'lab' and l.id = w.key
      and (l.status = 'PUBLISHED' or l.author_id = $9 or $10)
    left join incidents i on w.kind = 'incident' and i.id = w.key
    left join skills s on w.kind = 'skill' and s.id = w.key
    left join atoms a on w.kind = 'atom' and a.id = w.key and a.published
    left join lab_files f on w.kind = 'file' and f.file_id = w.key and f.lab_id = $11::bigint
    where coalesce(d.id, l.id, i.id, s.id, a.id, f.file_id) is null
      or w.list = 'diagramIds' and not (
        v.is_admin or coalesce(d.author_id = v.id, false)
        or exists (select from diagram_labs j where j.diagram_id = w.key and j.lab_id = $12::bigint)
      )
      or w.list = 'prerequisiteIds'
        and exists (select from foundation f where f.n = w.n and f.lab_id = $13::bigint)
    union all
    select 'fileUploadIds', 0::bigint, 'TOO_MANY'
      from (
        select count(*) as n from lab_files f
        where f.lab_id = $14::bigint and ($15::bigint[] is null or f.file_id = any($16::bigint[]))
      ) there
      where $17 > 0 and there.n + $18 > $19
  ),
claimable_uploads as (
  select u.id from uploads u
  where u.id = any($20) and u.received_at is not null and u.file_id is null and (not exists (select from refused))
  for update
), claimed_uploads as (
  update uploads u
  set file_id = nextval(pg_get_serial_sequence('files', 'id'))
  where u.id in (select c.id from claimable_uploads c)
    and (select count(*) from claimable_uploads) = cardinality($21)
  returning u.file_id, array_position($22, u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
    u.object_key
), claimed_files as (
  insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
  overriding system value
  select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
), slug as (
  select b.slug || case when t.n = 1 then '' else '-' || t.n end as slug
    from (
      select coalesce(
          nullif(rtrim(left(trim('-' from regexp_replace(
            lower(regexp_replace(normalize($23::text, nfkd), '[\u0300-\u036f]', '', 'g')),
            '[^a-z0-9]+', '-', 'g'
          )), 200), '-'), ''), $24) as slug
    ) b
    cross join lateral (
      select count(*) + 1 as most from labs x where x.slug = b.slug or x.slug like b.slug || '-%'
    ) m
    cross join lateral generate_series(1, m.most) as t(n)
    where not exists (
      select from labs x where x.slug = b.slug || case when t.n = 1 then '' else '-' || t.n end
    )
    order by t.n
    limit 1
), changed as (
  insert into labs (slug, title, summary, difficulty, category, tags, instructions, estimated_time, time_limit,
    status, author_id, environment_kind, environment_spec)
  select s.slug, $25::text, $26::text, $27::text,
    $28::text, $29::text[], $30::text,
    $31::interval, $32::interval,
    coalesce($33::text, 'DRAFT'), $34::bigint,
    $35::text, $36::text
  from slug s
  where not exists (select from refused) and ($37 or exists (select from claimed_uploads))
  on conflict (slug) do nothing
  returning id, version
), kept_hints as (
    insert into lab_hints (lab_id, position, penalty, text)
    select c.id, h.n - 1, h.penalty, h.text
    from changed c
    cross join unnest($38, $39) with ordinality as h(penalty, text, n)
    on conflict (lab_id, position) do update set penalty = excluded.penalty, text = excluded.text
  ), dropped_hints as (
    delete from lab_hints h using changed c where h.lab_id = c.id and h.position >= $40
  ), kept_checks as (
    insert into lab_checks (lab_id, position, key, title, weight, rule)
    select c.id, k.n - 1, k.key, k.title, k.weight, k.rule::jsonb
    from changed c
    cross join unnest($41, $42, $43, $44) with ordinality
      as k(key, title, weight, rule, n)
    on conflict (lab_id, position) do update
    set key = excluded.key, title = excluded.title, weight = excluded.weight, rule = excluded.rule
  ), dropped_checks as (
    delete from lab_checks k using changed c where k.lab_id = c.id and k.position >= $45
  ), kept_skills as (
    insert into lab_skills (lab_id, skill_id, position)
    select c.id, w.key, w.n from changed c cross join wanted w where w.list = 'skillIds'
    on conflict (lab_id, skill_id) do update set position = excluded.position
  ), dropped_skills as (
    delete from lab_skills s using changed c where s.lab_id = c.id and s.skill_id <> all($46)
  ), kept_diagrams as (
    insert into diagram_labs (diagram_id, lab_id, position)
    select w.key, c.id,
      (select coalesce(max(j.position) + 1, 0) from diagram_labs j where j.diagram_id = w.key)
    from changed c cross join wanted w
    where w.list = 'diagramIds'
    on conflict (diagram_id, lab_id) do nothing
  ), dropped_diagrams as (
    delete from diagram_labs j using changed c where j.lab_id = c.id and j.diagram_id <> all($47)
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
    delete from lab_prerequisites p using changed c where p.lab_id = c.id and p.position <> all($48)
  ), published as (
    insert into events (topic, kind, entity, payload)
    select 'lab:' || c.id, 'LAB_UPDATED', 'lab_' || c.id,
      jsonb_build_object('labId', c.id, 'version', c.version)
    from changed c
  )
select c.id, $49 or exists (select from claimed_uploads) as claimed, r.list, r.n, r.problem
from (select 1) as one
left join changed c on true
left join refused r on true
order by r.list, r.n;

-- postgres.commit
commit;

-- catalog.labsByID
select l.id, l.version, l.slug, l.title, l.tags, l.estimated_time, l.status, l.author_id
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

-- catalog.skillsOfLabs
select j.lab_id as parent_id, s.id, s.name, s.parent_id as wider_id
from lab_skills j
join skills s on s.id = j.skill_id
where j.lab_id = any($1)
order by j.lab_id, j.position, s.id;

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

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- catalog.incidentsByID
select i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags from incidents i where i.id = any($1);

-- catalog.labsByID
select l.id, l.version, l.slug, l.title, l.tags, l.estimated_time, l.status, l.author_id
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
