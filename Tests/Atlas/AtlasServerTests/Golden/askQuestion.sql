-- tutor.askingCircumstances
with input as (
  select $1::bigint as user_id, $2::boolean as is_admin,
    $3::bigint as conversation_id,
    $4::text as kind, $5::bigint as subject_id
), talk as (
  select c.id,
    case when c.diagram_id is not null then 'DIAGRAM' when c.lab_id is not null then 'LAB'
      when c.incident_id is not null then 'INCIDENT' when c.atom_id is not null then 'ATOM'
      when c.content_id is not null then 'CONTENT' end as kind,
    coalesce(c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.content_id) as subject_id
  from input i
  join conversations c on c.id = i.conversation_id and c.user_id = i.user_id and c.archived_at is null
), subject as (
  select coalesce(i.kind, t.kind) as kind, coalesce(i.subject_id, t.subject_id) as id
  from input i
  left join talk t on true
), memory as (
  select a.id, a.question, left(a.text, $6::int) as text
  from talk t
  join answers a on a.conversation_id = t.id
  where a.state in ('DONE', 'CANCELED') and a.text <> '' and a.moderation_category is null
  order by a.id desc
  limit $7
)
select t.id as conversation_id, s.kind, s.id as subject_id,
  case s.kind
      when 'DIAGRAM' then (
        select x.version from diagrams x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = i.user_id or i.is_admin)
      )
      when 'LAB' then (
        select x.version from labs x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = i.user_id or i.is_admin)
      )
      when 'INCIDENT' then (select x.version from incidents x where x.id = s.id)
      when 'CONTENT' then (
        select x.version from contents x
        where x.id = s.id
          and (x.status = 'COMPLETED' or x.owner_id = i.user_id or i.is_admin)
      )
      when 'ATOM' then (
        select x.version from atoms x
        where x.id = s.id and (x.published or i.is_admin or case
          when x.content_id is null then x.author_id = i.user_id
          else exists (select from contents o where o.id = x.content_id and o.owner_id = i.user_id) end)
      )
    end as version, u.language,
  (i.is_admin
      or exists (select from diagrams x where x.author_id = i.user_id and x.status <> 'PUBLISHED')
      or exists (select from labs x where x.author_id = i.user_id and x.status <> 'PUBLISHED')
      or exists (select from contents x where x.owner_id = i.user_id and x.status <> 'COMPLETED')
      or exists (select from atoms x where x.author_id = i.user_id and not x.published)
      or exists (
        select from contents o join atoms x on x.content_id = o.id
        where o.owner_id = i.user_id and not x.published
      )) as sees_drafts,
  array(select m.question from memory m order by m.id) as questions,
  array(select m.text from memory m order by m.id) as answers
from input i
join users u on u.id = i.user_id
cross join subject s
left join talk t on true;

-- tutor.learnerStanding
with learner as (
  select $1::bigint as user_id, $2::bigint as diagram_id,
    $3::bigint as lab_id, $4::bigint as incident_id,
    $5::bigint as atom_id, $6::bigint as content_id
), subject_skills as (
  select k.skill_id from learner i join diagram_skills k on k.diagram_id = i.diagram_id
    union
    select k.skill_id from learner i join lab_skills k on k.lab_id = i.lab_id
    union
    select k.skill_id
    from learner i
    join diagram_incidents j on j.incident_id = i.incident_id
    join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
    join diagram_skills k on k.diagram_id = d.id
    union
    select k.skill_id
    from learner i
    join diagram_atoms j on j.atom_id = i.atom_id
    join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
    join diagram_skills k on k.diagram_id = d.id
), items as (
  select array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) as weight,
      case when exists (
        select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = x.id
      ) then array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) else 0 end::double precision as mastered
    from learner i
    cross join diagrams x
    where x.status = 'PUBLISHED' and exists (
      select from diagram_skills k where k.diagram_id = x.id and k.skill_id in (select skill_id from subject_skills)
    )
    union all
    select array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty), array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) * coalesce((
        select max(r.score) from lab_results r where r.user_id = i.user_id and r.lab_id = x.id
      ), 0) / 100
    from learner i
    cross join labs x
    where x.status = 'PUBLISHED' and exists (
      select from lab_skills k where k.lab_id = x.id and k.skill_id in (select skill_id from subject_skills)
    )
), prerequisites as (
  select exists (
        select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = d.id
      ) as is_completed
    from learner i
    join lab_prerequisites q on q.lab_id = i.lab_id
    join diagrams d on d.id = q.diagram_id and d.status = 'PUBLISHED'
    union all
    select exists (select from lab_results r where r.user_id = i.user_id and r.lab_id = l.id and r.passed)
    from learner i
    join lab_prerequisites q on q.lab_id = i.lab_id
    join labs l on l.id = q.prerequisite_id and l.status = 'PUBLISHED'
    union all
    select exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id)
    from learner i
    join lab_prerequisites q on q.lab_id = i.lab_id
    join atoms a on a.id = q.atom_id and a.published
    union all
    select exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id)
    from learner i
    join atom_links j on j.from_id = i.atom_id and j.kind = 'PREREQUISITE'
    join atoms a on a.id = j.to_id and a.published
)
select case when s.score is not null then case when s.score >= 75 then 'EXPERT' when s.score >= 50 then 'ADVANCED'
      when s.score >= 25 then 'INTERMEDIATE' else 'BEGINNER' end end as level,
  m.mastery, (
      exists (select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = i.diagram_id)
      or exists (select from lab_results r where r.user_id = i.user_id and r.lab_id = i.lab_id and r.passed)
      or exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = i.atom_id)
      or exists (select from atoms a where a.content_id = i.content_id and a.published) and not exists (
        select from atoms a
        where a.content_id = i.content_id and a.published and not exists (
          select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id
        )
      )
    ) as is_completed, p.total as prerequisites, p.open as open_prerequisites
from learner i
join users u on u.id = i.user_id
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
cross join (
  select (sum(t.mastered) / nullif(sum(t.weight), 0))::double precision as mastery from items t
) m
cross join lateral (
  select coalesce(
    100 * m.mastery, 100 * (d.mastered + l.mastered) / nullif((
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from diagrams x where x.status = 'PUBLISHED'
) + (
  select coalesce(sum(array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)), 0) from labs x where x.status = 'PUBLISHED'
), 0)
  ) as score
) s
cross join (
  select count(*)::int as total, (count(*) filter (where not r.is_completed))::int as open from prerequisites r
) p;

-- tutor.findCachedAnswer
select k.text, k.citations, k.hints, k.follow_ups
from (select $1::bigint as user_id, $2::boolean as is_admin) r
join tutor_answer_cache k on k.key = sha256($3) and k.expires_at > now()
where not exists (
      select from jsonb_to_recordset(k.sources) as s(kind text, id bigint, version int)
      where (case s.kind
      when 'DIAGRAM' then (
        select x.version from diagrams x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = r.user_id or r.is_admin)
      )
      when 'LAB' then (
        select x.version from labs x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = r.user_id or r.is_admin)
      )
      when 'INCIDENT' then (select x.version from incidents x where x.id = s.id)
      when 'CONTENT' then (
        select x.version from contents x
        where x.id = s.id
          and (x.status = 'COMPLETED' or x.owner_id = r.user_id or r.is_admin)
      )
      when 'ATOM' then (
        select x.version from atoms x
        where x.id = s.id and (x.published or r.is_admin or case
          when x.content_id is null then x.author_id = r.user_id
          else exists (select from contents o where o.id = x.content_id and o.owner_id = r.user_id) end)
      )
    end) is distinct from s.version
    );

-- tutor.beginAnswer
with input as (
  select $1::bigint as user_id, $2::bigint as conversation_id,
    $3::text as title, $4::bigint as diagram_id,
    $5::bigint as lab_id, $6::bigint as incident_id,
    $7::bigint as atom_id, $8::bigint as content_id,
    $9::text as question, sha256($10) as cache_key,
    $11::text as model, (now() at time zone 'UTC')::date as today
), continuing as (
  select c.id
  from input i
  join conversations c on c.id = i.conversation_id and c.user_id = i.user_id
  where c.archived_at is null
  for no key update of c
), admitted as materialized (
  select case when i.conversation_id is not null and not exists (select from continuing) then 'CLOSED'
    else atlas_charge_question(
      i.user_id, $12::int, $13::int, i.today
    ) end as outcome
  from input i
), continued as (
    update conversations c set updated_at = now()
    from continuing t
    cross join admitted m
    where c.id = t.id and m.outcome = 'ADMITTED'
    returning c.id
  ), begun as (
    insert into conversations (user_id, title, diagram_id, lab_id, incident_id, atom_id, content_id)
    select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id
    from input i
    cross join admitted m
    where i.conversation_id is null and m.outcome = 'ADMITTED'
    returning id
  ), talk as (
    select id from continued union all select id from begun
  ), asked as (
    insert into conversation_messages (conversation_id, user_id, role, content)
    select t.id, i.user_id, 'USER', i.question
    from talk t
    cross join input i
    returning id, conversation_id
  ), answered as (
  insert into answers (conversation_id, user_id, question, cache_key, state, model, writer, leased_until,
    charged_on)
  select a.conversation_id, i.user_id, i.question, i.cache_key, 'QUEUED', i.model, $14::uuid,
    now() + make_interval(secs => $15), i.today
  from asked a
  cross join input i
  returning id
)
select m.outcome, (i.today + 1)::timestamp at time zone 'UTC' as resets_at, w.id
from input i
cross join admitted m
left join answered w on true;

-- retrieval.passages
with question as materialized (
  select plainto_tsquery('english', w.text) as all_words,
    regexp_replace(plainto_tsquery('english', w.text)::text, ' (&|<->|<[0-9]+>) ', ' | ', 'g')::tsquery as words,
    $1::bigint as viewer_id, $2::boolean as is_admin, $3::int as size
  from (select $4::text as text) w
), meant as (
  select m.id, m.similarity, m.rank
  from unnest($5, $6) with ordinality
    as m(id, similarity, rank)
), candidates as (
  (
      select w.id
      from question q
      cross join lateral (
        select p.id from passages p where p.search @@ q.all_words limit $7
      ) w
    )
  union
  (
      select w.id
      from question q
      cross join lateral (
        select p.id from passages p where p.search @@ q.words limit $8
      ) w
    )
  union
  select m.id from meant m
  union
  (
    select p.id
    from passage_items i join passages p on p.item_id = i.id
    where false
    limit 1000
  )
), readable as materialized (
  select p.id, k.kind, k.item_id, i.version, k.title, k.url, p.position,
    coalesce(false, false) as is_item,
    coalesce(false, false) as is_subject,
    ts_rank_cd(p.search, q.words, 33) as words_rank, m.similarity,
    case when m.id is not null then row_number() over (order by m.rank) end as meaning_rank
  from question q
  cross join candidates x
  join passages p on p.id = x.id
  join passage_items i on i.id = p.item_id
  left join diagrams d on d.id = i.diagram_id
    left join labs l on l.id = i.lab_id
    left join incidents n on n.id = i.incident_id
    left join atoms a on a.id = i.atom_id
    left join contents c on c.id = a.content_id
  cross join lateral (select case when d.id is not null then 'DIAGRAM' when l.id is not null then 'LAB'
        when n.id is not null then 'INCIDENT' else 'ATOM' end as kind,
        coalesce(d.id, l.id, n.id, a.id) as item_id, coalesce(d.title, l.title, n.title, a.title) as title,
        case when c.source_kind = 'URL' then c.source_url end as url) k
  left join meant m on m.id = p.id
  where (
        d.version = i.version and (d.status = 'PUBLISHED' or d.author_id = q.viewer_id or q.is_admin)
        or l.version = i.version and (l.status = 'PUBLISHED' or l.author_id = q.viewer_id or q.is_admin)
        or n.version = i.version
        or a.version = i.version and a.retired_at is null and (a.published or q.is_admin
          or case when a.content_id is null then a.author_id = q.viewer_id else c.owner_id = q.viewer_id end)
      )
), worded as (
  select r.id, row_number() over (order by r.words_rank desc, r.kind, r.item_id, r.position, r.id) as rank
  from readable r
  where r.words_rank > 0
), fused as (
  select r.id, r.kind, r.item_id, r.position, r.is_item, r.is_subject,
    (coalesce(1.0 / (60 + w.rank), 0) + coalesce(1.0 / (60 + r.meaning_rank), 0))::float8 * 61 / 2 as score
  from readable r left join worded w on w.id = r.id
), placed as (
  select f.id, f.kind, f.item_id, f.position, f.is_item, f.is_subject, f.score,
    row_number() over (partition by f.kind, f.item_id order by f.score desc, f.position, f.id) as place,
    row_number() over (
      partition by f.is_subject order by f.score desc, f.kind, f.item_id, f.position, f.id
    ) as overall
  from fused f
  where f.score > 0 or f.is_subject
), chosen as (
  select p.id, p.score, p.is_subject
  from placed p cross join question q
  where p.is_item or p.place <= $9
  order by case when not p.is_subject then 1 when p.overall <= (q.size * 2 + 2) / 3 then 0 else 2 end,
    p.score desc, p.kind, p.item_id, p.position, p.id
  limit (select size from question)
)
select c.id, r.kind, r.item_id, r.version, r.title, p.heading, p.body, r.url, c.score,
  coalesce(r.similarity, 0) as similarity, c.is_subject, r.position
from chosen c join readable r on r.id = c.id join passages p on p.id = c.id
union all
select 0, s.kind, s.item_id, s.version, s.title, null, coalesce(left(s.body, 8000), ''), s.url, 0, 0, true, 0
from (select null::text as kind, null::bigint as item_id, null::int as version, null::text as title,
    null::text as body, null::text as url
  where false) s
where not exists (select from chosen c where c.is_subject)
order by is_subject desc, score desc, kind, item_id, position, id;

-- tutor.askForAnswer
update answers a set asked_at = now(), leased_until = now() + make_interval(secs => $1)
where a.id = $2 and a.writer = $3::uuid and a.state in ('QUEUED', 'STREAMING')
returning a.id;

-- tutor.appendToAnswer
with written as (
  update answers a set
    state = 'STREAMING', text = a.text || $1::text, sequence = a.sequence + 1,
    leased_until = now() + make_interval(secs => $2)
  where a.id = $3 and a.writer = $4::uuid and a.state in ('QUEUED', 'STREAMING')
  returning a.id, a.conversation_id, a.sequence, char_length(a.text) as length
), told as (
  insert into events (topic, kind, entity, payload)
  select 'conversation:' || w.conversation_id, 'ANSWER_PROGRESS', 'answer_' || w.id,
    jsonb_build_object('answerId', w.id, 'sequence', w.sequence, 'from', w.length - char_length($5::text),
      'to', w.length)
  from written w
  returning position
)
select w.id from written w;

-- tutor.finishAnswer
with held as (
    select a.id, a.user_id, a.charged_on, char_length(a.text) as told_before
    from answers a
    where a.id = $1 and a.writer = $2::uuid and a.state in ('QUEUED', 'STREAMING')
    for update
  ), ended as (
  update answers a set
    state = 'DONE', text = $3::text, citations = $4::jsonb,
    hints = $5::text[], follow_ups = $6::text[], cached = $7::boolean,
    ungrounded = $8::boolean, prompt_tokens = $9::int,
    completion_tokens = $10::int,
    moderation_category = $11::text,
    moderation_message = $12::text,
    sequence = a.sequence + case when char_length($13::text) > h.told_before then 1 else 0 end,
    response_time = greatest(clock_timestamp() - a.created_at, interval '0'), writer = null, leased_until = null,
    charged_on = case when $14::boolean then null else a.charged_on end
  from held h
  where a.id = h.id
  returning a.id, a.conversation_id, a.user_id, a.state, a.sequence, a.text, h.told_before, a.charged_on,
    a.citations, a.hints, a.follow_ups, a.model, a.question
), refunded as materialized (
    select atlas_refund_questions(array_agg(e.user_id), array_agg(h.charged_on)) as learners
    from ended e
    join held h on h.id = e.id
    where h.charged_on is not null and e.charged_on is null
    having count(*) > 0
  ), said as (
    insert into conversation_messages (conversation_id, user_id, role, content, answer_id)
    select e.conversation_id, e.user_id, 'ASSISTANT', e.text, e.id from ended e where e.text <> ''
    returning id
  ), told as (
    insert into events (topic, kind, entity, payload)
    select 'conversation:' || e.conversation_id, k.kind, 'answer_' || e.id,
      jsonb_build_object('answerId', e.id) || k.details
    from ended e
    cross join lateral (
      values (1, 'ANSWER_PROGRESS', jsonb_build_object(
          'sequence', e.sequence, 'from', e.told_before, 'to', char_length(e.text))),
        (2, 'ANSWER_CITED', '{}'::jsonb),
        (3, 'ANSWER_ENDED', jsonb_build_object('state', e.state))
    ) k(place, kind, details)
    where case k.place when 1 then char_length(e.text) > e.told_before when 2 then e.state = 'DONE' else true end
    order by e.id, k.place
    returning position
  ), kept as (
    insert into tutor_answer_cache as k (key, expires_at, text, citations, hints, follow_ups, model, sources)
    select sha256($15), now() + interval '1 hour', e.text, e.citations, e.hints, e.follow_ups, e.model,
      s.items
    from ended e
    cross join (select $16::jsonb as items) s
    where not ($17::boolean and exists (
      select from jsonb_to_recordset(s.items) as s(kind text, id bigint, version int)
      where (case s.kind
      when 'DIAGRAM' then (
        select x.version from diagrams x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = null::bigint or false)
      )
      when 'LAB' then (
        select x.version from labs x
        where x.id = s.id
          and (x.status = 'PUBLISHED' or x.author_id = null::bigint or false)
      )
      when 'INCIDENT' then (select x.version from incidents x where x.id = s.id)
      when 'CONTENT' then (
        select x.version from contents x
        where x.id = s.id
          and (x.status = 'COMPLETED' or x.owner_id = null::bigint or false)
      )
      when 'ATOM' then (
        select x.version from atoms x
        where x.id = s.id and (x.published or false or case
          when x.content_id is null then x.author_id = null::bigint
          else exists (select from contents o where o.id = x.content_id and o.owner_id = null::bigint) end)
      )
    end) is distinct from s.version
    ))
    on conflict (key) do update set
      created_at = now(), expires_at = excluded.expires_at, text = excluded.text, citations = excluded.citations,
      hints = excluded.hints, follow_ups = excluded.follow_ups,
      model = excluded.model, sources = excluded.sources
    returning k.key
  )
select e.id, (select learners from refunded) as refunds from ended e;

-- tutor.answersByID
select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
  a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time,
  a.moderation_category, a.moderation_message
from answers a
where a.id = any($1) and a.user_id = $2;

-- catalog.diagramsByID
select d.id, d.slug
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.labsByID
select l.id, l.slug
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
