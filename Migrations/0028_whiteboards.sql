-- Whiteboards: what the members of a group draw together.
--
-- Why:   operations have one order, and the last one on an element wins, so what a board shows is one row for each
--        element. The operations are kept for those who were away for a short time only.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on study_groups and users.
-- Undo:  drop table whiteboard_ops, whiteboard_elements, whiteboards;
--
-- Numbering: whoever writes first locks the board's row by a statement of its own and then reads it by another, which
-- sees what was committed while the first one waited. So revisions have no gaps, and the events that are written with
-- them have positions in the order of revisions.

create table whiteboards (
  -- A group has one board, which therefore needs no key of its own.
  group_id bigint primary key references study_groups on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  -- That of the last operation.
  revision int not null default 0,
  -- That of the oldest operation that is kept; what came before is in the elements alone.
  first_revision int not null default 1,
  element_count int not null default 0,
  -- Of their ids and values.
  element_bytes int not null default 0,
  constraint whiteboards_revision_positive check (revision >= 0),
  constraint whiteboards_first_revision_known check (first_revision between 1 and revision + 1),
  constraint whiteboards_element_count_limit check (element_count between 0 and 5000),
  constraint whiteboards_element_bytes_limit check (element_bytes between 0 and 716800)
)
with (fillfactor = 80);

create table whiteboard_elements (
  group_id bigint not null references whiteboards on delete cascade,
  id text collate "C" not null,
  -- Not jsonb, which knows no \u0000 and writes 1e300 with all its zeros.
  value json not null,
  constraint whiteboard_elements_pkey primary key (group_id, id),
  constraint whiteboard_elements_id_short check (char_length(id) between 1 and 64)
)
with (fillfactor = 80);

create table whiteboard_ops (
  group_id bigint not null references whiteboards on delete cascade,
  revision int not null,
  author_id bigint references users on delete set null,
  -- Base64, as it came.
  data text collate "C" not null,
  at timestamptz(3) not null default now(),
  constraint whiteboard_ops_pkey primary key (group_id, revision),
  constraint whiteboard_ops_revision_positive check (revision > 0),
  constraint whiteboard_ops_data_short check (octet_length(data) between 1 and 10924)
);

create index whiteboard_ops_author_id_idx on whiteboard_ops (author_id) where author_id is not null;

-- A board is there for the members of its group, each of whom may change all of it, under their own name.
alter table whiteboards enable row level security, force row level security;
create policy members_draw on whiteboards using (
  (select atlas_sees_all())
  or group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
);

alter table whiteboard_elements enable row level security, force row level security;
create policy members_draw on whiteboard_elements using (
  (select atlas_sees_all())
  or group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
);

alter table whiteboard_ops enable row level security, force row level security;
create policy members_draw on whiteboard_ops using (
  (select atlas_sees_all())
  or group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
) with check (
  (select atlas_sees_all())
  or author_id = (select atlas_viewer())
    and group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
);
