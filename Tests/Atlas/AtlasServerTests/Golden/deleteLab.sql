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
  where exists (select from lab_results r where r.lab_id = t.id)
    or exists (select from progress_events e where e.lab_id = t.id)
    or exists (select from lab_runs r where r.lab_id = t.id)
    or exists (select from lab_hint_reveals h where h.lab_id = t.id)
), changed as (
  delete from labs l
  using target t
  where l.id = t.id and t.may_edit and l.version = coalesce($6::int, l.version)
    and not exists (select from worked)
  returning l.id, l.version, t.author_id
), published as (
    insert into events (topic, kind, entity, payload)
    select 'lab:' || c.id, 'LAB_DELETED', 'lab_' || c.id,
      jsonb_build_object('labId', c.id, 'version', c.version)
    from changed c
  ), audited as (
    insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $7::bigint, $8, 'lab_' || c.id, $9, $10::text,
      $11, '{}'::jsonb
    from changed c where c.author_id is distinct from $12
  )
select case
    when not t.may_edit then 'FORBIDDEN'
    when t.version <> coalesce($13::int, t.version) then 'STALE'
    when exists (select from worked) then 'WORKED'
    else 'CHANGED'
  end as outcome, t.version::bigint as version, t.status
from target t;
