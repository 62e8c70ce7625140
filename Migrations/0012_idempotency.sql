-- Idempotency: what came of each mutation that was sent with a key, for whoever asks again.
--
-- Why:   a client whose connection broke must be able to send the same mutation again; it happens once, because the
--        outcome is written in the transaction of the effect.
-- Lock:  new table only.
-- Undo:  drop table idempotent_outcomes;
--
-- Rows older than 24 hours count as absent and are swept in small batches.

create table idempotent_outcomes (
  -- Whose key it is: user:7, or visitor.
  scope text collate "C" not null,
  -- SHA-256 of the key; the key itself is stored nowhere.
  key_hash bytea not null,
  -- What stands for the request: HMAC-SHA-256 under a key that comes from the client's key and the server's secret.
  request_hash bytea not null,
  -- The answer, encrypted under another such key. Null only inside the transaction that is about to write it.
  outcome bytea,
  created_at timestamptz(3) not null default now(),
  primary key (scope, key_hash),
  constraint idempotent_outcomes_scope_short check (octet_length(scope) between 1 and 40),
  constraint idempotent_outcomes_key_hash_is_sha256 check (octet_length(key_hash) = 32),
  constraint idempotent_outcomes_request_hash_is_sha256 check (octet_length(request_hash) = 32)
);

-- What is encrypted cannot be compressed.
alter table idempotent_outcomes alter column outcome set storage external;

create index idempotent_outcomes_created_at_idx on idempotent_outcomes (created_at);
