-- catalog.lookAtLab
with run as (
    select x.id, x.user_id, x.lab_id, x.state, x.environment_kind, x.expires_at, x.extensions_left, x.ended_at
    from lab_runs x
    where x.user_id = $1 and x.lab_id = $2
    order by x.id desc
    limit 1
    for update
  ), begun as (
  update lab_runs r
  set state = case when u.state = any($3) then 'IN_PROGRESS' else u.state end,
    version = r.version + 1, changed_at = now(), last_solution = coalesce($4::text, r.last_solution)
  from run u
  where r.id = u.id and u.ended_at is null and u.expires_at > now()
    and u.state = any($5)
  returning r.id, r.user_id, r.lab_id, r.state, u.state as previous_state
), moved as (
  select b.id, b.user_id, b.lab_id, b.state from begun b where b.state <> b.previous_state
), published as (
  insert into events (topic, kind, entity, payload)
    select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
      jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
    from moved e
)
select c.key, c.title, c.weight, c.rule, l.environment_kind, l.environment_spec, u.id as run_id,
  u.state as run_state, u.environment_kind as run_kind, null::bigint as graded_run_id, (
      select coalesce(sum(h.penalty), 0)
      from lab_hint_reveals h
      where h.lab_id = l.id and h.user_id = $6
    ) as penalty
  from labs l
  left join lab_checks c on c.lab_id = l.id
  left join run u on u.ended_at is null and u.expires_at > now()
  where l.id = $7 and l.status = 'PUBLISHED'
  order by c.position;

-- catalog.labCheckFindings
select c.value ->> 'key' as key, c.value ->> 'title' as title, (c.value ->> 'weight')::double precision as weight,
  (c.value ->> 'passed')::boolean as passed, c.value ->> 'message' as message
from jsonb_array_elements($1::jsonb) with ordinality as c(value, n)
order by c.n;
