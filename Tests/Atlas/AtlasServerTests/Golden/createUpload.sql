-- files.createUpload
with today as (
  select (now() at time zone 'UTC')::date as day
), charged as (
  insert into upload_days as d (user_id, day, bytes)
  select $1, t.day, $2 from today t
  on conflict (user_id, day) do update set bytes = d.bytes + excluded.bytes
    where d.bytes + excluded.bytes <= $3
  returning d.bytes
), ticket as (
  insert into uploads (id, user_id, expires_at, filename, mime_type, size, sha256, object_key)
  select $4, $5, now() + make_interval(secs => $6),
    $7, $8, $9, $10::bytea, $11::text
  from charged
  returning expires_at
)
select (select (extract(epoch from k.expires_at) * 1000000)::bigint from ticket k),
  coalesce((select d.bytes from upload_days d where d.user_id = $12 and d.day = t.day), 0),
  (extract(epoch from (t.day + 1)::timestamp at time zone 'UTC') * 1000000)::bigint
from today t;
