-- Rate limits: buckets of tokens that all instances share.
--
-- Why:   a bucket needs one row and one statement where windows of time need a row for each, and has no edge at which
--        twice the limit passes. It replaces rate_limit_windows of 0007, which no released code has used.
-- Lock:  a new table; dropping the old one waits for whoever reads it, and nobody does.
-- Undo:  drop table rate_limit_buckets; and run 0007 again.
--
-- Unlogged: after a crash all buckets are full, which is the price of not writing them to the log. A bucket that is full
-- is the same as none, so rows behind full_at may be deleted at any time. No index on full_at: every draw would have to
-- write to it, and sweeping reads the whole table instead, which holds only who came lately.

drop table rate_limit_windows;

create unlogged table rate_limit_buckets (
  -- What is counted and whose uses share it, for example Mutation.login/net/...; no address and no name in plain text
  -- where somebody only tried it.
  key text collate "C" primary key,
  tokens float8 not null,
  -- What the last draw was given: how its statement knows whether it took anything.
  granted bigint not null,
  -- To the microsecond: what is rounded here would be refilled again at each draw.
  refilled_at timestamptz not null,
  full_at timestamptz(3) not null,
  constraint rate_limit_buckets_key_short check (octet_length(key) between 1 and 300),
  constraint rate_limit_buckets_tokens_positive check (tokens >= 0),
  constraint rate_limit_buckets_granted_positive check (granted >= 0)
)
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
