-- tutor.cachedAnswer
select a.id, a.text, a.citations, a.hints, a.follow_ups, a.ungrounded
from answers a
where a.cache_key = sha256($1) and a.state = 'DONE' and not a.cached
  and a.created_at > now() - interval '1 hour'
order by a.created_at desc
limit 1;

-- tutor.passages
with question as (
  select regexp_replace(
      plainto_tsquery('english', $1::text)::text, ' (&|<->|<[0-9]+>) ', ' | ', 'g'
    )::tsquery as words,
    $2::text as kind, $3::bigint as id, $4::bigint as viewer_id,
    $5::boolean as is_admin, $6::int as size
), found as (
  (
    select 'DIAGRAM' as kind, d.id, d.title, ts_rank_cd(d.search, q.words, 33) as rank
    from question q join diagrams d on d.search @@ q.words
    where d.status = 'PUBLISHED'
    order by rank desc, d.id limit (select size from question)
  ) union all (
    select 'LAB', l.id, l.title, ts_rank_cd(l.search, q.words, 33) as rank
    from question q join labs l on l.search @@ q.words
    where l.status = 'PUBLISHED'
    order by rank desc, l.id limit (select size from question)
  ) union all (
    select 'INCIDENT', i.id, i.title, ts_rank_cd(i.search, q.words, 33) as rank
    from question q join incidents i on i.search @@ q.words
    order by rank desc, i.id limit (select size from question)
  )
), best as (
  select f.kind, f.id, f.title, f.rank, false as is_subject
  from found f cross join question q
  where (f.kind, f.id) is distinct from (q.kind, q.id)
  order by f.rank desc, f.kind, f.id limit (select size from question)
), chosen as (
  select b.kind, b.id, b.title, b.rank, b.is_subject from best b
  union all
  select q.kind, d.id, d.title, ts_rank_cd(d.search, q.words, 33), true
  from question q join diagrams d on q.kind = 'DIAGRAM' and d.id = q.id
  where d.status = 'PUBLISHED' or d.author_id = q.viewer_id or q.is_admin
  union all
  select q.kind, l.id, l.title, ts_rank_cd(l.search, q.words, 33), true
  from question q join labs l on q.kind = 'LAB' and l.id = q.id
  where l.status = 'PUBLISHED' or l.author_id = q.viewer_id or q.is_admin
  union all
  select q.kind, i.id, i.title, ts_rank_cd(i.search, q.words, 33), true
  from question q join incidents i on q.kind = 'INCIDENT' and i.id = q.id
)
select c.kind, c.id, c.title, c.rank::double precision as score, c.is_subject,
  left(case c.kind
    when 'DIAGRAM' then (select d.description from diagrams d where d.id = c.id)
    when 'LAB' then (select concat_ws(E'\n\n', l.summary, l.instructions) from labs l where l.id = c.id)
    else (
      select concat_ws(E'\n\n', i.description, i.root_cause, i.lessons) from incidents i where i.id = c.id
    )
  end, 20000) as body
from chosen c
order by c.is_subject desc, c.rank desc, c.kind, c.id;

-- tutor.storeExchange
with input as (
  select $1::bigint as user_id, $2::bigint as conversation_id,
    $3::text as title, $4::bigint as diagram_id,
    $5::bigint as lab_id, $6::bigint as incident_id,
    $7::text as question, sha256($8) as cache_key,
    $9::text as answer, $10::jsonb as citations,
    $11::text[] as hints, $12::text[] as follow_ups,
    $13::boolean as cached, $14::boolean as ungrounded,
    $15::text as model, $16::int as prompt_tokens,
    $17::int as completion_tokens,
    make_interval(secs => $18) as response_time
), continued as (
  update conversations c set updated_at = now()
  from input i
  where c.id = i.conversation_id and c.user_id = i.user_id and c.archived_at is null
  returning c.id
), begun as (
  insert into conversations (user_id, title, diagram_id, lab_id, incident_id)
  select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id from input i where i.conversation_id is null
  returning id
), talk as (
  select id from continued union all select id from begun
), asked as (
  insert into conversation_messages (conversation_id, user_id, role, content)
  select t.id, i.user_id, 'USER', i.question from talk t cross join input i
  returning id, conversation_id
), answered as (
  insert into answers (conversation_id, user_id, question, cache_key, state, text, citations, hints, follow_ups,
    cached, ungrounded, model, prompt_tokens, completion_tokens, response_time)
  select a.conversation_id, i.user_id, i.question, i.cache_key, 'DONE', i.answer, i.citations, i.hints,
    i.follow_ups, i.cached, i.ungrounded, i.model, i.prompt_tokens, i.completion_tokens, i.response_time
  from asked a cross join input i
  returning id, conversation_id
), said as (
  insert into conversation_messages (conversation_id, user_id, role, content, answer_id)
  select a.conversation_id, i.user_id, 'ASSISTANT', i.answer, a.id from answered a cross join input i
  returning id
)
select a.id from answered a cross join said s;

-- tutor.answersByID
select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
  a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time
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
