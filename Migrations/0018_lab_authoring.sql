-- Labs as authors write them: what they run in, and lists that are replaced as a whole.
--
-- Why:   authors say what a lab runs in; the checks of a lab change places within one statement, which a constraint
--        that is checked row by row would not let them.
-- Lock:  access exclusive on labs and lab_checks for a moment: two columns without a default (no rewrite), and an index
--        on the few rows of lab_checks.
-- Undo:  alter table labs drop column sql_setup, drop column image; drop index labs_difficulty_idx,
--        labs_created_at_idx, labs_updated_at_idx; make lab_checks_key_key again without deferrable.

-- Statements that make the database of each run.
alter table labs add column sql_setup text;
-- The image of each run's container.
alter table labs add column image text;

alter table labs
  add constraint labs_sql_setup_short check (char_length(sql_setup) between 1 and 200000),
  add constraint labs_image_short check (char_length(image) between 1 and 300),
  add constraint labs_one_environment check (num_nonnulls(sql_setup, image) <= 1);

alter table lab_checks
  drop constraint lab_checks_key_key,
  add constraint lab_checks_key_key unique (lab_id, key) deferrable;

-- The orders of lists.
create index labs_difficulty_idx on labs
  (array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], difficulty), id) where status = 'PUBLISHED';
create index labs_created_at_idx on labs (created_at, id) where status = 'PUBLISHED';
create index labs_updated_at_idx on labs (updated_at, id) where status = 'PUBLISHED';
