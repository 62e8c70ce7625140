-- tutor.startConversation
with input as (
  select $1::bigint as user_id, $2::text as title,
    $3::bigint as diagram_id, $4::bigint as lab_id,
      $5::bigint as incident_id, $6::bigint as atom_id,
      $7::bigint as content_id
), standing as (
  select (case $8::text
      when 'DIAGRAM' then (
        select x.version from diagrams x
        where x.id = $9::bigint
          and (x.status = 'PUBLISHED' or x.author_id = $10::bigint or $11::boolean)
      )
      when 'LAB' then (
        select x.version from labs x
        where x.id = $12::bigint
          and (x.status = 'PUBLISHED' or x.author_id = $13::bigint or $14::boolean)
      )
      when 'INCIDENT' then (select x.version from incidents x where x.id = $15::bigint)
      when 'CONTENT' then (
        select x.version from contents x
        where x.id = $16::bigint
          and (x.status = 'COMPLETED' or x.owner_id = $17::bigint or $18::boolean)
      )
      when 'ATOM' then (
        select x.version from atoms x
        where x.id = $19::bigint and (x.published or $20::boolean or case
          when x.content_id is null then x.author_id = $21::bigint
          else exists (select from contents o where o.id = x.content_id and o.owner_id = $22::bigint) end)
      )
    end) is not null as is_readable,
    ((
      select count(*) from conversations o where o.user_id = $23 and o.archived_at is null
    ) < $24) as has_room
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

-- catalog.labsByID
select l.id
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
