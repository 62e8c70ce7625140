-- Events: what happened, in one order, for subscriptions, cache eviction and whatever else follows changes.
--
-- Why:   an event is written in the transaction that changes the entity, so neither exists without the other.
-- Lock:  new table only.
-- Undo:  drop table events;
--
-- Append-only; old rows are deleted from the low end. Positions are given at insert and so do not follow the order of
-- commits: a reader may see position 8 while 7 is not committed yet. It must not pass a gap until every transaction
-- that was running when it first saw the gap has ended:
--   first sight   remember pg_snapshot_xmax(s)::text::bigint + age(pg_snapshot_xmax(s)::xid), the next id to be given
--                 out, of the statement that showed the gap (pg_snapshot_xmax alone is only one behind the last ended)
--   later         pass the gap once pg_snapshot_xmin(pg_current_snapshot()) has reached the remembered value
-- The rule needs a transaction to have its id before it takes a position. Column defaults are evaluated in column
-- order, so writer stands first. The identity's sequence must keep cache 1.

create table events (
  writer xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity (cache 1) primary key,
  -- Who listens: the kind of thing and its row id, for example progress:7 or group:3.
  topic text collate "C" not null,
  kind text not null,
  -- Global id of the entity that changed.
  entity text not null,
  payload jsonb not null default '{}',
  at timestamptz(3) not null default now(),
  constraint events_topic_short check (octet_length(topic) between 1 and 120),
  constraint events_kind_short check (char_length(kind) between 1 and 80),
  constraint events_entity_short check (char_length(entity) between 1 and 120),
  constraint events_payload_object check (jsonb_typeof(payload) = 'object')
);

create index events_topic_idx on events (topic, position);
