-- What labs build on, the files they give, and groups that are found by their words.
--
-- Why:   authors say what a learner should know before a lab, atoms among it; study groups are searched like all else.
-- Lock:  new tables; access exclusive on study_groups for as long as writing its few rows anew takes; brief share row
--        exclusive locks on labs, diagrams, incidents, atoms and files for the foreign keys; share locks on atoms and
--        contents while their indexes are built.
-- Undo:  drop table lab_files, lab_prerequisites; alter table study_groups drop column search;
--        drop index atoms_title_words_idx, contents_title_words_idx;

create table lab_prerequisites (
  lab_id bigint not null references labs on delete cascade,
  position int not null,
  diagram_id bigint references diagrams on delete cascade,
  prerequisite_id bigint references labs on delete cascade,
  incident_id bigint references incidents on delete cascade,
  atom_id bigint references atoms on delete cascade,
  primary key (lab_id, position),
  constraint lab_prerequisites_one_item check (num_nonnulls(diagram_id, prerequisite_id, incident_id, atom_id) = 1),
  constraint lab_prerequisites_other_lab check (prerequisite_id <> lab_id),
  constraint lab_prerequisites_few check (position between 0 and 9)
);

create index lab_prerequisites_diagram_id_idx on lab_prerequisites (diagram_id) where diagram_id is not null;
create index lab_prerequisites_prerequisite_id_idx on lab_prerequisites (prerequisite_id)
  where prerequisite_id is not null;
create index lab_prerequisites_incident_id_idx on lab_prerequisites (incident_id) where incident_id is not null;
create index lab_prerequisites_atom_id_idx on lab_prerequisites (atom_id) where atom_id is not null;

-- What learners get beside the instructions, in the order in which it came. The unique key is the index of the foreign
-- key too.
create table lab_files (
  lab_id bigint not null references labs on delete cascade,
  position int not null,
  file_id bigint not null references files,
  primary key (lab_id, position),
  constraint lab_files_file_key unique (file_id),
  constraint lab_files_position_positive check (position >= 0)
);

alter table study_groups add column search tsvector not null generated always as (
  setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', coalesce(topic, '')), 'B')
  || setweight(to_tsvector('english', coalesce(description, '')), 'C')
) stored;

create index study_groups_search_idx on study_groups using gin (search);

-- Atoms and contents with the words in their titles, for words that too many have in their texts.
create index atoms_title_words_idx on atoms using gin (to_tsvector('english', title));
create index contents_title_words_idx on contents using gin (to_tsvector('english', title));
