-- studyGroups.sendMessage
with turn as (
  select g.id
  from study_groups g
  where g.id = $1
    and exists (select from group_members a where a.group_id = g.id and a.user_id = $2)
    and (
      $3::bigint is null
      or exists (select from group_messages r where r.id = $4 and r.group_id = g.id)
    )
  for no key update
), sender as (
  select a.group_id, a.user_id
  from turn t
  join group_members a on a.group_id = t.id and a.user_id = $5
  for no key update of a
), place as (
  update study_groups g
  set last_sequence = g.last_sequence + 1
  from sender s
  where g.id = s.group_id
  returning g.id, g.name, g.last_sequence, s.user_id
), message as (
  insert into group_messages as m (group_id, author_id, sequence, content, reply_to_id, client_message_id)
  select p.id, p.user_id, p.last_sequence, $6, $7, $8
  from place p
  returning m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
), marked as (
  update group_members a
  set last_read_sequence = m.sequence, last_read_at = now()
  from message m
  where a.group_id = m.group_id and a.user_id = m.author_id
), published as (
  insert into events (topic, kind, entity, payload)
  select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
      jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
    from message m
), mentioned as (
    select a.user_id, u.display_name || ' mentioned you in ' || p.name as title,
      case when char_length(m.content) > 200 then left(m.content, 199) || '…' else m.content end as body,
      'message_' || m.id as subject, null::text as url, m.author_id
    from message m
    join place p on p.id = m.group_id
    join users u on u.id = m.author_id
    join group_members a on a.group_id = m.group_id and a.user_id = any($9) and a.user_id <> m.author_id
  ), notified_wishes as (
  select u.id as user_id, coalesce((p.channels ->> $10::text)::boolean, $11) as in_app,
    u.email_verified and coalesce((p.channels ->> $12::text)::boolean, $13) as by_mail, coalesce((p.channels ->> $14::text)::boolean, $15) as by_push,
    atlas_after_quiet_hours(now(), p.quiet_from, p.quiet_to, p.time_zone) as due_at
  from users u
  left join notification_preferences p on p.user_id = u.id
  where u.id in (select n.user_id from mentioned n) and u.closed_at is null
), notified as (
  insert into notifications (user_id, kind, title, body, subject, url, in_app, actor_id, expires_at)
  select n.user_id, $16, left(n.title, 200), left(n.body, 4000), n.subject, n.url, w.in_app,
    n.author_id, null::timestamptz
  from mentioned n
  join notified_wishes w on w.user_id = n.user_id and (w.in_app or w.by_mail or w.by_push)
  returning id, user_id, in_app
), notified_events as (
  insert into events (topic, kind, entity, payload)
  select 'notifications:' || n.user_id, 'NOTIFICATION_RAISED', 'notification_' || n.id,
    jsonb_build_object('userId', n.user_id, 'notificationId', n.id)
  from notified n
  where n.in_app
  returning position
), notified_deliveries as (
  insert into notification_deliveries (notification_id, user_id, channel, device_id, due_at)
  select n.id, n.user_id, 'EMAIL', null::bigint, w.due_at
  from notified n
  join notified_wishes w on w.user_id = n.user_id and w.by_mail
  union all
  select n.id, n.user_id, 'PUSH', d.id, w.due_at
  from notified n
  join notified_wishes w on w.user_id = n.user_id and w.by_push
  join devices d on d.user_id = n.user_id
  join sessions s on s.id = d.session_id and s.revoked_at is null and s.expires_at > now()
  returning id
)
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id from message m;

-- studyGroups.filesOfMessages
select f.message_id as parent_id, f.file_id
from group_message_files f
where f.message_id = any($1)
order by f.message_id, f.position;

-- studyGroups.messagesByID
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
from group_messages m
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
where m.id = any($4) and (
      audience.sees_all or m.group_id = audience.group_id
      or exists (select from group_members a where a.group_id = m.group_id and a.user_id = audience.viewer_id)
    );

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);
