-- Membership of study groups: who is invited, who was removed, and what a group works on.
--
-- Why:   closed groups are joined by invitation; who was removed comes back only by one; a group has a focus.
-- Lock:  new tables; access exclusive on study_groups and group_messages for a moment (columns without defaults); share
--        locks on both while their small indexes are built; brief share row exclusive locks on users, diagrams, labs
--        and incidents for the foreign keys.
-- Undo:  drop table group_removals, group_invitations; drop index study_groups_name_idx;
--        alter table study_groups drop column focus_diagram_id, drop column focus_lab_id, drop column focus_incident_id;
--        alter table group_messages drop column about_user_id;
--
-- Like memberships these rows are not private: the conditions of the statements about groups look at them.
-- Concurrency: whatever changes who is in a group first locks the group's row, in a statement of its own, so that the
-- statement of the change sees the members as the last change left them.

create table group_invitations (
  group_id bigint not null references study_groups on delete cascade,
  user_id bigint not null references users on delete cascade,
  -- Null when the account is gone.
  invited_by bigint references users on delete set null,
  created_at timestamptz(3) not null default now(),
  primary key (group_id, user_id)
);

create index group_invitations_user_id_idx on group_invitations (user_id, group_id);
create index group_invitations_invited_by_idx on group_invitations (invited_by) where invited_by is not null;

-- Who was removed and has not come back.
create table group_removals (
  group_id bigint not null references study_groups on delete cascade,
  user_id bigint not null references users on delete cascade,
  -- Null when the account is gone.
  removed_by bigint references users on delete set null,
  created_at timestamptz(3) not null default now(),
  primary key (group_id, user_id)
);

create index group_removals_user_id_idx on group_removals (user_id);
create index group_removals_removed_by_idx on group_removals (removed_by) where removed_by is not null;

alter table study_groups
  add column focus_diagram_id bigint references diagrams on delete set null,
  add column focus_lab_id bigint references labs on delete set null,
  add column focus_incident_id bigint references incidents on delete set null,
  add constraint study_groups_one_focus check (num_nonnulls(focus_diagram_id, focus_lab_id, focus_incident_id) <= 1);

create index study_groups_focus_diagram_id_idx on study_groups (focus_diagram_id) where focus_diagram_id is not null;
create index study_groups_focus_lab_id_idx on study_groups (focus_lab_id) where focus_lab_id is not null;
create index study_groups_focus_incident_id_idx on study_groups (focus_incident_id) where focus_incident_id is not null;
-- Lists of groups.
create index study_groups_name_idx on study_groups (name, id);

-- Whom a message of the server names: their name goes with their account.
alter table group_messages add column about_user_id bigint references users on delete set null;
create index group_messages_about_user_id_idx on group_messages (about_user_id) where about_user_id is not null;
