-- API keys: secrets with which programs act for their owners, within scopes.
--
-- Why:   programs must not hold passwords, and must be stopped one by one.
-- Lock:  new table only; its foreign key locks users against changes of its columns for a moment.
-- Undo:  drop table api_keys;

create table api_keys (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  name text not null,
  -- The first characters of the secret, for its owner to tell keys apart.
  prefix text collate "C" not null,
  -- SHA-256 of the whole secret, which is stored nowhere. No slow hash: nobody guesses 220 random bits.
  secret_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  -- The beginning of the hour.
  last_used_at timestamptz(3),
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  constraint api_keys_secret_hash_key unique (secret_hash),
  constraint api_keys_hash_is_sha256 check (octet_length(secret_hash) = 32),
  constraint api_keys_name_short check (char_length(name) between 1 and 80),
  constraint api_keys_prefix_form check (prefix ~ '^atlas_[0-9A-Za-z]{8}$'),
  constraint api_keys_scopes_known check (
    cardinality(scopes) between 1 and 11
    and scopes <@ array[
      'catalog:read', 'catalog:write', 'labs:report', 'groups:read', 'groups:write', 'tutor:ask', 'analytics:read',
      'progress:read', 'progress:write', 'profile:read', 'admin:all'
    ]
    and array_position(scopes, null) is null
  ),
  -- A year, and a day for the difference between clocks.
  constraint api_keys_lifetime check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);

create index api_keys_user_id_idx on api_keys (user_id, id);
