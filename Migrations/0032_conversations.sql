-- Conversations: lists of them, what learners think of answers, news of answers, and atoms as what a group works on.
--
-- Why:   a learner's conversations are listed with those that are not archived first; an answer has one rating, its
--        learner's; who did not wait for an answer is told of it; a group may work on an atom.
-- Lock:  new table; share on conversations while a small index is built; access exclusive on notifications, for as long
--        as reading them once takes, and on study_groups for a moment (a column without a default, and a check of its
--        few rows); brief share row exclusive locks on users, answers and atoms for the foreign keys.
-- Undo:  delete from notifications where kind = 'ANSWER_READY', and notifications_kind_known again as in 0025;
--        drop table answer_ratings; drop index conversations_list_idx;
--        create index conversations_user_id_idx on conversations (user_id, updated_at desc, id desc);
--        update study_groups set focus_atom_id = null; alter table study_groups drop column focus_atom_id, and
--        study_groups_one_focus again as in 0026.

-- Serves the order of the list, and the owner alone.
create index conversations_list_idx on conversations
  (user_id, ((archived_at is null)::int) desc, updated_at desc, id desc);
drop index conversations_user_id_idx;

-- What the learner who asked thinks of an answer.
create table answer_ratings (
  answer_id bigint primary key references answers on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  -- The answer's user again.
  user_id bigint not null references users on delete cascade,
  rating int not null,
  comment text,
  constraint answer_ratings_rating_in_range check (rating between -1 and 1),
  constraint answer_ratings_comment_short check (char_length(comment) <= 2000)
);

create index answer_ratings_user_id_idx on answer_ratings (user_id, answer_id);

alter table answer_ratings enable row level security, force row level security;
create policy own_rows on answer_ratings using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

alter table notifications
  drop constraint notifications_kind_known,
  add constraint notifications_kind_known check (
    kind in ('GROUP_INVITE', 'GROUP_MENTION', 'LAB_READY', 'LAB_EXPIRING', 'JOB_DONE', 'ANSWER_READY', 'ANNOUNCEMENT')
  );

alter table study_groups
  add column focus_atom_id bigint references atoms on delete set null,
  drop constraint study_groups_one_focus,
  add constraint study_groups_one_focus check (
    num_nonnulls(focus_diagram_id, focus_lab_id, focus_incident_id, focus_atom_id) <= 1
  );

create index study_groups_focus_atom_id_idx on study_groups (focus_atom_id) where focus_atom_id is not null;
