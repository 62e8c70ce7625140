-- tutor.archiveConversation
with before as (
  select c.id, c.archived_at is not null and not $1 and not ((
      select count(*) from conversations o where o.user_id = $2 and o.archived_at is null
    ) < $3) as is_refused
  from conversations c
  where c.id = $4 and c.user_id = $5
), changed as (
  update conversations c
  set archived_at = case when $6 then now() end, updated_at = now()
  from before b
  where c.id = b.id and not b.is_refused and (c.archived_at is null) = $7
  returning c.id
)
select b.is_refused from before b;

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
