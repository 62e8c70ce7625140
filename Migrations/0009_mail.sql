-- Mail: what is to be sent, and the tokens that mails carry.
--
-- Why:   a mail is written in the statement that changes what it tells of, so neither exists without the other, and is
--        sent afterwards; tokens that confirm an address or replace a password are good once and for a while.
-- Lock:  new tables only; the references take a brief share row exclusive lock on users.
-- Undo:  drop table outgoing_mails, account_tokens;

-- One token for each user and purpose: a new one takes the place of the older one.
create table account_tokens (
  user_id bigint not null references users on delete cascade,
  purpose text not null,
  -- SHA-256 of the token, which stands in the mail and nowhere else.
  hash bytea not null,
  -- The address it was sent to; the token is good as long as it is the user's.
  email text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (user_id, purpose),
  constraint account_tokens_hash_key unique (hash),
  constraint account_tokens_hash_is_sha256 check (octet_length(hash) = 32),
  constraint account_tokens_purpose_known check (purpose in ('VERIFY_EMAIL', 'RESET_PASSWORD')),
  constraint account_tokens_email_short check (octet_length(email) between 3 and 254),
  constraint account_tokens_lifetime check (expires_at > created_at)
)
with (fillfactor = 70);

-- A mail is deleted when it is sent. One that is given up stays for a while, without what was in it.
create table outgoing_mails (
  id bigint generated always as identity primary key,
  -- Part of the Message-ID: a second delivery is recognised by it.
  message_id uuid not null,
  user_id bigint not null references users on delete cascade,
  recipient text collate "C" not null,
  -- Subject and text under AES-GCM: nonce, ciphertext, tag.
  sealed bytea,
  created_at timestamptz(3) not null default now(),
  -- When it may be tried next; while a courier holds it, the end of the lease. Not rounded into the future: a courier
  -- that is woken at once must see it.
  due_at timestamptz(3) not null default date_trunc('milliseconds', now()),
  -- How often it was claimed, and so the number of the lease.
  attempts int not null default 0,
  dead_at timestamptz(3),
  -- Why the last try failed.
  failure text,
  constraint outgoing_mails_message_id_key unique (message_id),
  constraint outgoing_mails_recipient_short check (octet_length(recipient) between 3 and 254),
  constraint outgoing_mails_sealed_short check (octet_length(sealed) between 29 and 65536),
  constraint outgoing_mails_sealed_until_dead check ((sealed is null) = (dead_at is not null)),
  constraint outgoing_mails_attempts_counted check (attempts >= 0),
  constraint outgoing_mails_failure_short check (char_length(failure) <= 200)
)
with (fillfactor = 70);

create index outgoing_mails_due_at_idx on outgoing_mails (due_at) where dead_at is null;
create index outgoing_mails_dead_at_idx on outgoing_mails (dead_at) where dead_at is not null;
create index outgoing_mails_user_id_idx on outgoing_mails (user_id);
