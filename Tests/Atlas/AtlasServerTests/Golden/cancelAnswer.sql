-- tutor.cancelAnswer
with found as (
  select a.id, a.state, a.charged_on, char_length(a.text) as told_before
  from answers a
  where a.id = $1 and a.user_id = $2
  for update
), held as (
  select f.id, f.charged_on, f.told_before from found f where f.state in ('QUEUED', 'STREAMING')
), ended as (
  update answers a set
    state = 'CANCELED', writer = null, leased_until = null,
    response_time = greatest(clock_timestamp() - a.created_at, interval '0'),
    charged_on = case when a.asked_at is null then null else a.charged_on end
  from held h
  where a.id = h.id
  returning a.id, a.conversation_id, a.user_id, a.state, a.sequence, a.text, h.told_before, a.charged_on
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
  )
select f.id, (select learners from refunded) as refunds from found f;

-- tutor.answersByID
select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
  a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time,
  a.moderation_category, a.moderation_message
from answers a
where a.id = any($1) and a.user_id = $2;
