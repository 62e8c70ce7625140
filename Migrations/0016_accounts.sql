-- Accounts: preferences, and accounts that are being closed.
--
-- Why:   learners say how they like to learn; who leaves is gone at once and erased two weeks later.
-- Lock:  new table; two columns without a default (no rewrite) and a small index on users.
-- Undo:  drop table user_preferences; alter table users drop column closed_at, drop column erase_at;
--
-- A row of users is never deleted: groups keep their founder, and the audit trail its subject. Erasing empties it.

create table user_preferences (
  user_id bigint primary key references users on delete cascade,
  version int not null default 1,
  updated_at timestamptz(3) not null default now(),
  learning_style text,
  detail_level text not null default 'NORMAL',
  daily_goal interval,
  theme text,
  extra jsonb,
  constraint user_preferences_style_known check (learning_style in ('VISUAL', 'READING', 'HANDS_ON', 'MIXED')),
  constraint user_preferences_level_known check (detail_level in ('BRIEF', 'NORMAL', 'DETAILED')),
  constraint user_preferences_goal_a_day check (daily_goal between interval '0' and interval '24 hours'),
  constraint user_preferences_theme_short check (char_length(theme) between 1 and 40),
  constraint user_preferences_extra_object check (jsonb_typeof(extra) = 'object')
);

alter table user_preferences enable row level security, force row level security;
create policy own_rows on user_preferences
  using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- Closed: nobody can sign in any more. After erase_at what is personal goes; then erase_at is null again.
alter table users add column closed_at timestamptz(3);
alter table users add column erase_at timestamptz(3);

create index users_erase_at_idx on users (erase_at) where erase_at is not null;
