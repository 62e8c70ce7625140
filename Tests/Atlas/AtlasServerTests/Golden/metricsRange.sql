-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- analytics.metricValues
with input as (
  select k.n::int as n, k.user_id, k.range,
    case when k.is_usual then now() - interval '30 days' else coalesce(k.from_at, '-infinity') end as from_at,
    coalesce(k.to_at, 'infinity') as to_at
  from unnest(
    $1, $2, $3, $4,
    $5
  ) with ordinality as k(user_id, range, is_usual, from_at, to_at, n)
)
select i.n, u.id as user_id, i.range, v.name, v.value, v.unit, now()::timestamptz(3) as calculated_at
from input i
join users u on u.id = i.user_id
cross join lateral (
  select count(*) filter (where e.kind = 'DIAGRAM_COMPLETED') as diagrams,
    count(*) filter (where e.kind = 'LAB_COMPLETED') as labs,
    count(*) filter (where e.kind = 'ATOM_COMPLETED') as atoms,
    coalesce(sum(case when e.kind = 'LAB_STARTED' then 0 else coalesce(
      extract(epoch from coalesce(
        tc.time_spent, ta.estimated_time, (
          select x.duration from lab_results x
          where x.user_id = e.user_id and x.lab_id = e.lab_id and x.passed
          order by x.attempt limit 1
        ), tl.estimated_time, td.estimated_time
      )), 0
    ) end), 0) as seconds
  from progress_events e
  left join diagrams td on td.id = e.diagram_id
  left join labs tl on tl.id = e.lab_id
  left join atoms ta on ta.id = e.atom_id
  left join atom_completions tc on tc.user_id = e.user_id and tc.atom_id = e.atom_id
  where e.user_id = u.id and e.at >= i.from_at and e.at < i.to_at
) e
cross join lateral (
  select count(*) as attempts, avg(r.score) as score, 100 * avg(r.passed::int) as pass_rate
  from lab_results r
  where r.user_id = u.id and r.submitted_at >= i.from_at and r.submitted_at < i.to_at and r.state <> 'GRADING'
) r
cross join lateral (
  select count(*) as asked
  from answers q
  where q.user_id = u.id and q.created_at >= i.from_at and q.created_at < i.to_at
) q
cross join lateral (
  select count(*) as days
  from (
    select (x.at at time zone 'UTC')::date from progress_events x
    where x.user_id = u.id and x.at >= i.from_at and x.at < i.to_at
    union
    select (x.submitted_at at time zone 'UTC')::date from lab_results x
    where x.user_id = u.id and x.submitted_at >= i.from_at and x.submitted_at < i.to_at
  ) active
) a
cross join lateral (values
  (1, 'diagrams_completed', e.diagrams::double precision, 'items'),
  (2, 'labs_completed', e.labs::double precision, 'items'),
  (3, 'atoms_completed', e.atoms::double precision, 'items'),
  (4, 'lab_attempts', r.attempts::double precision, 'attempts'),
  (5, 'lab_pass_rate', r.pass_rate::double precision, 'percent'),
  (6, 'average_lab_score', r.score, 'points'),
  (7, 'questions_asked', q.asked::double precision, 'questions'),
  (8, 'active_days', a.days::double precision, 'days'),
  (9, 'time_spent', e.seconds::double precision, 'seconds')
) as v(n, name, value, unit)
where v.value is not null
order by i.n, v.n;

-- identity.userStats
with weights as (
  select (
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from diagrams x where x.status = 'PUBLISHED'
) + (
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from labs x where x.status = 'PUBLISHED'
) as total
), measured as (
  select u.id as user_id, d.completed as diagrams_completed, l.completed as labs_completed,
    n.completed as atoms_completed, a.asked as questions_asked,
    case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
      as current_streak_days,
    coalesce(p.longest_streak_days, 0) as longest_streak_days, coalesce(p.time_spent, interval '0') as time_spent,
    round((100 * (d.mastered + l.mastered) / nullif(w.total, 0))::numeric, 2)::double precision as mastery_score
  from users u
  cross join weights w
  left join learner_progress p on p.user_id = u.id
  cross join lateral (
  select count(*)::int as completed,
    coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)) filter (where x.status = 'PUBLISHED'), 0) as mastered
  from diagram_completions c
  join diagrams x on x.id = c.diagram_id
  where c.user_id = u.id
) d
cross join lateral (
  select (count(*) filter (where y.passed))::int as completed,
    coalesce(sum(y.best / 100 * array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)) filter (where x.status = 'PUBLISHED'), 0) as mastered
  from (
    select r.lab_id, bool_or(r.passed) as passed, max(r.score) as best
    from lab_results r
    where r.user_id = u.id
    group by r.lab_id
  ) y
  join labs x on x.id = y.lab_id
) l
  cross join lateral (select count(*)::int as completed from atom_completions c where c.user_id = u.id) n
  cross join lateral (select count(*)::int as asked from answers q where q.user_id = u.id) a
  where u.id = any($1)
)
select m.user_id, m.diagrams_completed, m.labs_completed, m.atoms_completed, m.questions_asked,
  m.current_streak_days, m.longest_streak_days, m.time_spent, coalesce(m.mastery_score, 0) as mastery_score,
  case when m.mastery_score >= 75 then 'EXPERT' when m.mastery_score >= 50 then 'ADVANCED'
      when m.mastery_score >= 25 then 'INTERMEDIATE' else 'BEGINNER' end as skill_level
from measured m;
