-- studyGroups.editMessage
with changed as (
  update group_messages m
  set content = $1, edited_at = now(), updated_at = now()
  from group_members a
  where m.id = $2 and m.author_id = $3 and m.kind = 'TEXT' and m.deleted_at is null
    and a.group_id = m.group_id and a.user_id = m.author_id
  returning m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
), withdrawn as (
  update notifications n set body = null where n.body is not null and n.actor_id is not null and n.subject in (select 'message_' || c.id from changed c)
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
)
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id from changed m;
