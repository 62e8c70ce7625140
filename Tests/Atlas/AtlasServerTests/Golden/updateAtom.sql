-- content.updateAtom
with target as (
  select a.id, a.version, a.content_id, a.sequence, a.media_file_id, case when a.content_id is null then a.author_id
        else (select o.owner_id from contents o where o.id = a.content_id) end as owner_id,
      ($1 or case when a.content_id is null then a.author_id = $2
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $3) end) as may_edit
    from atoms a
    where a.id = $4 and (a.published or ($5 or case when a.content_id is null then a.author_id = $6
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $7) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $8
    ))
    for update
), goal as (
  select t.id, t.version, t.content_id, t.sequence, t.owner_id, t.may_edit, t.media_file_id,
    case when $9 then $10 else t.content_id end as goal_id,
    $11 and $12 is distinct from t.content_id as moves,
    c.id is not null as has_goal, c.status = 'COMPLETED' as is_completed
  from target t
  left join contents c on c.id = $13 and (c.owner_id = $14 or $15)
), decided as (
  select t.id, t.version, t.content_id, t.sequence, t.owner_id, t.goal_id, t.moves, t.is_completed,
    t.media_file_id, case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($16::int, t.version) then 'STALE'
      when t.moves and not t.has_goal and $17 then 'NO_CONTENT'
    when t.moves and t.has_goal and not t.is_completed
      and exists (select from atom_completions x where x.atom_id = t.id) then 'COMPLETED' else 'CHANGED' end as outcome, (
      select coalesce(max(a.sequence), 0) + 1 from atoms a where a.content_id = t.goal_id and a.retired_at is null
    ) as next_place
  from goal t
), claimable_uploads as (
  select u.id from uploads u
  where u.id = any($18) and u.received_at is not null and u.file_id is null and (exists (select from decided t where t.outcome = 'CHANGED'))
  for update
), claimed_uploads as (
  update uploads u
  set file_id = nextval(pg_get_serial_sequence('files', 'id'))
  where u.id in (select c.id from claimable_uploads c)
    and (select count(*) from claimable_uploads) = cardinality($19)
  returning u.file_id, array_position($20, u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
    u.object_key
), claimed_files as (
  insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
  overriding system value
  select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
), placed as (
  select t.id, t.content_id, t.sequence, t.owner_id, t.goal_id, t.moves, t.is_completed, t.media_file_id,
    case when t.goal_id is null then 1
      when $21::int is not null then least($22::int, t.next_place)
      when t.moves then t.next_place else t.sequence end as place
  from decided t
  where t.outcome = 'CHANGED' and ($23 or exists (select from claimed_uploads))
), moved as (
  update atoms a set sequence = a.sequence + 1, updated_at = now()
  from placed t
  where a.content_id = t.goal_id and a.id <> t.id and a.retired_at is null and a.sequence >= t.place
    and (t.moves or t.place <> t.sequence)
), changed as (
  update atoms a
  set version = a.version + 1, updated_at = now(), title = coalesce($24::text, a.title),
    body = coalesce($25::text, a.body), kind = coalesce($26::text, a.kind),
    concepts = coalesce($27, a.concepts),
    difficulty = coalesce($28, a.difficulty),
    estimated_time = coalesce($29::interval, a.estimated_time),
    media_file_id = case when $30 then (select u.file_id from claimed_uploads u)
      else a.media_file_id end, content_id = t.goal_id, sequence = t.place,
    author_id = case when t.moves and t.goal_id is null then $31 else a.author_id end,
    fingerprint = case when t.moves then null else a.fingerprint end,
    edited = a.edited or a.fingerprint is not null and $32,
    published = case when t.moves then t.goal_id is null or t.is_completed else a.published end,
    retired_at = case when t.moves then null else a.retired_at end
  from placed t
  where a.id = t.id
  returning a.id, a.content_id, t.content_id as former_id, t.owner_id, t.media_file_id as former_media
), removed_files as (
  delete from files f where f.id in (select c.former_media from changed c where $33) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct case when a.content_id is null then 'atom:' || a.id else 'content:' || a.content_id end,
    case when a.content_id is null then 'ATOM_UPDATED' else 'CONTENT_UPDATED' end,
    case when a.content_id is null then 'atom_' || a.id else 'content_' || a.content_id end,
    case when a.content_id is null then jsonb_build_object('atomId', a.id)
      else jsonb_build_object('contentId', a.content_id) end
  from (
    select id, content_id from changed
    union select id, former_id from changed where former_id is not null
  ) a
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $34::bigint, $35, 'atom_' || a.id, $36, $37::text,
      $38, '{}'::jsonb
    from changed a where a.owner_id is distinct from $39
)
select id, version, outcome, exists (select from changed) as is_changed from decided;

-- content.atomsByID
select a.id, a.version, a.sequence, a.title
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));
