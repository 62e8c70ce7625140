-- notifications.announce
with input as (
  select coalesce($1::timestamptz, now()) as starts_at,
    $2::timestamptz as ends_at
), made as (
  insert into announcements (title, body, severity, starts_at, ends_at)
  select $3, $4, $5, i.starts_at, i.ends_at
  from input i
  where i.ends_at is null or i.ends_at > greatest(i.starts_at, now())
  returning id, severity
), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $6::bigint, $7, 'announcement_' || m.id, $8, $9::text,
      $10, jsonb_build_object('severity', m.severity)
    from made m
)
select m.id from made m;

-- notifications.announcementsByID
select a.id, a.title, a.body, a.severity, a.starts_at, a.ends_at
from announcements a
where a.id = any($1) and (a.published_at is not null or $2);
