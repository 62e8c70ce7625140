-- tutor.conversationsByID
select c.id, c.created_at, c.updated_at, c.user_id, coalesce(c.title, (
      select nullif(left(btrim(regexp_replace(m.content, '\s+', ' ', 'g')), 80), '')
      from conversation_messages m
      where m.conversation_id = c.id and m.role = 'USER'
      order by m.id
      limit 1
    )) as title, c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.archived_at, u.prompt_tokens,
    u.completion_tokens
from conversations c
cross join lateral (
    select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
      coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
    from answers a
    where a.conversation_id = c.id and not a.cached
  ) u
where c.id = any($1) and c.user_id = $2;

-- tutor.messagesPage
select c.conversation_id, c.id, c.role, c.content, c.citations, c.created_at, c.answer_id
from unnest($1) with ordinality as p(conversation_id, n)
cross join lateral (
  select m.conversation_id, m.id, m.role, m.content, coalesce(a.citations, '[]') as citations, m.created_at,
    m.answer_id
  from conversation_messages m
  left join answers a on a.id = m.answer_id
  where m.conversation_id = p.conversation_id
    and m.id > coalesce($2, 0)
    and m.id < coalesce($3, 9223372036854775807)
  order by m.id
  limit $4
) c
order by p.n, c.id;

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- tutor.messageTotals
select m.conversation_id as parent_id, count(*)::int as total
from conversation_messages m
where m.conversation_id = any($1)
group by m.conversation_id;

-- tutor.answersByID
select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
  a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time,
  a.moderation_category, a.moderation_message
from answers a
where a.id = any($1) and a.user_id = $2;

-- tutor.conversationsByID
select c.id, c.created_at, c.updated_at, c.user_id, coalesce(c.title, (
      select nullif(left(btrim(regexp_replace(m.content, '\s+', ' ', 'g')), 80), '')
      from conversation_messages m
      where m.conversation_id = c.id and m.role = 'USER'
      order by m.id
      limit 1
    )) as title, c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.archived_at, u.prompt_tokens,
    u.completion_tokens
from conversations c
cross join lateral (
    select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
      coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
    from answers a
    where a.conversation_id = c.id and not a.cached
  ) u
where c.id = any($1) and c.user_id = $2;
