-- catalog.resetLab
with run as (
    select x.id, x.user_id, x.lab_id, x.state, x.environment_kind, x.expires_at, x.extensions_left, x.ended_at
    from lab_runs x
    where x.user_id = $1 and x.lab_id = $2
    order by x.id desc
    limit 1
    for update
  ), reset as (
  update lab_runs r
  set state = case when r.environment_kind is null then 'READY' else 'QUEUED' end, version = r.version + 1,
    changed_at = now(), terminal_url = null, cpu_percent = null, memory_bytes = null, message = null
  from run u
  where r.id = u.id and u.ended_at is null and u.expires_at > now()
    and u.state = any($3) and not exists (
      select from jobs j
      where j.kind = 'PROVISION_LAB' and j.subject = 'environment_' || u.id and j.state in ('QUEUED', 'RUNNING')
    )
  returning r.id, r.user_id, r.lab_id, r.state, r.environment_kind
), job as (
  insert into jobs as j (user_id, kind, subject, arguments)
select $4, $5, $6 || (c.id)::text, '{"reset": true}'::jsonb
from reset c where c.environment_kind is not null
on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
returning j.id, j.subject
), published as (
  insert into events (topic, kind, entity, payload)
    select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
      jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
    from reset e
)
select exists (select from run) or exists (select from labs l where l.id = $7 and l.status = 'PUBLISHED') as found,
  coalesce((select u.state from run u), 'NOT_STARTED') as state, exists (select from reset) as is_done, (select j.id from job j) as job_id;

-- catalog.labStatuses
with input as (
  select $1::bigint as user_id, $2::text as state
)
select l.id as lab_id, i.user_id, coalesce(i.state, s.state) as state, s.attempts, s.last_result_id,
  coalesce(s.changed_at, l.created_at) as changed_at,
  case when coalesce(i.state, s.state) = s.run_state then s.run_message end as run_message,
  s.run_id, s.terminal_url, s.region, s.started_at, s.expires_at, s.extensions_left, s.cpu_percent, s.memory_bytes
from input i
join labs l on l.id = any($3)
cross join lateral (
  select case
        when u.id is not null and u.ended_at is null then u.state
        when r.passed then 'PASSED'
        when u.id is not null and (r.changed_at is null or u.changed_at >= r.changed_at) then u.state
        else coalesce(r.last_state, 'NOT_STARTED')
      end as state,
      r.attempts, r.last_result_id, greatest(r.changed_at, u.changed_at) as changed_at, u.state as run_state,
      u.message as run_message, case when u.ended_at is null then u.id end as run_id, u.terminal_url, u.region,
      u.started_at, u.expires_at, u.extensions_left, u.cpu_percent, u.memory_bytes
    from (
      select count(*)::int as attempts, coalesce(bool_or(x.passed), false) as passed,
        (array_agg(x.state order by x.attempt desc))[1] as last_state,
        (array_agg(x.id order by x.attempt desc))[1] as last_result_id,
        max(coalesce(x.graded_at, x.submitted_at)) as changed_at
      from lab_results x
      where x.lab_id = l.id and x.user_id = i.user_id
    ) r
    left join lateral (
      select x.id, x.state, x.ended_at, x.changed_at, x.message, x.terminal_url, x.region, x.started_at,
        x.expires_at, x.extensions_left, x.cpu_percent, x.memory_bytes
      from lab_runs x
      where x.lab_id = l.id and x.user_id = i.user_id
      order by x.id desc
      limit 1
    ) u on true
) s;

-- catalog.revealedLabHints
select p.n as status_number, h.lab_id as parent_id, h.position as index, h.penalty,
  case when p.user_id = $1 then h.text end as text
from unnest($2, $3) with ordinality as p(user_id, lab_id, n)
join lab_hint_reveals r on r.user_id = p.user_id and r.lab_id = p.lab_id
join lab_hints h on h.lab_id = r.lab_id and h.position = r.position
order by p.n, h.position;
