-- Notifications: what the server tells users of its own accord.
--
-- Why:   a notification is written by the statement of its cause, so neither exists without the other.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users.
-- Undo:  drop table notifications;

create table notifications (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  user_id bigint not null references users on delete cascade,
  kind text not null,
  title text not null,
  body text,
  -- Global id of what it is about.
  subject text collate "C",
  url text,
  -- Whether it is shown in the application, as the user's preferences were when it was made.
  in_app boolean not null default true,
  read_at timestamptz(3),
  constraint notifications_kind_known check (
    kind in ('GROUP_INVITE', 'GROUP_MENTION', 'LAB_READY', 'LAB_EXPIRING', 'JOB_DONE', 'ANNOUNCEMENT')
  ),
  constraint notifications_title_short check (char_length(title) between 1 and 200),
  constraint notifications_body_short check (char_length(body) <= 4000),
  constraint notifications_subject_short check (char_length(subject) between 1 and 120),
  constraint notifications_url_short check (char_length(url) <= 2048)
);

create index notifications_page_idx on notifications (user_id, id) where in_app;
create index notifications_unread_idx on notifications (user_id) where in_app and read_at is null;

alter table notifications enable row level security, force row level security;
create policy own_rows on notifications
  using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
