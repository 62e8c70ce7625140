-- tutor.startConversation
with input as (
  select $1::bigint as user_id, $2::text as title,
    $3::bigint as diagram_id, $4::bigint as lab_id,
      $5::bigint as incident_id, $6::bigint as atom_id,
      $7::bigint as content_id
), standing as (
  select (
      num_nonnulls(i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id) = 0
      or exists (
        select from diagrams d
        where d.id = i.diagram_id and (d.status = 'PUBLISHED' or d.author_id = $8 or $9)
      )
      or exists (
        select from labs l
        where l.id = i.lab_id and (l.status = 'PUBLISHED' or l.author_id = $10 or $11)
      )
      or exists (select from incidents x where x.id = i.incident_id)
      or exists (
        select from atoms a
        left join contents o on o.id = a.content_id
        where a.id = i.atom_id and (
          a.published or $12
          or case when a.content_id is null then a.author_id else o.owner_id end = $13
          or a.retired_at is not null and exists (
            select from atom_completions x where x.atom_id = a.id and x.user_id = $14
          )
        )
      )
      or exists (
        select from contents o
        where o.id = i.content_id and (o.status = 'COMPLETED' or o.owner_id = $15 or $16)
      )
    ) as is_readable,
    ((
      select count(*) from conversations o where o.user_id = $17 and o.archived_at is null
    ) < $18) as has_room
  from input i
), begun as (
  insert into conversations (user_id, title, diagram_id, lab_id, incident_id, atom_id, content_id)
  select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id
  from input i
  cross join standing s
  where s.is_readable and s.has_room
  returning id
)
select (select b.id from begun b) as id, s.is_readable from standing s;

-- tutor.conversationsByID
select c.id, c.created_at, c.updated_at, c.user_id, coalesce(c.title, (
      select nullif(left(btrim(regexp_replace(m.content, '\s+', ' ', 'g')), 80), '')
      from conversation_messages m
      where m.conversation_id = c.id and m.role = 'USER'
      order by m.id
      limit 1
    )) as title, c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.content_id, c.archived_at, u.prompt_tokens,
    u.completion_tokens
from conversations c
cross join lateral (
    select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
      coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
    from answers a
    where a.conversation_id = c.id and not a.cached
  ) u
where c.id = any($1) and c.user_id = $2;

-- catalog.labsByID
select l.id
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
