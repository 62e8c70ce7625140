-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- notifications.page
select n.user_id as parent_id, n.id, n.created_at, n.kind, n.title, n.body, n.subject, n.url, n.read_at
from notifications n
where n.user_id = any($1) and n.user_id = $2 and n.in_app and true
  and ($3::bigint is null or n.id < $4)
order by n.id desc
limit $5;

-- notifications.preferences
select u.id as user_id, coalesce(p.version, 0) as version, coalesce(p.channels, '{}')::text as channels,
  to_char(p.quiet_from, 'HH24:MI') as quiet_from, to_char(p.quiet_to, 'HH24:MI') as quiet_to, p.time_zone
from users u
left join notification_preferences p on p.user_id = u.id
where u.id = any($1) and u.id = $2;

-- notifications.count
select n.user_id as parent_id, count(*) as total
from notifications n
where n.user_id = any($1) and n.user_id = $2 and n.in_app and true
group by n.user_id;

-- notifications.count
select n.user_id as parent_id, count(*) as total
from notifications n
where n.user_id = any($1) and n.user_id = $2 and n.in_app and n.read_at is null
group by n.user_id;

-- catalog.labsByID
select l.id, l.title
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );
