-- Study groups: groups, their members, their messages.
--
-- Why:   learners study together; messages are numbered without gaps inside a group, so a client sees what it missed.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users.
-- Undo:  drop table group_messages, group_members, study_groups;
--
-- Capacity: a member is added by one statement whose first part is
--   update study_groups set member_count = member_count + 1 where id = $1 and member_count < max_members returning id
-- and whose second part inserts the membership from what the first returned. The row lock makes joiners take turns and
-- the condition is checked again after the wait, so the last place is given once. The check below is the second wall.
-- Numbering: the same row lock serves last_sequence; the message is inserted by the statement that raised it.

create table study_groups (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  name text collate "C" not null,
  description text,
  topic text collate "C",
  visibility text not null default 'PUBLIC',
  -- A group never loses its founder: hand it over, or empty the account instead of deleting it.
  created_by bigint not null references users on delete restrict,
  member_count int not null default 0,
  max_members int not null default 20,
  last_sequence int not null default 0,
  constraint study_groups_name_short check (char_length(name) between 3 and 80),
  constraint study_groups_description_short check (char_length(description) <= 2000),
  constraint study_groups_topic_short check (char_length(topic) <= 80),
  constraint study_groups_visibility_known check (visibility in ('PUBLIC', 'INVITE_ONLY', 'PRIVATE')),
  constraint study_groups_size check (max_members between 2 and 200),
  constraint study_groups_capacity check (member_count between 0 and max_members),
  constraint study_groups_sequence_positive check (last_sequence >= 0)
)
with (fillfactor = 80);

create index study_groups_created_by_idx on study_groups (created_by);

create table group_members (
  id bigint generated always as identity primary key,
  group_id bigint not null references study_groups on delete cascade,
  -- Leaving lowers member_count, so an account leaves its groups before it can be deleted.
  user_id bigint not null references users on delete restrict,
  role text not null default 'MEMBER',
  joined_at timestamptz(3) not null default now(),
  last_read_at timestamptz(3),
  constraint group_members_user_key unique (group_id, user_id),
  constraint group_members_role_known check (role in ('OWNER', 'MODERATOR', 'MEMBER'))
);

create index group_members_page_idx on group_members (group_id, id);
create index group_members_user_id_idx on group_members (user_id, group_id);
-- One owner in each group.
create unique index group_members_owner_key on group_members (group_id) where role = 'OWNER';

create table group_messages (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  group_id bigint not null references study_groups on delete cascade,
  author_id bigint references users on delete set null,
  sequence int not null,
  kind text not null default 'TEXT',
  content text not null,
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  constraint group_messages_sequence_key unique (group_id, sequence),
  constraint group_messages_sequence_positive check (sequence > 0),
  constraint group_messages_kind_known check (kind in ('TEXT', 'SYSTEM', 'TUTOR')),
  constraint group_messages_content_short check (char_length(content) <= 8000),
  -- What was deleted is gone, not hidden.
  constraint group_messages_deleted_empty check (
    case when deleted_at is null then content <> '' else content = '' end
  )
);

create index group_messages_author_id_idx on group_messages (author_id) where author_id is not null;
