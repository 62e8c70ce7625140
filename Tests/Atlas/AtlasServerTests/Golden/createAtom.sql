-- content.createAtom
with target as (
  select c.id as content_id, c.owner_id, c.status = 'COMPLETED' as published, 1 as version,
    (c.owner_id = $1 or $2) as may_edit, (
      select coalesce(max(a.sequence), 0) + 1 from atoms a where a.content_id = c.id and a.retired_at is null
    ) as next_place
  from (
    -- Locked: whoever is cutting it anew decides first whether it is completed.
    select x.id, x.owner_id, x.status from contents x where x.id = $3 for share
  ) c
  where (c.status = 'COMPLETED' or (c.owner_id = $4 or $5))
  union all
  select null, null, true, 1, true, 1 where $6
), decided as (
  select t.content_id, t.owner_id, t.published, t.version,
    least(coalesce($7::int, t.next_place), t.next_place) as place,
    case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($8::int, t.version) then 'STALE'
       else 'CREATED' end as outcome
  from target t
), claimable_uploads as (
  select u.id from uploads u
  where u.id = any($9) and u.received_at is not null and u.file_id is null and (exists (select from decided t where t.outcome = 'CREATED'))
  for update
), claimed_uploads as (
  update uploads u
  set file_id = nextval(pg_get_serial_sequence('files', 'id'))
  where u.id in (select c.id from claimable_uploads c)
    and (select count(*) from claimable_uploads) = cardinality($10)
  returning u.file_id, array_position($11, u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
    u.object_key
), claimed_files as (
  insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
  overriding system value
  select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
), allowed as (
  select t.content_id, t.published, t.place
  from decided t
  where t.outcome = 'CREATED' and ($12 or exists (select from claimed_uploads))
), moved as (
  update atoms a set sequence = a.sequence + 1, updated_at = now()
  from allowed t
  where a.content_id = t.content_id and a.retired_at is null and a.sequence >= t.place
), created as (
  insert into atoms (content_id, author_id, sequence, title, body, kind, concepts, difficulty, estimated_time,
    media_file_id, published)
  select t.content_id, $13, t.place, $14, $15, $16,
    $17, $18,
    coalesce($19::interval, make_interval(secs => $20)),
    (select u.file_id from claimed_uploads u), t.published
  from allowed t
  returning id, content_id
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct case when a.content_id is null then 'atom:' || a.id else 'content:' || a.content_id end,
    case when a.content_id is null then 'ATOM_UPDATED' else 'CONTENT_UPDATED' end,
    case when a.content_id is null then 'atom_' || a.id else 'content_' || a.content_id end,
    case when a.content_id is null then jsonb_build_object('atomId', a.id)
      else jsonb_build_object('contentId', a.content_id) end
  from created a
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $21::bigint, $22, 'atom_' || a.id, $23, $24::text,
      $25, '{}'::jsonb
    from created a join decided t on t.content_id = a.content_id
    where t.owner_id is distinct from $26
)
select coalesce((select a.id from created a), 0) as id, t.version, t.outcome from decided t;

-- content.atomsByID
select a.id, a.content_id, a.sequence, a.title, a.concepts
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));

-- content.contentsByID
select c.id
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));
