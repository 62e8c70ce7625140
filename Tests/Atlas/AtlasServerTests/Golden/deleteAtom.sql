-- content.deleteAtom
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
), decided as (
  select t.id, t.version, t.owner_id, case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($9::int, t.version) then 'STALE'
      when exists (select from atom_completions x where x.atom_id = t.id) then 'COMPLETED' else 'DELETED' end as outcome
  from target t
), gone as (
  delete from atoms a using decided t
  where a.id = t.id and t.outcome = 'DELETED'
  returning a.id, a.content_id, a.media_file_id, t.owner_id
), removed_files as (
  delete from files f where f.id in (select g.media_file_id from gone g) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct case when a.content_id is null then 'atom:' || a.id else 'content:' || a.content_id end,
    case when a.content_id is null then 'ATOM_UPDATED' else 'CONTENT_UPDATED' end,
    case when a.content_id is null then 'atom_' || a.id else 'content_' || a.content_id end,
    case when a.content_id is null then jsonb_build_object('atomId', a.id)
      else jsonb_build_object('contentId', a.content_id) end
  from gone a
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $10::bigint, $11, 'atom_' || a.id, $12, $13::text,
      $14, '{}'::jsonb
    from gone a where a.owner_id is distinct from $15
)
select id, version, outcome from decided;
