-- analytics.trackEvents
insert into tracked_events (user_id, at, name, subject, data)
select $1, e.at, e.name, e.subject, e.data::json
from unnest(
  $2, $3, $4, $5
) as e(at, name, subject, data)
where (
  select count(*)
  from tracked_events t
  where t.user_id = $6 and t.at > now() - interval '8 days' and t.received_at > now() - interval '1 day'
) + $7::bigint <= $8::bigint;
