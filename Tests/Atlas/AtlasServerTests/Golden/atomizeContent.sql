-- content.atomize
with target as (
  select c.id, c.version, c.owner_id, c.kind, c.source_kind, c.algorithm_version,
      (c.owner_id = $1 or $2) as may_edit
    from contents c
    where c.id = $3 and (c.status = 'COMPLETED' or (c.owner_id = $4 or $5))
    for update
), decided as (
  select t.id, t.version, case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($6::int, t.version) then 'STALE'
      when t.source_kind = 'FILE' and t.kind <> 'DOCUMENT' then 'NO_TEXT'
  when t.source_kind <> 'URL' and t.algorithm_version = $7 and not $8 then 'UNCHANGED' else 'QUEUED' end as outcome
  from target t
), job as (
  insert into jobs as j (user_id, kind, subject, arguments)
select $9, $10, $11 || (t.id)::text, jsonb_build_object('force', $12)
from decided t where t.outcome = 'QUEUED'
on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
returning j.id, j.subject
), begun as (
  update contents c
  set version = c.version + 1, updated_at = now(), job_id = j.id,
    status = case when c.status = 'COMPLETED' then c.status else 'PROCESSING' end
  from decided t cross join job j
  where c.id = t.id and c.job_id is distinct from j.id
  returning c.id
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct 'content:' || c.id, 'CONTENT_UPDATED', 'content_' || c.id,
    jsonb_build_object('contentId', c.id)
  from begun c
)
select t.id, t.version, t.outcome, (select j.id from job j) as job_id from decided t;

-- content.contentsByID
select c.id, c.status
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));

-- jobs.byID
select j.id, j.created_at, j.updated_at, j.kind, j.state, j.percent, j.stage, j.attempts, j.error, j.result, j.finished_at
from jobs j
where j.id = any($1) and j.user_id = $2;
