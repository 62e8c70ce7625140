-- postgres.begin
begin isolation level read committed;

-- studyGroups.lockMessage
select m.id
from group_messages m
join group_members a on a.group_id = m.group_id and a.user_id = $1
where m.id = $2
for no key update of m;

-- studyGroups.addReaction
with target as (
    select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
    from group_messages m
    join group_members a on a.group_id = m.group_id and a.user_id = $1
    where m.id = $2 and m.deleted_at is null
  ), known as (
  select count(distinct r.emoji) as emojis, coalesce(bool_or(r.emoji = $3), false) as is_used
  from target t
  join group_message_reactions r on r.message_id = t.id
), changed as (
  insert into group_message_reactions (message_id, emoji, user_id, group_id)
  select t.id, $4, $5, t.group_id
  from target t
  cross join known k
  where k.is_used or k.emojis < $6
  on conflict on constraint group_message_reactions_pkey do nothing
  returning message_id
), published as (
  insert into events (topic, kind, entity, payload)
    select 'group:' || c.group_id, 'GROUP_MESSAGE_CHANGED', 'message_' || c.id,
      jsonb_build_object('groupId', c.group_id, 'messageId', c.id, 'sequence', c.sequence)
    from target c where exists (select from changed)
)
select not k.is_used and k.emojis >= $7, m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
from target m
cross join known k;

-- postgres.commit
commit;

-- studyGroups.reactionTallies
select r.message_id as parent_id, r.emoji, count(*) as count
from group_message_reactions r
where r.message_id = any($1)
group by r.message_id, r.emoji
order by r.message_id, min(r.created_at), r.emoji;

-- studyGroups.viewerReactions
select r.message_id as parent_id, r.emoji
from group_message_reactions r
where r.user_id = $1 and r.message_id = any($2);
