-- catalog.labs
select l.id, l.title, l.summary, l.difficulty, l.category
from labs l
where l.status = 'PUBLISHED' and l.difficulty = any($1)
order by l.title, l.id
limit $2 offset $3;

-- catalog.hintsOfLabs
select h.lab_id as parent_id, h.position as index, h.penalty
from lab_hints h
where h.lab_id = any($1)
order by h.lab_id, h.position;

-- catalog.checksOfLabs
select c.lab_id as parent_id, c.key, c.title, c.weight
from lab_checks c
where c.lab_id = any($1)
order by c.lab_id, c.position;

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
