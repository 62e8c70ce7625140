-- Second factors and sign-in with other services: what a session may still owe, and who somebody is elsewhere.
--
-- Why:   a password alone opens too much for those who ask for more; others sign in without a password of ours.
-- Lock:  new tables; sessions and users are locked for a moment: a column without a default is added to the one, foreign
--        keys refer to the other. No row is rewritten.
-- Undo:  alter table sessions drop column factor_at; drop table oauth_identities, recovery_codes, second_factors;

-- When the session gave the second factor. Null where there was none to give: a session whose account has a confirmed
-- factor, and that has not given it, owes it at its next refresh.
alter table sessions add column factor_at timestamptz(3);

create table second_factors (
  user_id bigint primary key references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  -- Encrypted under a key that is not in the database: nonce, 20 bytes, tag.
  sealed_secret bytea not null,
  -- Null until the first code was right; only then does the factor count.
  confirmed_at timestamptz(3),
  -- The last time step (of 30 seconds since 1970) whose code was taken; it and those before are never taken again.
  last_step bigint not null default 0,
  -- Tries since the last right code. The tenth locks the factor.
  tries int not null default 0,
  locked_until timestamptz(3),
  constraint second_factors_secret_sealed check (octet_length(sealed_secret) = 48),
  constraint second_factors_step_positive check (last_step >= 0),
  constraint second_factors_tries_few check (tries between 0 and 10)
);

create table recovery_codes (
  user_id bigint not null references second_factors on delete cascade,
  -- SHA-256. Nobody guesses 80 random bits, so a slow hash is not needed.
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (user_id, code_hash),
  constraint recovery_codes_hash_is_sha256 check (octet_length(code_hash) = 32)
);

create table oauth_identities (
  provider text not null,
  -- The service's own name for the person; addresses change hands, this does not.
  subject text collate "C" not null,
  user_id bigint not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (provider, subject),
  constraint oauth_identities_provider_known check (provider in ('GOOGLE', 'GITHUB')),
  constraint oauth_identities_subject_short check (octet_length(subject) between 1 and 255)
);

create index oauth_identities_user_id_idx on oauth_identities (user_id);
