-- catalog.beginLabAttempt
with run as (
    select x.id, x.user_id, x.lab_id, x.state, x.environment_kind, x.expires_at, x.extensions_left, x.ended_at
    from lab_runs x
    where x.user_id = $1 and x.lab_id = $2
    order by x.id desc
    limit 1
    for update
  ), grading as (
  update lab_runs r
  set state = 'GRADING', version = r.version + 1, changed_at = now(), graded_from = now(), message = null,
    last_solution = $3::text
  from run u
  where r.id = u.id and u.ended_at is null and u.expires_at > now()
    and u.state = any($4)
  returning r.id, r.user_id, r.lab_id, r.state
), published as (
  insert into events (topic, kind, entity, payload)
    select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
      jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
    from grading e
)
select c.key, c.title, c.weight, c.rule, l.environment_kind, l.environment_spec, u.id as run_id,
  u.state as run_state, u.environment_kind as run_kind, (select g.id from grading g) as graded_run_id, (
      select coalesce(sum(h.penalty), 0)
      from lab_hint_reveals h
      where h.lab_id = l.id and h.user_id = $5
    ) as penalty
  from labs l
  left join lab_checks c on c.lab_id = l.id
  left join run u on u.ended_at is null and u.expires_at > now()
  where l.id = $6 and l.status = 'PUBLISHED'
  order by c.position;

-- catalog.storeLabResult
with input as (
  select $1::bigint as user_id, $2::bigint as lab_id,
    $3::text as state, $4::double precision as score,
    $5::text as solution, $6::jsonb as checks, $7::text as feedback,
    $8::double precision as penalty, $9::bigint as run_id
), target as (
  select l.id, coalesce(l.estimated_time, interval '0') as time_spent
  from input i
  join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
), previous as (
  select coalesce(max(r.attempt), 0) as attempts, coalesce(bool_or(r.passed), false) as passed
  from input i
  join lab_results r on r.lab_id = i.lab_id and r.user_id = i.user_id
), result as (
  insert into lab_results (lab_id, user_id, attempt, state, score, penalty, solution, checks, feedback, graded_at,
    duration)
  select t.id, i.user_id, v.attempts + 1, i.state, i.score, i.penalty, i.solution, i.checks, i.feedback, now(),
    (select greatest(now() - q.started_at, interval '0') from lab_runs q where q.id = i.run_id)
  from input i cross join target t cross join previous v
  on conflict (lab_id, user_id, attempt) do nothing
  returning id, lab_id, user_id, attempt, state, passed, submitted_at, duration
), run as (
  update lab_runs q
  set state = case r.state when 'ERROR' then 'IN_PROGRESS' else r.state end, version = q.version + 1,
    changed_at = now(), graded_from = null, ended_at = case when r.passed then now() end,
    removal_due_at = case when r.passed then now() end
  from input i cross join result r
  where q.id = i.run_id and q.state = 'GRADING'
  returning q.id, q.state
), step as (
  insert into progress_events (user_id, kind, lab_id, at, delta)
  select k.user_id, k.kind, k.lab_id, k.submitted_at, k.delta
  from (
    select r.user_id, 'LAB_STARTED' as kind, r.lab_id, r.submitted_at, 0 as delta, 1 as n
    from result r
    where r.attempt = 1
    union all
    select r.user_id, 'LAB_COMPLETED', r.lab_id, r.submitted_at, (select 100.0 / (t.diagrams + t.labs + t.atoms) from (select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
    (select count(*) from labs where status = 'PUBLISHED') as labs,
    (select count(*) from atoms where published) as atoms) t), 2
    from result r cross join previous v
    where r.passed and not v.passed
    order by n
  ) k
  returning id
), standing as (
  insert into learner_progress as p (user_id, last_active_on, last_activity_at, time_spent)
  select r.user_id, (r.submitted_at at time zone 'UTC')::date, r.submitted_at,
    case when r.passed and not v.passed then coalesce(r.duration, t.time_spent) else interval '0' end
  from result r cross join previous v cross join target t
  on conflict (user_id) do update set
    version = p.version + 1,
    updated_at = now(),
    current_streak_days = case
      when excluded.last_active_on <= p.last_active_on then p.current_streak_days
      when excluded.last_active_on = p.last_active_on + 1 then p.current_streak_days + 1
      else 1
    end,
    longest_streak_days = greatest(p.longest_streak_days, case
      when excluded.last_active_on = p.last_active_on + 1 then p.current_streak_days + 1
      else 1
    end),
    last_active_on = greatest(p.last_active_on, excluded.last_active_on),
    last_activity_at = greatest(p.last_activity_at, excluded.last_activity_at),
    time_spent = p.time_spent + excluded.time_spent
  returning user_id, version
), published as (
  insert into events (topic, kind, entity, payload)
  select 'progress:' || n.user_id, 'PROGRESS_UPDATED', 'progress_' || n.user_id,
    jsonb_build_object('userId', n.user_id, 'version', n.version, 'stepId', (select max(id) from step))
  from standing n
  union all
  select 'lab:' || r.lab_id || ':' || r.user_id, 'LAB_STATUS_CHANGED', 'lab_' || r.lab_id,
    jsonb_build_object('labId', r.lab_id, 'userId', r.user_id, 'resultId', r.id,
      'state', case when v.passed then 'PASSED' else r.state end)
      || coalesce((select jsonb_build_object('runId', q.id, 'state', q.state) from run q), '{}')
  from result r cross join previous v
  returning position
)
select exists (select from target) as found, r.id as result_id, r.attempt, r.submitted_at,
  (select version from standing) as version, (select max(position) from published) as position
from (select 1) as one
left join result r on true;

-- catalog.labResultsByID
select r.lab_id, r.id, r.user_id, r.attempt, r.state, r.passed, r.score, r.feedback, r.submitted_at, r.graded_at,
  r.duration
from lab_results r
where r.id = any($1) and (
    r.user_id = $2 or $3
    or $4 and exists (
      select
      from group_members own
      join group_members theirs on theirs.group_id = own.group_id
      where own.user_id = $5 and own.role in ('OWNER', 'MODERATOR') and theirs.user_id = r.user_id
    )
  );

-- catalog.labCheckResults
select r.id as parent_id, c.value ->> 'key' as key, c.value ->> 'title' as title,
  (c.value ->> 'weight')::double precision as weight, (c.value ->> 'passed')::boolean as passed,
  c.value ->> 'message' as message
from lab_results r
cross join lateral jsonb_array_elements(r.checks) with ordinality as c(value, n)
where r.id = any($1)
order by r.id, c.n;

-- catalog.labsByID
select l.id
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );

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
