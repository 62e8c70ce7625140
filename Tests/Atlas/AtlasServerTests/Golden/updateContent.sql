-- content.update
with target as (
  select c.id, c.version, c.owner_id, c.kind, c.source_kind, c.algorithm_version,
      (c.owner_id = $1 or $2) as may_edit
    from contents c
    where c.id = $3 and (c.status = 'COMPLETED' or (c.owner_id = $4 or $5))
    for update
), decided as (
  select t.id, t.version, t.owner_id, case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce($6::int, t.version) then 'STALE'
       else 'CHANGED' end as outcome
  from target t
), changed as (
  update contents c
  set version = c.version + 1, updated_at = now(), title = coalesce($7::text, c.title),
    description = case when $8 then $9::text
      else c.description end,
    author = case when $10 then $11::text else c.author end,
    subject = case when $12 then $13::text else c.subject end,
    difficulty = case when $14 then $15::text
      else c.difficulty end,
    duration = case when $16 then $17::interval
      else c.duration end,
    language = case when $18 then $19::text else c.language end
  from decided t
  where c.id = t.id and t.outcome = 'CHANGED'
  returning c.id, c.owner_id
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct 'content:' || c.id, 'CONTENT_UPDATED', 'content_' || c.id,
    jsonb_build_object('contentId', c.id)
  from changed c
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $20::bigint, $21, 'content_' || c.id, $22, $23::text,
      $24, '{}'::jsonb
    from changed c where c.owner_id is distinct from $25
)
select id, version, outcome from decided;

-- content.contentsByID
select c.id, c.created_at, c.updated_at, c.version, c.title, c.description, c.kind, c.status, c.owner_id, c.file_id, c.job_id, c.author, c.subject, c.difficulty, c.duration, c.language, c.total_atoms, c.algorithm_version, c.quality_score, c.atomized_at
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));
