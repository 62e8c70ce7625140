-- Identity: users, their sessions, and the audit trail of security events.
--
-- Why:   every other table hangs on a user; sessions hold the hash of the current refresh token.
-- Lock:  new tables only; nothing that exists is touched.
-- Undo:  drop table audit_events, sessions, users;
--
-- Conventions of all migrations: row ids are bigint identities (global ids are made in Swift), enumerations are text
-- with the GraphQL names under a check, durations are intervals, times are kept to the millisecond. Statements that
-- change a row set updated_at and version themselves; there are no triggers.

create table users (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  -- Stored with its ASCII letters in lower case, which makes the unique index one over the folded form.
  email text collate "C" not null,
  email_verified boolean not null default false,
  -- Null for an account that signs in through someone else.
  password_hash text,
  roles text[] not null default array['STUDENT'],
  first_name text,
  last_name text,
  display_name text not null,
  avatar_url text,
  bio text,
  language text,
  time_zone text,
  last_login_at timestamptz(3),
  constraint users_email_key unique (email),
  constraint users_email_normal check (email = lower(email) and octet_length(email) between 3 and 254),
  constraint users_roles_known check (
    cardinality(roles) between 1 and 5
    and roles <@ array['STUDENT', 'CREATOR', 'INSTRUCTOR', 'ADMIN', 'SERVICE']
    and array_position(roles, null) is null
  ),
  constraint users_names_short check (
    char_length(first_name) <= 100 and char_length(last_name) <= 100 and char_length(display_name) between 1 and 201
  ),
  constraint users_bio_short check (char_length(bio) <= 2000)
);

create table sessions (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  -- SHA-256 of the refresh token that is good now; the token itself is stored nowhere.
  refresh_token_hash bytea not null,
  -- All sessions that grew from one sign-in by rotation; a replayed token ends the whole family.
  family uuid not null default gen_random_uuid(),
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  user_agent text,
  ip_address text,
  revoked_at timestamptz(3),
  constraint sessions_refresh_token_hash_key unique (refresh_token_hash),
  constraint sessions_hash_is_sha256 check (octet_length(refresh_token_hash) = 32),
  constraint sessions_lifetime check (expires_at > created_at),
  constraint sessions_origin_short check (char_length(user_agent) <= 512 and char_length(ip_address) <= 45)
);

create index sessions_user_id_idx on sessions (user_id, id);
create index sessions_family_idx on sessions (family);
create index sessions_expires_at_idx on sessions (expires_at);

-- Append-only. The actor may be forgotten; what happened stays.
create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null default now(),
  actor_id bigint references users on delete set null,
  action text not null,
  -- Global id of what it was done to.
  subject text,
  ip_address text,
  user_agent text,
  request_id text not null,
  details jsonb not null default '{}',
  constraint audit_events_action_named check (char_length(action) between 1 and 80),
  constraint audit_events_details_object check (jsonb_typeof(details) = 'object'),
  constraint audit_events_origin_short check (char_length(user_agent) <= 512 and char_length(ip_address) <= 45)
);

create index audit_events_actor_id_idx on audit_events (actor_id, id);
create index audit_events_action_idx on audit_events (action, id);
create index audit_events_subject_idx on audit_events (subject, id) where subject is not null;
