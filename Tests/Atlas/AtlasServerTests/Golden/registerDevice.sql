-- notifications.registerDevice
with registered as (
  insert into devices as d (user_id, session_id, platform, sealed, token_hash)
  select s.user_id, s.id, $1, $2::bytea, $3::bytea
  from sessions s
  where s.id = $4 and s.user_id = $5 and s.revoked_at is null
  on conflict on constraint devices_token_hash_key do update
  set user_id = excluded.user_id, session_id = excluded.session_id, platform = excluded.platform,
    sealed = excluded.sealed, last_used_at = now()
  returning d.id
), crowded as (
  delete from devices d
  where d.id in (
    select x.id
    from devices x
    where x.user_id = $6 and x.token_hash <> $7::bytea
    order by x.last_used_at desc, x.id desc
    offset $8
  ) and exists (select from registered)
)
select r.id from registered r;
