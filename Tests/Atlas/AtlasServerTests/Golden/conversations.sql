-- tutor.conversations
select 0::bigint as parent_id, (c.archived_at is null)::int as is_open,
  c.id, c.created_at, c.updated_at, c.user_id, coalesce(c.title, (
      select nullif(left(btrim(regexp_replace(m.content, '\s+', ' ', 'g')), 80), '')
      from conversation_messages m
      where m.conversation_id = c.id and m.role = 'USER'
      order by m.id
      limit 1
    )) as title, c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.archived_at, u.prompt_tokens,
    u.completion_tokens
from (
  select c.id
  from conversations c
  where c.user_id = $1
  order by (c.archived_at is null)::int desc, c.updated_at desc, c.id desc
  limit $2
) p
join conversations c on c.id = p.id
cross join lateral (
    select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
      coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
    from answers a
    where a.conversation_id = c.id and not a.cached
  ) u
order by (c.archived_at is null)::int desc, c.updated_at desc, c.id desc;

-- tutor.conversationCount
select 0::bigint as parent_id, count(*)::int as total from conversations c where c.user_id = $1;

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
  order by m.id desc
  limit $4
) c
order by p.n, c.id;

-- catalog.labsByID
select l.id
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
