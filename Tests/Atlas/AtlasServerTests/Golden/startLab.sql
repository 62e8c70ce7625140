-- catalog.startLab
with input as (
  select $1::bigint as user_id, $2::bigint as lab_id, $3::text as region,
    $4::text[] as kinds
), target as (
  select l.id, l.environment_kind, l.environment_kind is null or l.environment_kind = any(i.kinds) as is_possible,
    least(coalesce(l.time_limit, interval '1 hour'), interval '1 day') as lease
  from input i
  join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
), live as (
  select r.id, r.lab_id, r.slot
  from input i
  join lab_runs r on r.user_id = i.user_id and r.ended_at is null
), free as (
  select min(s.slot) as slot
  from generate_series(1, $5) as s(slot)
  where s.slot not in (select v.slot from live v)
), created as (
  insert into lab_runs (user_id, lab_id, state, slot, environment_kind, region, expires_at)
  select i.user_id, t.id, case when t.environment_kind is null then 'READY' else 'QUEUED' end, f.slot,
    t.environment_kind, i.region, now() + t.lease
  from input i cross join target t cross join free f
  where t.is_possible and f.slot is not null and not exists (select from live v where v.lab_id = t.id)
  on conflict do nothing
  returning id, user_id, lab_id, state, environment_kind
), job as (
  insert into jobs as j (user_id, kind, subject, arguments)
select $6, $7, $8 || (c.id)::text, '{}'::jsonb
from created c where c.environment_kind is not null
on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
returning j.id, j.subject
), published as (
  insert into events (topic, kind, entity, payload)
    select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
      jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
    from created e
)
select exists (select from target) as found, coalesce((select t.is_possible from target t), false) as is_possible,
  exists (select from created) or exists (select from live v join input i on i.lab_id = v.lab_id) as is_live,
  exists (select from free f where f.slot is null) as is_full,
  coalesce((select j.id from job j), (
    select j.id
    from input i
    join live v on v.lab_id = i.lab_id
    join jobs j on j.kind = 'PROVISION_LAB' and j.subject = 'environment_' || v.id
      and j.state in ('QUEUED', 'RUNNING')
  )) as job_id;

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
