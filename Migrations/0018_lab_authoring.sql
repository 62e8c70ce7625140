-- Labs as authors write them: what they run in, and lists that are replaced as a whole.
--
-- Why:   authors say what a lab runs in; the checks of a lab change places within one statement, which a constraint
--        that is checked row by row would not let them.
-- Lock:  access exclusive on labs and lab_checks for a moment: two columns without a default (no rewrite), and an index
--        on the few rows of lab_checks.
-- Undo:  alter table labs drop column environment_kind, drop column environment_spec; drop index labs_difficulty_idx,
--        labs_created_at_idx, labs_updated_at_idx; make lab_checks_key_key again without deferrable.

-- What each run is in: an SQL database, made by the statements in environment_spec, or a container of the image that it
-- names. Null: solutions are checked as texts.
alter table labs add column environment_kind text;
alter table labs add column environment_spec text;

alter table labs
  add constraint labs_environment_known check (environment_kind in ('SQL', 'CONTAINER')),
  add constraint labs_environment_whole check (num_nulls(environment_kind, environment_spec) in (0, 2)),
  add constraint labs_environment_spec_short check (char_length(environment_spec) between 1 and 200000);

alter table lab_checks
  drop constraint lab_checks_key_key,
  add constraint lab_checks_key_key unique (lab_id, key) deferrable;

-- The orders of lists.
create index labs_difficulty_idx on labs
  (array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], difficulty), id) where status = 'PUBLISHED';
create index labs_created_at_idx on labs (created_at, id) where status = 'PUBLISHED';
create index labs_updated_at_idx on labs (updated_at, id) where status = 'PUBLISHED';
