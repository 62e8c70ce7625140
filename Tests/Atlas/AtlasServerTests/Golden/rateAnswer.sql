-- tutor.rateAnswer
with rated as (
  insert into answer_ratings (answer_id, user_id, rating, comment)
  select a.id, a.user_id, $1::int, $2::text
  from answers a
  where a.id = $3 and a.user_id = $4 and a.state in ('DONE', 'CANCELED')
  on conflict (answer_id) do update
  set rating = excluded.rating, comment = excluded.comment, updated_at = now()
  returning answer_id
)
select a.state, exists (select from rated) as is_rated
from answers a
where a.id = $5 and a.user_id = $6;

-- tutor.answersByID
select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
  a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time,
  a.moderation_category, a.moderation_message
from answers a
where a.id = any($1) and a.user_id = $2;

-- tutor.ratings
select r.answer_id, r.rating
from answer_ratings r
where r.answer_id = any($1) and r.user_id = $2;
