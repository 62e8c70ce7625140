-- progress.byUser
with totals as (
  select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
    (select count(*) from labs where status = 'PUBLISHED') as labs
)
select u.id as user_id, coalesce(p.version, 1) as version,
  d.completed as diagrams_completed, dp.in_progress as diagrams_in_progress, t.diagrams as diagrams_total,
  l.completed as labs_completed, l.in_progress as labs_in_progress, t.labs as labs_total,
  coalesce(100.0 * d.completed / nullif(t.diagrams, 0), 0)::double precision as diagrams_percent,
  coalesce(100.0 * l.completed / nullif(t.labs, 0), 0)::double precision as labs_percent,
  coalesce(100.0 * (d.completed + l.completed) / nullif(t.diagrams + t.labs, 0), 0)::double precision
    as overall_percent,
  case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
    as current_streak_days,
  coalesce(p.time_spent, interval '0') as time_spent, p.last_activity_at,
  coalesce(p.updated_at, u.created_at) as updated_at,
  e.id, e.kind, e.diagram_id, e.lab_id, e.at, e.delta
from users u
cross join totals t
left join learner_progress p on p.user_id = u.id
cross join lateral (
  select count(*)::int as completed
  from diagram_completions c
  join diagrams x on x.id = c.diagram_id and x.status = 'PUBLISHED'
  where c.user_id = u.id
) d
cross join lateral (
  select count(distinct j.diagram_id)::int as in_progress
  from lab_results r
  join diagram_labs j on j.lab_id = r.lab_id
  join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
  where r.user_id = u.id
    and not exists (select from diagram_completions c where c.user_id = u.id and c.diagram_id = j.diagram_id)
) dp
cross join lateral (
  select (count(*) filter (where y.passed))::int as completed,
    (count(*) filter (where not y.passed))::int as in_progress
  from (
    select bool_or(r.passed) as passed
    from lab_results r
    join labs x on x.id = r.lab_id and x.status = 'PUBLISHED'
    where r.user_id = u.id
    group by r.lab_id
  ) y
) l
left join lateral (
  select v.id, v.kind, v.diagram_id, v.lab_id, v.at, v.delta
  from progress_events v
  where v.user_id = u.id
  order by v.id desc
  limit 1
) e on true
where u.id = any($1) and (u.id = $2 or $3);

-- analytics.metricValues
select u.id as user_id, v.name, v.value, v.unit, now()::timestamptz(3) as calculated_at
from users u
cross join lateral (
  select count(*) filter (where e.kind = 'DIAGRAM_COMPLETED') as diagrams,
    count(*) filter (where e.kind = 'LAB_COMPLETED') as labs
  from progress_events e
  where e.user_id = u.id and e.at > now() - interval '30 days'
) e
cross join lateral (
  select count(*) as attempts, avg(r.score) as score, 100 * avg(r.passed::int) as pass_rate
  from lab_results r
  where r.user_id = u.id and r.submitted_at > now() - interval '30 days' and r.state <> 'GRADING'
) r
cross join lateral (
  select count(*) as asked from answers q where q.user_id = u.id and q.created_at > now() - interval '30 days'
) q
cross join lateral (
  select count(*) as days
  from (
    select (x.at at time zone 'UTC')::date from progress_events x
    where x.user_id = u.id and x.at > now() - interval '30 days'
    union
    select (x.submitted_at at time zone 'UTC')::date from lab_results x
    where x.user_id = u.id and x.submitted_at > now() - interval '30 days'
  ) active
) a
cross join lateral (values
  (1, 'diagrams_completed', e.diagrams::double precision, 'items'),
  (2, 'labs_completed', e.labs::double precision, 'items'),
  (3, 'lab_attempts', r.attempts::double precision, 'attempts'),
  (4, 'lab_pass_rate', r.pass_rate::double precision, 'percent'),
  (5, 'average_lab_score', r.score, 'points'),
  (6, 'questions_asked', q.asked::double precision, 'questions'),
  (7, 'active_days', a.days::double precision, 'days')
) as v(n, name, value, unit)
where u.id = $1 and v.value is not null
order by v.n;

-- analytics.skillHeatmap
with learner as (
  select u.id as user_id from users u where u.id = $1
), items as (
  select s.skill_id, d.difficulty,
    (case when c.completed_at is null then 0 else 1 end)::double precision as mastery,
    c.completed_at as practiced_at
  from learner i
  cross join diagrams d
  join diagram_skills s on s.diagram_id = d.id
  left join diagram_completions c on c.diagram_id = d.id and c.user_id = i.user_id
  where d.status = 'PUBLISHED'
  union all
  select s.skill_id, l.difficulty, coalesce(r.best, 0) / 100, r.practiced_at
  from learner i
  cross join labs l
  join lab_skills s on s.lab_id = l.id
  left join (
    select x.user_id, x.lab_id, max(x.score) as best, max(x.submitted_at) as practiced_at
    from lab_results x
    where x.user_id = (select user_id from learner)
    group by x.user_id, x.lab_id
  ) r on r.lab_id = l.id
  where l.status = 'PUBLISHED'
), cells as (
  select t.skill_id, t.difficulty, avg(t.mastery) as mastery, count(t.practiced_at)::int as samples,
    max(t.practiced_at) as last_practiced_at
  from items t
  group by t.skill_id, t.difficulty
)
select i.user_id, c.skill_id, c.difficulty, c.mastery, c.samples, c.last_practiced_at,
  now()::timestamptz(3) as calculated_at
from learner i
left join cells c on true
order by c.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], c.difficulty)
limit 500;

-- progress.eventsPage
select p.user_id, c.id, c.kind, c.diagram_id, c.lab_id, c.at, c.delta
from unnest($1) with ordinality as p(user_id, n)
cross join lateral (
  select e.id, e.kind, e.diagram_id, e.lab_id, e.at, e.delta
  from progress_events e
  where e.user_id = p.user_id and e.id < coalesce($2, 9223372036854775807)
  order by e.id desc
  limit $3
) c
order by p.n, c.id desc;

-- catalog.labsByID
select l.id, l.title
from labs l
where l.id = any($1)
  and (l.status = 'PUBLISHED' or l.author_id = $2 or $3);

-- catalog.skillsByID
select s.id, s.name, s.parent_id as wider_id from skills s where s.id = any($1);

-- progress.eventCounts
select e.user_id as parent_id, count(*)::int as total
from progress_events e
where e.user_id = any($1)
group by e.user_id;
