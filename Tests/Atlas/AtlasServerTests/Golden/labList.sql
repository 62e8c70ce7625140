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
  select $1::bigint as user_id
)
select l.id as lab_id, i.user_id,
  case when r.attempts = 0 then 'NOT_STARTED' when r.passed then 'PASSED' else r.last_state end as state,
  r.attempts, r.last_result_id, coalesce(r.changed_at, l.created_at) as changed_at
from input i
join labs l on l.id = any($2)
cross join lateral (
  select count(*)::int as attempts, coalesce(bool_or(x.passed), false) as passed,
    (array_agg(x.state order by x.attempt desc))[1] as last_state,
    (array_agg(x.id order by x.attempt desc))[1] as last_result_id,
    max(coalesce(x.graded_at, x.submitted_at)) as changed_at
  from lab_results x
  where x.lab_id = l.id and x.user_id = i.user_id
) r;

-- catalog.labResultsByID
select r.lab_id, r.id, r.user_id, r.attempt, r.state, r.passed, r.score, r.feedback, r.submitted_at, r.graded_at,
  r.duration
from lab_results r
where r.id = any($1) and (r.user_id = $2 or $3);
