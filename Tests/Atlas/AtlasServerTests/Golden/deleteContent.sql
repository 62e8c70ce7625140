-- content.delete
with target as (
  select c.id, c.version, c.owner_id, c.kind, c.source_kind, c.algorithm_version,
      (c.owner_id = $1 or $2) as may_edit
    from contents c
    where c.id = $3 and (c.status = 'COMPLETED' or (c.owner_id = $4 or $5))
    for update
), decided as (
  select t.id, t.version, t.owner_id, case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($6::int, t.version) then 'STALE'
      when exists (
    select from atoms a join atom_completions x on x.atom_id = a.id where a.content_id = t.id
  ) then 'COMPLETED' else 'DELETED' end as outcome
  from target t
), gone as (
  delete from contents c using decided t
  where c.id = t.id and t.outcome = 'DELETED'
  returning c.id, c.owner_id, c.file_id
), removed_files as (
  delete from files f where f.id in (select g.file_id from gone g
union select a.media_file_id from atoms a join gone g on g.id = a.content_id) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
), announced as (
  insert into events (topic, kind, entity, payload)
  select 'content:' || c.id, 'CONTENT_DELETED', 'content_' || c.id, jsonb_build_object('contentId', c.id)
  from gone c
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $7::bigint, $8, 'content_' || c.id, $9, $10::text,
      $11, '{}'::jsonb
    from gone c where c.owner_id is distinct from $12
)
select id, version, outcome from decided;
