-- notifications.markRead
with marked as (
  update notifications n
  set read_at = now()
  where n.user_id = $1 and n.in_app and n.read_at is null and ($2 or n.id = any($3))
  returning n.id
), published as (
  insert into events (topic, kind, entity, payload)
  select 'notifications:' || $4::bigint, 'NOTIFICATIONS_READ', 'user_' || $5::bigint,
    jsonb_build_object('userId', $6::bigint)
  where exists (select from marked)
)
select count(*) - (select count(*) from marked) as unread
from notifications n
where n.user_id = $7 and n.in_app and n.read_at is null;
