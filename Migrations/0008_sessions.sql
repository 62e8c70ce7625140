-- Sessions: refresh tokens of one use.
--
-- Why:   a session outlives its refresh tokens. Each is exchanged once for the next one, and a second use must be
--        recognised as one, so all of them are kept (as hashes) with the time of their use.
-- Lock:  sessions exclusively for a moment (drop not null); the tokens that are good now are copied.
-- Undo:  drop table refresh_tokens; the release before does not exchange tokens, so it misses nothing.
--
-- Release N-1 on this schema: it goes on to write sessions.refresh_token_hash, and signs in and reads as before. A session
-- that it opens has no row here and cannot be refreshed: its tokens answer INVALID, and its owner signs in again. A
-- session is its own family now (it keeps its row when its token changes), so sessions.family says nothing any more;
-- both columns go when no instance of N-1 is left.

create table refresh_tokens (
  -- SHA-256 of the token; the token itself is stored nowhere.
  hash bytea primary key,
  session_id bigint not null references sessions on delete cascade,
  created_at timestamptz(3) not null default now(),
  -- Null while the token is good.
  used_at timestamptz(3),
  constraint refresh_tokens_hash_is_sha256 check (octet_length(hash) = 32)
);

create index refresh_tokens_session_id_idx on refresh_tokens (session_id);
create index refresh_tokens_used_at_idx on refresh_tokens (used_at) where used_at is not null;

insert into refresh_tokens (hash, session_id, created_at)
select s.refresh_token_hash, s.id, s.created_at from sessions s where s.revoked_at is null and s.expires_at > now();

alter table sessions alter column refresh_token_hash drop not null;
