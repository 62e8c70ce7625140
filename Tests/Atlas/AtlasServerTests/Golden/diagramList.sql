-- catalog.diagrams
select d.id, d.slug, d.title, d.tags, d.difficulty, d.estimated_time, d.author_id
from diagrams d
where d.status = 'PUBLISHED' and d.category = $1
order by d.title, d.id
limit $2 offset $3;

-- catalog.viewerCompletions
select c.diagram_id, c.completed_at
from diagram_completions c
where c.user_id = $1 and c.diagram_id = any($2);

-- catalog.completionCounts
select c.diagram_id as parent_id, count(*)::int as total
from diagram_completions c
where c.diagram_id = any($1)
group by c.diagram_id;

-- catalog.labsOfDiagrams
select p.parent_id, c.position, l.id, l.created_at, l.updated_at, l.version, l.slug, l.title, l.summary, l.difficulty, l.category, l.tags, l.instructions, l.estimated_time, l.time_limit, l.status, l.author_id
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select j.position, j.lab_id
  from diagram_labs j
  join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
  where j.diagram_id = p.parent_id
    and (j.position, j.lab_id) > (coalesce($2, -1), coalesce($3, 0))
  order by j.position, j.lab_id
  limit $4
) c
join labs l on l.id = c.lab_id
order by p.n, c.position, c.lab_id;

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- catalog.labCountOfDiagrams
select j.diagram_id as parent_id, count(*)::int as total
from diagram_labs j
join labs l on l.id = j.lab_id and l.status = 'PUBLISHED'
where j.diagram_id = any($1)
group by j.diagram_id;

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
