-- progress.completeDiagram
with input as (
  select $1::bigint as user_id, $2::bigint as diagram_id
), target as (
  select d.id, coalesce(d.estimated_time, interval '0') as time_spent
  from input i
  join diagrams d on d.id = i.diagram_id and d.status = 'PUBLISHED'
), completion as (
  insert into diagram_completions (user_id, diagram_id)
  select i.user_id, t.id from input i cross join target t
  on conflict (user_id, diagram_id) do nothing
  returning user_id, diagram_id, completed_at
), step as (
  insert into progress_events (user_id, kind, diagram_id, at, delta)
  select c.user_id, 'DIAGRAM_COMPLETED', c.diagram_id, c.completed_at, (select 100.0 / (t.diagrams + t.labs + t.atoms) from (select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
    (select count(*) from labs where status = 'PUBLISHED') as labs,
    (select count(*) from atoms where published) as atoms) t)
  from completion c
  returning id, user_id, at
), standing as (
  insert into learner_progress as p (user_id, last_active_on, last_activity_at, time_spent)
  select s.user_id, (s.at at time zone 'UTC')::date, s.at, t.time_spent from step s cross join target t
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
    jsonb_build_object('userId', n.user_id, 'version', n.version, 'stepId', s.id)
  from standing n
  join step s on s.user_id = n.user_id
  returning position
)
select exists (select from target) as found, exists (select from completion) as changed,
  (select version from standing) as version, (select position from published) as position;

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

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- catalog.viewerCompletions
select c.diagram_id, c.completed_at
from diagram_completions c
where c.user_id = $1 and c.diagram_id = any($2);

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
