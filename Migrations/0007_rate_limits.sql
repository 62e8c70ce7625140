-- Rate limits: how often a key was used in a window of time.
--
-- Why:   the tutor's day (50 questions) and the limits on guessing passwords must outlive a restart and hold over
--        several instances; memory can do neither.
-- Lock:  new table only.
-- Undo:  drop table rate_limit_windows;
--
-- Unlogged: after a crash the counts begin again, which is the price of not writing them to the log. A place is taken
-- before the work, in one statement: insert, or on conflict raise used where it is below the limit; no row, no place.

create unlogged table rate_limit_windows (
  -- Field, scope and subject, for example Mutation.login/IP/192.0.2.1.
  key text collate "C" not null,
  window_start timestamptz(3) not null,
  used int not null,
  primary key (key, window_start),
  constraint rate_limit_windows_key_short check (octet_length(key) <= 300),
  constraint rate_limit_windows_used_positive check (used > 0)
)
with (fillfactor = 70);

create index rate_limit_windows_start_idx on rate_limit_windows (window_start);
