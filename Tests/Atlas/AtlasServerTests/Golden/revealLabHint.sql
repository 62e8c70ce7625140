-- catalog.revealLabHint
with input as (
  select $1::bigint as user_id, $2::bigint as lab_id, $3::bigint as position
), target as (
  select l.id
  from input i
  join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
), hint as (
  select h.position, h.penalty
  from input i
  join target t on true
  join lab_hints h on h.lab_id = t.id and h.position = i.position
), hidden as (
  select min(h.position) as position
  from input i
  join lab_hints h on h.lab_id = i.lab_id
  left join lab_hint_reveals r on r.user_id = i.user_id and r.lab_id = i.lab_id and r.position = h.position
  where r.position is null
), revealed as (
  insert into lab_hint_reveals (user_id, lab_id, position, penalty)
  select i.user_id, i.lab_id, h.position, h.penalty
  from input i cross join hint h
  where (select n.position from hidden n) = h.position
  on conflict (user_id, lab_id, position) do nothing
  returning user_id, lab_id, position
), published as (
  insert into events (topic, kind, entity, payload)
  select 'lab:' || r.lab_id || ':' || r.user_id, 'LAB_STATUS_CHANGED', 'lab_' || r.lab_id,
    jsonb_build_object('labId', r.lab_id, 'userId', r.user_id, 'hint', r.position)
  from revealed r
)
select exists (select from target) as found, exists (select from hint) as has_hint,
  (select n.position from hidden n) as next_index;

-- catalog.revealedLabHint
select h.lab_id as parent_id, h.position as index, h.penalty, h.text
from lab_hint_reveals r
join lab_hints h on h.lab_id = r.lab_id and h.position = r.position
where r.user_id = $1 and r.lab_id = $2 and r.position = $3;

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
