-- Messages of groups: what they answer, their files, the reactions to them; how far members have read.
--
-- Why:   a client may send a message twice without doubling it, and counts what is unread without reading messages.
-- Lock:  access exclusive on group_messages and group_members for as long as reading the former once takes; brief share
--        row exclusive locks on files and users for the foreign keys.
-- Undo:  drop table group_message_reactions, group_message_files; alter table group_members drop column
--        last_read_sequence, reset (fillfactor); alter table group_messages drop column client_message_id, drop column
--        reply_to_id;

select set_config('atlas.viewer', 'system', true);

alter table group_messages
  add column reply_to_id bigint references group_messages on delete set null,
  -- What the author's client calls the message.
  add column client_message_id uuid;

create index group_messages_reply_to_id_idx on group_messages (reply_to_id) where reply_to_id is not null;
-- The same message sent again is the same message.
create unique index group_messages_client_key on group_messages (group_id, author_id, client_message_id)
  where client_message_id is not null;

-- Whoever writes has read what came before; so the messages of others behind this one are all that are behind it.
alter table group_members
  add column last_read_sequence int not null default 0,
  add constraint group_members_last_read_positive check (last_read_sequence >= 0);
-- Each message moves a mark, which no index holds: with room on the page it is changed in place.
alter table group_members set (fillfactor = 80);

update group_members m
set last_read_sequence = r.sequence
from (
  select a.id, max(w.sequence) as sequence
  from group_members a
  join group_messages w on w.group_id = a.group_id and (w.created_at <= a.last_read_at or w.author_id = a.user_id)
  group by a.id
) r
where m.id = r.id;

-- The group again, as in its message: who may see a row is told from the row. It needs no foreign key, for the row goes
-- with its message. Whoever deletes these rows deletes the files in the same statement; see files.
create table group_message_files (
  message_id bigint not null references group_messages on delete cascade,
  -- From 1, in the order in which the author named them.
  position int not null,
  group_id bigint not null,
  file_id bigint not null references files,
  constraint group_message_files_pkey primary key (message_id, position),
  constraint group_message_files_file_key unique (file_id),
  constraint group_message_files_few check (position between 1 and 5)
);

create index group_message_files_group_id_idx on group_message_files (group_id);

create table group_message_reactions (
  message_id bigint not null references group_messages on delete cascade,
  -- Compared byte by byte; a single emoji, which may have many code points.
  emoji text collate "C" not null,
  user_id bigint not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  group_id bigint not null,
  constraint group_message_reactions_pkey primary key (message_id, emoji, user_id),
  constraint group_message_reactions_emoji_short check (octet_length(emoji) between 1 and 128)
);

create index group_message_reactions_user_id_idx on group_message_reactions (user_id);

-- Both are read by the members of their group, as the messages are, and written by the server for its members.
do $$
declare
  name text;
begin
  foreach name in array array['group_message_files', 'group_message_reactions'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy server_writes on %I using ((select atlas_sees_all()))', name);
    execute format(
      'create policy members_read on %I for select using (group_id in ('
        'select a.group_id from group_members a where a.user_id = (select atlas_viewer())))', name);
  end loop;
end
$$;
