-- Files: uploads, what they become, and the bytes that nobody needs any more.
--
-- Why:   clients bring large bytes by PUT, beside GraphQL; what refers to them holds a row of files. A file's bytes are
--        there before its row is, and its row is gone before they are: the keys of bytes that no row holds, or none
--        yet, stand in object_deletions.
-- Lock:  new tables; one column without a default on users (no rewrite), and a foreign key of it, all null.
-- Undo:  alter table users drop column avatar_file_id; drop table uploads, upload_days, files, object_deletions;
--
-- users.avatar_url, which nothing has ever written, is not read any more and goes with the next release.

-- What something refers to, by a foreign key (no cascade): whoever deletes the one deletes the other in one statement.
-- Who may see a file follows from who may see what refers to it.
create table files (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  -- Who brought it, or for whom it was made; null when they have gone.
  user_id bigint references users on delete set null,
  filename text not null,
  mime_type text not null,
  size bigint not null,
  sha256 bytea not null,
  object_key text collate "C" not null,
  -- For what is kept for a while only, such as an export; it is swept.
  expires_at timestamptz(3),
  constraint files_object_key_key unique (object_key),
  constraint files_filename_short check (char_length(filename) between 1 and 255),
  constraint files_mime_type_short check (octet_length(mime_type) between 3 and 100),
  constraint files_size_in_range check (size >= 0),
  constraint files_sha256_is_sha256 check (octet_length(sha256) = 32)
);

create index files_user_id_idx on files (user_id, id);
create index files_expires_at_idx on files (expires_at) where expires_at is not null;

-- Tickets: announced, then received, then claimed by what uses them. Swept a day after they expired.
create table uploads (
  id uuid primary key,
  user_id bigint not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  -- Until when the bytes may come.
  expires_at timestamptz(3) not null,
  filename text not null,
  mime_type text not null,
  size bigint not null,
  -- As announced, where it was; as it is, once received.
  sha256 bytea,
  -- Where the bytes are. Known from the beginning where clients bring them to the store themselves.
  object_key text collate "C",
  received_at timestamptz(3),
  -- The file it became. No foreign key: the file may go before the ticket.
  file_id bigint,
  constraint uploads_object_key_key unique (object_key),
  constraint uploads_filename_short check (char_length(filename) between 1 and 255),
  constraint uploads_mime_type_short check (octet_length(mime_type) between 3 and 100),
  constraint uploads_size_in_range check (size between 1 and 104857600),
  constraint uploads_sha256_is_sha256 check (octet_length(sha256) = 32),
  constraint uploads_lifetime check (expires_at > created_at),
  constraint uploads_received_whole check (received_at is null or (sha256 is not null and object_key is not null)),
  constraint uploads_claimed_after_received check (file_id is null or received_at is not null)
)
with (fillfactor = 80);

create index uploads_user_id_idx on uploads (user_id);
create index uploads_expires_at_idx on uploads (expires_at);

alter table uploads enable row level security, force row level security;
create policy own_rows on uploads using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- How much a user has announced on a day (UTC).
create table upload_days (
  user_id bigint not null references users on delete cascade,
  day date not null,
  bytes bigint not null,
  primary key (user_id, day),
  constraint upload_days_bytes_positive check (bytes > 0)
)
with (fillfactor = 70);

create index upload_days_day_idx on upload_days (day);

alter table upload_days enable row level security, force row level security;
create policy own_rows on upload_days using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- Keys of objects to be deleted from the store. One that is about to be written stands here too, with some time to
-- spare, and is taken out by the statement that makes a row refer to it.
create table object_deletions (
  object_key text collate "C" primary key,
  due_at timestamptz not null default now()
)
with (fillfactor = 80);

create index object_deletions_due_at_idx on object_deletions (due_at);

alter table users add column avatar_file_id bigint;
alter table users add constraint users_avatar_file_id_fkey foreign key (avatar_file_id) references files;
create index users_avatar_file_id_idx on users (avatar_file_id) where avatar_file_id is not null;
