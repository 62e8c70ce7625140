-- postgres.begin
begin isolation level read committed;

-- catalog.lockLab
select l.id from labs l where l.id = $1 for update;

-- catalog.deleteLab
with target as (
    select l.id, l.version, l.status, l.author_id,
      coalesce(l.author_id = $1, false) or $2 as may_edit
    from labs l
    where l.id = $3
      and (l.status = 'PUBLISHED' or l.author_id = $4 or $5)
    for update
  ), worked as (
    select
    from target t
    where true and (
      exists (select from lab_results r where r.lab_id = t.id)
      or exists (select from progress_events e where e.lab_id = t.id)
      or exists (select from lab_runs r where r.lab_id = t.id)
      or exists (select from lab_hint_reveals h where h.lab_id = t.id)
    )
  ), changed as (
  delete from labs l
  using target t
  where l.id = t.id and t.may_edit and l.version = coalesce($6::int, l.version)
    and not exists (select from worked)
  returning l.id, l.version, t.author_id
), dropped_files as (
    delete from lab_files f using changed c where f.lab_id = c.id and f.file_id <> all($7) returning f.file_id
  ), removed_files as (
  delete from files f where f.id in (select g.file_id from dropped_files g) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
), published as (
    insert into events (topic, kind, entity, payload)
    select 'lab:' || c.id, 'LAB_DELETED', 'lab_' || c.id,
      jsonb_build_object('labId', c.id, 'version', c.version)
    from changed c
  ), audited as (
    insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $8::bigint, $9, 'lab_' || c.id, $10, $11::text,
      $12, '{}'::jsonb
    from changed c where c.author_id is distinct from $13
  )
select case
    when not t.may_edit then 'FORBIDDEN'
    when t.version <> coalesce($14::int, t.version) then 'STALE'
    when exists (select from worked) then 'WORKED'
    else 'CHANGED'
  end as outcome, t.version::bigint as version, t.status
from target t;

-- postgres.commit
commit;
