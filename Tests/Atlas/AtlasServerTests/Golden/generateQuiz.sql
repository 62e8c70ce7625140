-- quizzes.contentMaterial
with subject as (
  select c.id, c.title, c.status = 'COMPLETED' as is_published
  from contents c
  where c.id = $1 and (c.status = 'COMPLETED' or ($2 or c.owner_id = $3))
), texts as (
  select 1 as part, 0 as place, 'content' as kind, s.id, s.title, '' as text, '{}'::text[] as terms,
    s.is_published
  from subject s
  union all
  (
    select 2, row_number() over (order by a.sequence, a.id), 'atom', a.id, a.title, a.body, a.concepts,
      s.is_published
    from subject s
    join atoms a on a.content_id = s.id and a.retired_at is null
    order by a.sequence, a.id
    limit 200
  )
)
select case t.part when 1 then 'SUBJECT' when 2 then 'PIECE' else 'NEIGHBOUR' end as part, t.kind, t.id, t.title,
    left(t.text, 20000) as text, t.terms, t.is_published
  from texts t
  order by t.part, t.place
  limit 250;

-- quizzes.find
with known as (
  select z.id, z.of_published from quizzes z where z.content_key = $1
), shown as (
  update quizzes z set of_published = true
  from known k
  where z.id = k.id and not k.of_published and $2
)
select k.id from known k;

-- quizzes.store
with drawn as (
  select nextval(pg_get_serial_sequence('quizzes', 'id')) as id
), quiz as (
  insert into quizzes as z (id, title, diagram_id, lab_id, incident_id, atom_id, content_id, of_published,
    atom_ids, difficulty, made_by, content_key)
  overriding system value
  select d.id, left('Quiz: ' || $1::text, 300), $2::bigint,
    $3::bigint, $4::bigint,
    $5::bigint, $6::bigint,
    $7, $8, $9::text,
    left($10::text, 200), $11
  from drawn d
  on conflict (content_key) do update set of_published = z.of_published or excluded.of_published
  returning z.id
), question as (
  insert into quiz_questions (quiz_id, position, prompt, multiple, explanation, citations)
  select z.id, u.n, u.prompt, u.multiple, u.explanation, u.citations::jsonb
  from quiz z
  join drawn d on d.id = z.id
  cross join unnest(
    $12, $13, $14,
    $15
  ) with ordinality as u(prompt, multiple, explanation, citations, n)
  order by u.n
  returning id, position
), option as (
  insert into quiz_options (question_id, position, text, correct)
  select q.id, u.place, u.text, u.correct
  from question q
  join unnest(
    $16, $17, $18,
    $19
  ) as u(question, place, text, correct) on u.question = q.position
  order by u.question, u.place
)
select z.id from quiz z;

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
