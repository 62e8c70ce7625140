-- notifications.updatePreferences
with input as (
  select u.id as user_id, $1::int as expected, $2::jsonb as channels,
    $3 as has_quiet, $4::time as quiet_from,
    $5::time as quiet_to, $6::text as zone,
    coalesce(p.version, 0) as version
  from users u
  left join notification_preferences p on p.user_id = u.id
  where u.id = $7
), zone as (
  select i.zone is null or exists (select from pg_timezone_names z where z.name = i.zone) as is_known
  from input i
), changed as (
  insert into notification_preferences as p (user_id, channels, quiet_from, quiet_to, time_zone)
  select i.user_id, i.channels, i.quiet_from, i.quiet_to, i.zone
  from input i
  where coalesce(i.expected, i.version) = i.version and (select z.is_known from zone z)
  on conflict (user_id) do update
  set version = p.version + 1, updated_at = now(), channels = p.channels || excluded.channels,
    quiet_from = case when (select i.has_quiet from input i) then excluded.quiet_from else p.quiet_from end,
    quiet_to = case when (select i.has_quiet from input i) then excluded.quiet_to else p.quiet_to end,
    time_zone = case when (select i.has_quiet from input i) then excluded.time_zone else p.time_zone end
  where coalesce((select i.expected from input i), p.version) = p.version
  returning p.version
)
select coalesce(c.version, i.version)::bigint as version, c.version is not null as is_changed, z.is_known
from input i
cross join zone z
left join changed c on true;

-- notifications.preferences
select u.id as user_id, coalesce(p.version, 0) as version, coalesce(p.channels, '{}')::text as channels,
  to_char(p.quiet_from, 'HH24:MI') as quiet_from, to_char(p.quiet_to, 'HH24:MI') as quiet_to, p.time_zone
from users u
left join notification_preferences p on p.user_id = u.id
where u.id = any($1) and u.id = $2;
