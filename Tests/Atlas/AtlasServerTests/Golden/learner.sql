-- progress.byUser
with totals as materialized (
  select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
    (select count(*) from labs where status = 'PUBLISHED') as labs,
    (select count(*) from atoms where published) as atoms
)
select u.id as user_id, coalesce(p.version, 1) as version,
    d.completed as diagrams_completed, dp.in_progress as diagrams_in_progress, t.diagrams as diagrams_total,
    l.completed as labs_completed, l.in_progress as labs_in_progress, t.labs as labs_total,
    a.completed as atoms_completed, ap.in_progress as atoms_in_progress, t.atoms as atoms_total,
    coalesce(100.0 * d.completed / nullif(t.diagrams, 0), 0)::double precision as diagrams_percent,
    coalesce(100.0 * l.completed / nullif(t.labs, 0), 0)::double precision as labs_percent,
    coalesce(100.0 * a.completed / nullif(t.atoms, 0), 0)::double precision as atoms_percent,
    coalesce(
      100.0 * (d.completed + l.completed + a.completed) / nullif(t.diagrams + t.labs + t.atoms, 0), 0
    )::double precision as overall_percent,
    case when p.last_active_on >= (now() at time zone 'UTC')::date - 1 then p.current_streak_days else 0 end
      as current_streak_days,
    coalesce(p.time_spent, interval '0') as time_spent, p.last_activity_at,
    coalesce(p.updated_at, u.created_at) as updated_at,
  e.id, e.kind, e.diagram_id, e.lab_id, e.atom_id, e.quiz_id, e.at, e.delta
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
cross join lateral (
  select count(*)::int as completed
  from atom_completions c
  join atoms x on x.id = c.atom_id and x.published
  where c.user_id = u.id
) a
cross join lateral (
  select count(distinct j.diagram_id)::int as in_progress
  from lab_results r
  join diagram_labs j on j.lab_id = r.lab_id
  join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
  where r.user_id = u.id
    and not exists (select from diagram_completions c where c.user_id = u.id and c.diagram_id = j.diagram_id)
) dp
cross join lateral (
  select count(*)::int as in_progress
  from (
    select distinct y.content_id
    from atom_completions c
    join atoms y on y.id = c.atom_id
    where c.user_id = u.id
    offset 0
  ) begun
  cross join lateral (
    select x.id
    from atoms x
    left join atom_completions c on c.user_id = u.id and c.atom_id = x.id
    where x.content_id = begun.content_id and x.published and c.atom_id is null
    offset 0
  ) x
  where (
    select count(*)
    from atom_links k
    join atoms p on p.id = k.to_id and p.published
    left join atom_completions c on c.user_id = u.id and c.atom_id = k.to_id
    where k.from_id = x.id and k.kind = 'PREREQUISITE' and c.atom_id is null
  ) = 0
) ap
left join lateral (
  select v.id, v.kind, v.diagram_id, v.lab_id, v.atom_id, v.quiz_id, v.at, v.delta
  from progress_events v
  where v.user_id = u.id
  order by v.id desc
  limit 1
) e on true
where u.id = any($1) and (
    u.id = $2 or $3
    or $4 and exists (
      select
      from group_members own
      join group_members theirs on theirs.group_id = own.group_id
      where own.user_id = $5 and own.role in ('OWNER', 'MODERATOR') and theirs.user_id = u.id
    )
  );

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
), practice as (
    select s.skill_id, d.difficulty, c.completed_at as at, true as succeeded
    from learner i
    join diagram_completions c on c.user_id = i.user_id
    join diagrams d on d.id = c.diagram_id and d.status = 'PUBLISHED'
    join diagram_skills s on s.diagram_id = d.id
    union all
    select s.skill_id, l.difficulty, r.submitted_at, r.passed
    from learner i
    join lab_results r on r.user_id = i.user_id and r.state <> 'GRADING'
    join labs l on l.id = r.lab_id and l.status = 'PUBLISHED'
    join lab_skills s on s.lab_id = l.id
  ), remembered as (
    select p.skill_id, p.difficulty,
      count(distinct (p.at at time zone 'UTC')::date) filter (where p.succeeded) as days,
      extract(epoch from now() - coalesce(max(p.at) filter (where p.succeeded), max(p.at)))::double precision / 86400
        as elapsed
    from practice p
    group by p.skill_id, p.difficulty
  ), memory as (
    select r.skill_id, r.difficulty, power(
        1 + 19.0::double precision / 81 * greatest(r.elapsed, 0) / case when r.days = 0 then 0.40255
          else least(3.173 * power(2.5::double precision, least(r.days - 1, 20)), 36500) end,
        -0.5
      ) as retrievability
    from remembered r
  )
select i.user_id, c.skill_id, c.difficulty, c.mastery, m.retrievability, c.samples, c.last_practiced_at,
  now()::timestamptz(3) as calculated_at
from learner i
left join cells c on true
left join memory m on m.skill_id = c.skill_id and m.difficulty = c.difficulty
order by c.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], c.difficulty)
limit 500;

-- progress.eventsPage
select p.user_id, c.id, c.kind, c.diagram_id, c.lab_id, c.atom_id, c.quiz_id, c.at, c.delta
from unnest($1) with ordinality as p(user_id, n)
cross join lateral (
  select e.id, e.kind, e.diagram_id, e.lab_id, e.atom_id, e.quiz_id, e.at, e.delta
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
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );

-- catalog.skillsByID
select s.id, s.name, s.parent_id as wider_id from skills s where s.id = any($1);

-- progress.eventCounts
select e.user_id as parent_id, count(*)::int as total
from progress_events e
where e.user_id = any($1)
group by e.user_id;
