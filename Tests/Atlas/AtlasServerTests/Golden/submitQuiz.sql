-- quizzes.submit
with quiz as (
  select z.id, z.pass_score
  from quizzes z
  where z.id = $1 and case
      when z.incident_id is not null then true
      when z.diagram_id is not null then exists (
        select from diagrams d
        where d.id = z.diagram_id
          and (z.of_published and d.status = 'PUBLISHED' or ($2 or d.author_id = $3))
      ) and not exists (
        select from unnest(z.atom_ids) as k(id)
        where not exists (select from atoms a where a.id = k.id and a.published)
      )
      when z.lab_id is not null then exists (
        select from labs l
        where l.id = z.lab_id
          and (z.of_published and l.status = 'PUBLISHED' or ($4 or l.author_id = $5))
      )
      when z.content_id is not null then exists (
        select from contents c
        where c.id = z.content_id
          and (z.of_published and c.status = 'COMPLETED' or ($6 or c.owner_id = $7))
      )
      else exists (
        select from atoms a
        left join contents o on o.id = a.content_id
        where a.id = z.atom_id
          and (z.of_published and (a.published or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $8
    )) or ($9 or case when a.content_id is null then a.author_id else o.owner_id end = $10))
      )
    end
), given as (
  select g.n, g.question_id from unnest($11) with ordinality as g(question_id, n)
), chosen as (
  select c.n, c.place, c.option_id
  from unnest(
    $12, $13, $14
  ) as c(n, place, option_id)
), strange as (
  select g.n, 0 as place
  from given g
  cross join quiz z
  where not exists (select from quiz_questions q where q.id = g.question_id and q.quiz_id = z.id)
  union all
  select c.n, c.place
  from chosen c
  join given g on g.n = c.n
  join quiz_questions q on q.id = g.question_id and q.quiz_id = (select z.id from quiz z)
  where not exists (select from quiz_options o where o.id = c.option_id and o.question_id = g.question_id)
), graded as (
  select q.id as question_id, coalesce(a.option_ids, '{}') as option_ids,
    coalesce(a.option_ids = r.option_ids, false) as correct
  from quiz z
  join quiz_questions q on q.quiz_id = z.id
  cross join lateral (
    select array_agg(o.id order by o.id) as option_ids from quiz_options o where o.question_id = q.id and o.correct
  ) r
  cross join lateral (
    select array_agg(c.option_id order by c.option_id) as option_ids
    from given g
    join chosen c on c.n = g.n
    where g.question_id = q.id
  ) a
  where not exists (select from strange)
), drawn as (
  select nextval(pg_get_serial_sequence('quiz_attempts', 'id')) as id, s.score, s.score >= z.pass_score as passed
  from quiz z
  cross join (
    select (count(*) filter (where x.correct))::double precision / count(*) as score
    from graded x
    having count(*) > 0
  ) s
), taker as (
  insert into quiz_takers as t (user_id, quiz_id, day, passed_attempt_id)
  select $15, z.id, (now() at time zone 'UTC')::date, case when d.passed then d.id end
  from quiz z cross join drawn d
  on conflict (user_id, quiz_id) do update
  set attempts = case when t.day = excluded.day then t.attempts + 1 else 1 end, day = excluded.day,
    passed_attempt_id = coalesce(t.passed_attempt_id, excluded.passed_attempt_id)
  where t.day <> excluded.day or t.attempts < $16
  returning t.quiz_id, t.passed_attempt_id
), attempt as (
  insert into quiz_attempts (id, quiz_id, user_id, score, passed)
  overriding system value
  select d.id, t.quiz_id, $17, d.score, d.passed from taker t cross join drawn d
  returning id, quiz_id, submitted_at
), answered as (
  insert into quiz_answers (attempt_id, question_id, user_id, option_ids, correct)
  select a.id, g.question_id, $18, g.option_ids, g.correct from attempt a cross join graded g
), target as (
  select interval '0' as time_spent
), step as (
  insert into progress_events (user_id, kind, quiz_id, at, delta)
  select $19, 'QUIZ_PASSED', a.quiz_id, a.submitted_at, 0
  from attempt a
  join taker t on t.passed_attempt_id = a.id
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
select exists (select from quiz) as found, (select a.id from attempt a) as attempt_id, s.n, s.place,
  (extract(epoch from date_trunc('day', now(), 'UTC') + interval '1 day') * 1000000)::bigint as resets_at
from (values (1)) as one(row)
left join strange s on true
order by s.n, s.place
limit 50;

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

-- quizzes.attemptsByID
select a.id, a.quiz_id, a.score, a.passed, a.submitted_at
from quiz_attempts a
join quizzes z on z.id = a.quiz_id
where a.id = any($1) and a.user_id = $2 and case
      when z.incident_id is not null then true
      when z.diagram_id is not null then exists (
        select from diagrams d
        where d.id = z.diagram_id
          and (z.of_published and d.status = 'PUBLISHED' or ($3 or d.author_id = $4))
      ) and not exists (
        select from unnest(z.atom_ids) as k(id)
        where not exists (select from atoms a where a.id = k.id and a.published)
      )
      when z.lab_id is not null then exists (
        select from labs l
        where l.id = z.lab_id
          and (z.of_published and l.status = 'PUBLISHED' or ($5 or l.author_id = $6))
      )
      when z.content_id is not null then exists (
        select from contents c
        where c.id = z.content_id
          and (z.of_published and c.status = 'COMPLETED' or ($7 or c.owner_id = $8))
      )
      else exists (
        select from atoms a
        left join contents o on o.id = a.content_id
        where a.id = z.atom_id
          and (z.of_published and (a.published or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $9
    )) or ($10 or case when a.content_id is null then a.author_id else o.owner_id end = $11))
      )
    end;

-- quizzes.answers
select a.attempt_id as parent_id, a.question_id, a.correct, q.explanation,
  array(select 'option_' || o.id from unnest(a.option_ids) as o(id)) as option_ids
from quiz_answers a
join quiz_questions q on q.id = a.question_id
where a.attempt_id = any($1) and a.user_id = $2
order by a.attempt_id, q.position;

-- quizzes.byID
select z.id, z.title, z.generated, z.pass_score
from quizzes z
where z.id = any($1) and case
      when z.incident_id is not null then true
      when z.diagram_id is not null then exists (
        select from diagrams d
        where d.id = z.diagram_id
          and (z.of_published and d.status = 'PUBLISHED' or ($2 or d.author_id = $3))
      ) and not exists (
        select from unnest(z.atom_ids) as k(id)
        where not exists (select from atoms a where a.id = k.id and a.published)
      )
      when z.lab_id is not null then exists (
        select from labs l
        where l.id = z.lab_id
          and (z.of_published and l.status = 'PUBLISHED' or ($4 or l.author_id = $5))
      )
      when z.content_id is not null then exists (
        select from contents c
        where c.id = z.content_id
          and (z.of_published and c.status = 'COMPLETED' or ($6 or c.owner_id = $7))
      )
      else exists (
        select from atoms a
        left join contents o on o.id = a.content_id
        where a.id = z.atom_id
          and (z.of_published and (a.published or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $8
    )) or ($9 or case when a.content_id is null then a.author_id else o.owner_id end = $10))
      )
    end;

-- quizzes.questions
select q.quiz_id as parent_id, q.id, q.prompt, q.multiple,
  case when exists (select from quiz_takers t where t.quiz_id = q.quiz_id and t.user_id = $1) then q.citations else '[]' end as citations
from quiz_questions q
where q.quiz_id = any($2)
order by q.quiz_id, q.position;

-- quizzes.options
select o.question_id as parent_id, o.id, o.text,
  case when exists (select from quiz_takers t where t.quiz_id = q.quiz_id and t.user_id = $1) then o.correct end as correct
from quiz_questions q
join quiz_options o on o.question_id = q.id
where q.id = any($2)
order by o.question_id, o.position;

-- content.atomsByID
select a.id
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));
