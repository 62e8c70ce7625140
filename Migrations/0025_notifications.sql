-- Notifications: what the server tells users of its own accord, and how they learn of it.
--
-- Why:   a notification is written by the statement of its cause, with what is to be mailed and pushed of it, so that
--        none exists without the other; a courier carries those out of the house afterwards.
-- Lock:  new tables; brief share row exclusive locks on users and sessions for the foreign keys; access exclusive on
--        lab_runs for a moment (a column without a default).
-- Undo:  drop table announcements, notification_deliveries, devices, notification_preferences, notifications;
--        drop function atlas_after_quiet_hours; alter table lab_runs drop column warned_of;

create table notifications (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  user_id bigint not null references users on delete cascade,
  kind text not null,
  title text not null,
  body text,
  -- Global id of what it is about.
  subject text collate "C",
  url text,
  -- Whether it is shown in the application, as the user's preferences were when it was made.
  in_app boolean not null default true,
  read_at timestamptz(3),
  -- Whose doing it tells of, by name and perhaps by words.
  actor_id bigint references users on delete set null,
  -- From when on nobody wants to be mailed or pushed it any more.
  expires_at timestamptz,
  constraint notifications_kind_known check (
    kind in ('GROUP_INVITE', 'GROUP_MENTION', 'LAB_READY', 'LAB_EXPIRING', 'JOB_DONE', 'ANNOUNCEMENT')
  ),
  constraint notifications_title_short check (char_length(title) between 1 and 200),
  constraint notifications_body_short check (char_length(body) <= 4000),
  constraint notifications_subject_short check (char_length(subject) between 1 and 120),
  constraint notifications_url_short check (char_length(url) <= 2048)
);

-- Not only what is shown: exports and erasures look for all of somebody's.
create index notifications_page_idx on notifications (user_id, id) include (in_app);
create index notifications_unread_idx on notifications (user_id, id) where in_app and read_at is null;
create index notifications_created_at_idx on notifications (created_at);
create index notifications_over_idx on notifications (created_at) where read_at is not null or not in_app;
create index notifications_actor_id_idx on notifications (actor_id) where actor_id is not null;
create index notifications_withdrawal_idx on notifications (subject) where actor_id is not null;

-- What was chosen. Kinds and channels that are not in it are as the server has them by default.
create table notification_preferences (
  user_id bigint primary key references users on delete cascade,
  version int not null default 1,
  updated_at timestamptz(3) not null default now(),
  -- {"LAB_READY.push": true}
  channels jsonb not null default '{}',
  -- Mails and pushes wait from the one to the other; over midnight where the second is the earlier one.
  quiet_from time,
  quiet_to time,
  time_zone text,
  constraint notification_preferences_channels_object check (jsonb_typeof(channels) = 'object'),
  constraint notification_preferences_channels_few check (pg_column_size(channels) <= 4096),
  constraint notification_preferences_quiet_whole check (num_nulls(quiet_from, quiet_to, time_zone) in (0, 3)),
  constraint notification_preferences_quiet_ends check (quiet_from <> quiet_to),
  constraint notification_preferences_zone_short check (char_length(time_zone) between 1 and 64)
);

-- Where pushes go. A device is told of as long as the session is open in which it was registered: whoever signs out
-- there is told no more.
create table devices (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  user_id bigint not null references users on delete cascade,
  session_id bigint not null references sessions on delete cascade,
  platform text not null,
  -- The token under AES-GCM: nonce, ciphertext, tag.
  sealed bytea not null,
  -- A keyed hash of the token: one row for each device.
  token_hash bytea not null,
  last_used_at timestamptz(3) not null default now(),
  -- How many pushes in a row it did not take, and until when it is spared for that.
  failures int not null default 0,
  rests_until timestamptz,
  constraint devices_token_hash_key unique (token_hash),
  constraint devices_platform_known check (platform in ('IOS', 'ANDROID', 'WEB')),
  constraint devices_sealed_short check (octet_length(sealed) between 29 and 16500),
  constraint devices_hash_is_sha256 check (octet_length(token_hash) = 32)
);

create index devices_user_id_idx on devices (user_id, last_used_at);
create index devices_session_id_idx on devices (session_id);

-- The outbox: one row for each way that a notification goes. It is done when it has an outcome.
create table notification_deliveries (
  id bigint generated always as identity primary key,
  notification_id bigint not null references notifications on delete cascade,
  user_id bigint not null references users on delete cascade,
  channel text not null,
  device_id bigint references devices on delete cascade,
  -- When it may be tried next; while a courier holds it, the end of the lease. Not rounded into the future: a courier
  -- that is woken at once must see it.
  due_at timestamptz not null,
  -- How often it was claimed, and so the number of the lease.
  attempts int not null default 0,
  first_tried_at timestamptz,
  outcome text,
  done_at timestamptz(3),
  -- Why the last try failed.
  failure text,
  constraint notification_deliveries_way_key unique nulls not distinct (notification_id, channel, device_id),
  constraint notification_deliveries_channel_known check (channel in ('EMAIL', 'PUSH')),
  constraint notification_deliveries_device check ((channel = 'PUSH') = (device_id is not null)),
  constraint notification_deliveries_attempts_counted check (attempts >= 0),
  constraint notification_deliveries_outcome_known check (outcome in ('SENT', 'NEEDLESS', 'GIVEN_UP')),
  constraint notification_deliveries_done check ((outcome is null) = (done_at is null)),
  constraint notification_deliveries_failure_short check (char_length(failure) <= 200)
)
with (fillfactor = 70);

create index notification_deliveries_due_at_idx on notification_deliveries (due_at) where outcome is null;
create index notification_deliveries_pushes_idx on notification_deliveries (attempts, due_at)
  where outcome is null and channel = 'PUSH';
create index notification_deliveries_mails_idx on notification_deliveries (due_at)
  where outcome is null and channel = 'EMAIL';
create index notification_deliveries_user_id_idx on notification_deliveries (user_id);
create index notification_deliveries_device_id_idx on notification_deliveries (device_id);

-- Words of the operators to everybody.
create table announcements (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  title text not null,
  body text not null,
  severity text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  -- When those who listen were told, which is not before it begins.
  published_at timestamptz(3),
  -- Everybody gets a notification, in the order of the users' ids: how far that has come, and when it was done.
  spread_to_user_id bigint not null default 0,
  spread_at timestamptz(3),
  constraint announcements_title_short check (char_length(title) between 1 and 200),
  constraint announcements_body_short check (char_length(body) between 1 and 4000),
  constraint announcements_severity_known check (severity in ('INFO', 'WARNING', 'CRITICAL')),
  constraint announcements_lasts check (ends_at > starts_at),
  constraint announcements_spread_after_published check (
    published_at is not null or spread_to_user_id = 0 and spread_at is null
  )
);

create index announcements_waiting_idx on announcements (starts_at) where published_at is null;
create index announcements_spreading_idx on announcements (id) where published_at is not null and spread_at is null;
create index announcements_published_idx on announcements (starts_at) where published_at is not null;

-- The end of a lease that its learner was told is near: a lease that is lengthened has another end, and is told of anew.
alter table lab_runs add column warned_of timestamptz(3);

-- The moment itself, or the end of the quiet hours that it falls into. Where the clocks are put forward over the end,
-- they end with the hour that is left out; where they are put back, with the second of the two. A zone that was known
-- when it was chosen need not be known to the server of today: then nothing is quiet, and nobody else has to wait.
-- Not parallel safe: what catches an error begins a subtransaction.
create function atlas_after_quiet_hours(at timestamptz, quiet_from time, quiet_to time, zone text) returns timestamptz
  language plpgsql stable as $$
declare
  clock timestamp;
begin
  if num_nulls(quiet_from, quiet_to, zone) > 0 then
    return at;
  end if;
  begin
    clock := at at time zone zone;
    if quiet_from < quiet_to and clock::time >= quiet_from and clock::time < quiet_to
      or quiet_from > quiet_to and clock::time < quiet_to then
      return (clock::date + quiet_to) at time zone zone;
    elsif quiet_from > quiet_to and clock::time >= quiet_from then
      return (clock::date + 1 + quiet_to) at time zone zone;
    end if;
  exception when invalid_parameter_value then
    null;
  end;
  return at;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['notifications', 'notification_preferences', 'devices', 'notification_deliveries'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format(
      'create policy own_rows on %I using ((select atlas_sees_all()) or user_id = (select atlas_viewer()))', name);
  end loop;
end
$$;
