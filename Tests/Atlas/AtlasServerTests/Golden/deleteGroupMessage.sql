-- postgres.begin
begin isolation level read committed;

-- studyGroups.lockMessage
select m.id
from group_messages m
join group_members a on a.group_id = m.group_id and a.user_id = $1
where m.id = $2
for no key update of m;

-- studyGroups.deleteMessage
with target as (
  select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
  from group_messages m
  join group_members a on a.group_id = m.group_id and a.user_id = $1
  where m.id = $2 and m.kind <> 'SYSTEM' and (m.author_id = a.user_id or a.role <> 'MEMBER')
  for no key update of m
), changed as (
  update group_messages m
  set content = '', deleted_at = now(), updated_at = now()
  from target t
  where m.id = t.id and t.deleted_at is null
  returning m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
), unreacted as (
  delete from group_message_reactions r using changed c where r.message_id = c.id
), detached_files as (
  delete from group_message_files f where f.message_id in (select c.id from changed c) returning f.file_id
), removed_files as (
  delete from files f where f.id in (select d.file_id from detached_files d) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
), withdrawn as (
  delete from notifications n where n.actor_id is not null and n.subject in (select 'message_' || c.id from changed c)
  returning n.id, n.user_id, n.in_app
), withdrawn_events as (
  insert into events (topic, kind, entity, payload)
    select distinct 'notifications:' || w.user_id, 'NOTIFICATIONS_READ', 'user_' || w.user_id,
      jsonb_build_object('userId', w.user_id)
    from withdrawn w
    where w.in_app
), published as (
  insert into events (topic, kind, entity, payload)
    select 'group:' || c.group_id, 'GROUP_MESSAGE_CHANGED', 'message_' || c.id,
      jsonb_build_object('groupId', c.group_id, 'messageId', c.id, 'sequence', c.sequence)
    from changed c
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $3::bigint, $4, 'message_' || c.id, $5, $6::text,
      $7, jsonb_build_object('groupId', c.group_id)
    from changed c where c.author_id is distinct from $8
)
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id from changed m
union all
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id from target m where m.deleted_at is not null;

-- postgres.commit
commit;

-- studyGroups.filesOfMessages
select f.message_id as parent_id, f.file_id
from group_message_files f
where f.message_id = any($1)
order by f.message_id, f.position;

-- studyGroups.reactionTallies
select r.message_id as parent_id, r.emoji, count(*) as count
from group_message_reactions r
where r.message_id = any($1)
group by r.message_id, r.emoji
order by r.message_id, min(r.created_at), r.emoji;
