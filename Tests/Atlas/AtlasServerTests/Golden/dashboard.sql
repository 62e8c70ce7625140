-- analytics.dashboard
with learner as materialized (
  select u.id,
    array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], case when 100 * (d.mastered + l.mastered) / nullif(w.total, 0) >= 75 then 'EXPERT' when 100 * (d.mastered + l.mastered) / nullif(w.total, 0) >= 50 then 'ADVANCED'
      when 100 * (d.mastered + l.mastered) / nullif(w.total, 0) >= 25 then 'INTERMEDIATE' else 'BEGINNER' end) as level
  from users u
  cross join (select (
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from diagrams x where x.status = 'PUBLISHED'
) + (
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from labs x where x.status = 'PUBLISHED'
) as total) w
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
  where u.id = $1
)
select u.id as user_id,
  array(
    select i.item
    from (
      select min(c.rank) as rank, min(c.distance) as distance, max(c.at) as at, c.item
      from (
        (
            select 1 as rank, 0.0::double precision as distance, q.changed_at as at, 'lab_' || x.id as item
            from lab_runs q
            join labs x on x.id = q.lab_id and x.status = 'PUBLISHED'
            where q.user_id = u.id and q.ended_at is null
          ) union all (
            select 1, 0.0, max(r.submitted_at), 'lab_' || x.id
            from lab_results r
            join labs x on x.id = r.lab_id and x.status = 'PUBLISHED'
            where r.user_id = u.id
            group by x.id
            having not bool_or(r.passed)
            order by max(r.submitted_at) desc
            limit 4
          ) union all (
            select 2, abs(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) - u.level), c.completed_at, 'lab_' || x.id
            from diagram_completions c
            join diagram_labs j on j.diagram_id = c.diagram_id
            join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
            where c.user_id = u.id
              and not exists (select from lab_results r where r.user_id = u.id and r.lab_id = x.id)
            order by 2, c.completed_at desc
            limit 4
          ) union all (
            select 2, abs(1 + 3 * x.difficulty - u.level), b.at, 'atom_' || x.id
            from (
              select y.content_id, max(c.completed_at) as at
              from atom_completions c
              join atoms y on y.id = c.atom_id
              where c.user_id = u.id and y.content_id is not null
              group by y.content_id
              order by max(c.completed_at) desc
              limit 3
            ) b
            cross join lateral (
              select y.id, y.difficulty, y.sequence
              from atoms y
              left join atom_completions c on c.user_id = u.id and c.atom_id = y.id
              where y.content_id = b.content_id and y.published and c.atom_id is null
              offset 0
            ) x
            where (
    select count(*)
    from atom_links k
    join atoms p on p.id = k.to_id and p.published
    left join atom_completions c on c.user_id = u.id and c.atom_id = k.to_id
    where k.from_id = x.id and k.kind = 'PREREQUISITE' and c.atom_id is null
  ) = 0
            order by b.at desc, x.sequence, x.id
            limit 4
          ) union all (
            select 3, abs(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) - u.level), null, 'diagram_' || x.id
            from diagrams x
            where x.status = 'PUBLISHED'
              and not exists (select from diagram_completions c where c.user_id = u.id and c.diagram_id = x.id)
            order by 2, x.id
            limit 10
          )
      ) c
      group by c.item
    ) i
    order by i.rank, i.distance, i.at desc nulls last, i.item
    limit 10
  ) as next_up,
  array(
    select 'conversation_' || c.id
    from conversations c
    where c.user_id = u.id and c.user_id = $2 and c.archived_at is null
    order by c.updated_at desc, c.id desc
    limit 5
  ) as conversations
from learner u;

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.labsByID
select l.id, l.title
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
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

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- analytics.predictions
with totals as materialized (
  select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
    (select count(*) from labs where status = 'PUBLISHED') as labs,
    (select count(*) from atoms where published) as atoms
)
select u.id as user_id, v.name, v.value, v.confidence, v.method,
  (now() + interval '1 day')::timestamptz(3) as valid_until
from users u
cross join totals t
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
  select count(*)::int as items,
    coalesce(sum(power(0.5::double precision, extract(epoch from now() - e.at)::double precision / 86400 / 14)), 0)
      as weight
  from progress_events e
  where e.user_id = u.id and e.kind not in ('LAB_STARTED', 'QUIZ_PASSED')
    and e.at > now() - interval '56 days' and e.at <= now()
) c
cross join lateral (
  select least(extract(epoch from now() - min(e.at))::double precision / 86400, 56) as days
  from progress_events e
  where e.user_id = u.id
) o
cross join lateral (
  select case when c.items >= 3 and o.days >= 7
    then c.weight / (14 / ln(2::double precision) * (1 - power(0.5::double precision, o.days / 14))) end as rate
) p
left join lateral (
  select 1 + count(*) filter (where y.passed)::double precision as a,
    1 + count(*) filter (where not y.passed)::double precision as b
  from (
    select r.passed
    from lab_results r
    where r.user_id = u.id and r.state in ('PASSED', 'FAILED')
    order by r.submitted_at desc, r.id desc
    limit 20
  ) y
  having count(*) >= 3
) b on true
cross join lateral (values
  (1, 'items_completed_next_7_days', 7 * p.rate, 1 - 1 / sqrt(c.items + 1),
    'Seven times the daily rate of the last 56 days, in which a completion counts half as much for each 14 days '
      'since (Poisson process).'),
  (2, 'lab_pass_chance', b.a / (b.a + b.b),
    1 - sqrt(12 * b.a * b.b / ((b.a + b.b) ^ 2 * (b.a + b.b + 1))),
    'Mean of the posterior of the last 20 attempts at labs, every chance being equally likely before '
      '(Beta-Binomial).'),
  (3, 'days_to_complete_all',
    nullif(t.diagrams + t.labs + t.atoms - d.completed - l.completed - a.completed, 0) / nullif(p.rate, 0),
    1 - 1 / sqrt(c.items + 1),
    'Published items that are not completed, divided by the daily rate of items_completed_next_7_days.')
) as v(n, name, value, confidence, method)
where u.id = any($1) and v.value between 0 and 3650
order by u.id, v.n;
