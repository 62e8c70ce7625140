-- identity.apiKeysBySecret
select encode(k.secret_hash, 'hex') as secret_hash, k.id, k.user_id, u.roles, k.scopes, k.expires_at,
  k.last_used_at is null or k.last_used_at < date_trunc('hour', now()) as is_newly_used
from api_keys k
join users u on u.id = k.user_id
where k.secret_hash in (select decode(h.hash, 'hex') from unnest($1::text[]) h (hash))
  and k.revoked_at is null and k.expires_at > now() and u.closed_at is null;

-- identity.noteApiKeyUse
update api_keys k
set last_used_at = date_trunc('hour', now())
where k.id = any($1) and (k.last_used_at is null or k.last_used_at < date_trunc('hour', now()));

-- catalog.reportLabStatus
with input as (
  select $1::text as state, $2::text[] as moved, $3::text[] as kept,
    $4::text as message, $5::text as terminal_url,
    $6::timestamptz as expires_at, $7::double precision as cpu_percent,
    $8::bigint as memory_bytes
), run as (
    select x.id, x.user_id, x.lab_id, x.state, x.environment_kind, x.expires_at, x.extensions_left, x.ended_at
    from lab_runs x
    where x.user_id = $9 and x.lab_id = $10
    order by x.id desc
    limit 1
    for update
  ), next as (
  select u.id, case when u.state = any(i.moved) then i.state else u.state end as state
  from run u cross join input i
  where u.ended_at is null and (u.state = any(i.moved) or u.state = any(i.kept))
), reported as (
  update lab_runs r
  set state = n.state, version = r.version + 1, changed_at = now(), message = coalesce(i.message, r.message),
    terminal_url = coalesce(i.terminal_url, r.terminal_url), expires_at = least(r.expires_at, i.expires_at),
    cpu_percent = coalesce(i.cpu_percent, r.cpu_percent), memory_bytes = coalesce(i.memory_bytes, r.memory_bytes),
    graded_from = case when n.state = 'GRADING' then r.graded_from end,
    ended_at = case when n.state in ('EXPIRED', 'STOPPED', 'ERROR') then now() end,
    removal_due_at = case when n.state in ('EXPIRED', 'STOPPED', 'ERROR') then now() end
  from next n cross join input i
  where r.id = n.id
  returning r.id, r.user_id, r.lab_id, r.state
), published as (
  insert into events (topic, kind, entity, payload)
    select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
      jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
    from reported e
)
select exists (select from run) as found, coalesce((select u.state from run u), 'NOT_STARTED') as state,
  exists (select from reported) as is_done;

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
