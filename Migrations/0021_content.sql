-- Contents that people bring, and the learning atoms they are cut into.
--
-- Why:   texts are cut into atoms by a job; atoms are found, linked to each other and to diagrams, and completed.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users, files, jobs and diagrams.
-- Undo:  drop table atom_completions, diagram_atoms, atom_objectives, learning_objectives, atom_links, content_terms,
--        atoms, content_texts, contents;
--
-- Not private by rows: what is completed is public, and completions are counted for everybody.

create table contents (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  -- Null when the account is gone: what was completed stays.
  owner_id bigint references users on delete set null,
  title text collate "C" not null,
  description text,
  kind text not null,
  -- COMPLETED is public and never left again: while a content is cut anew, its atoms are those that were there.
  status text not null default 'UPLOADED',
  -- What the owner says of it.
  author text,
  subject text collate "C",
  difficulty text,
  duration interval,
  language text collate "C",
  -- Where its text comes from: content_texts, a file, or an address that is fetched each time it is cut.
  source_kind text not null,
  source_url text,
  file_id bigint references files,
  -- What cuts it or cut it last, which is forgotten after a while.
  job_id bigint references jobs on delete set null,
  -- How it was cut last, and the text that was cut then.
  source_sha256 bytea,
  algorithm_version text,
  total_atoms int,
  quality_score double precision,
  atomized_at timestamptz(3),
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', coalesce(description, '')), 'C')
  ) stored,
  constraint contents_title_short check (char_length(title) between 1 and 200),
  constraint contents_description_short check (char_length(description) <= 20000),
  constraint contents_kind_known check (kind in ('DOCUMENT', 'VIDEO', 'AUDIO')),
  constraint contents_status_known check (status in ('UPLOADED', 'PROCESSING', 'COMPLETED', 'FAILED')),
  constraint contents_author_short check (char_length(author) <= 200),
  constraint contents_subject_short check (char_length(subject) <= 200),
  constraint contents_difficulty_known check (difficulty in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT')),
  constraint contents_duration_in_range check (duration between interval '0' and interval '1000 hours'),
  constraint contents_language_short check (char_length(language) <= 35),
  constraint contents_source_known check (
    case source_kind
      when 'TEXT' then source_url is null and file_id is null
      when 'FILE' then source_url is null and file_id is not null
      when 'URL' then source_url is not null and file_id is null
      else false
    end
  ),
  constraint contents_source_url_short check (char_length(source_url) between 1 and 2048),
  constraint contents_source_sha256_length check (octet_length(source_sha256) = 32),
  constraint contents_algorithm_version_short check (char_length(algorithm_version) between 1 and 40),
  constraint contents_quality_score_in_range check (quality_score between 0 and 1),
  constraint contents_atomized check (
    (atomized_at is null) = (algorithm_version is null) and (atomized_at is null) = (total_atoms is null)
    and (atomized_at is null) = (source_sha256 is null) and total_atoms >= 0
  )
);

create index contents_owner_id_idx on contents (owner_id, id) where owner_id is not null;
create index contents_completed_idx on contents (id) where status = 'COMPLETED';
create index contents_file_id_idx on contents (file_id) where file_id is not null;
create index contents_job_id_idx on contents (job_id) where job_id is not null;
create index contents_search_idx on contents using gin (search);

-- Texts that were given, apart from their contents, so that no list reads them.
create table content_texts (
  content_id bigint primary key references contents on delete cascade,
  text text not null,
  constraint content_texts_length check (char_length(text) between 1 and 2000000)
);

create table atoms (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  -- Null where somebody wrote it alone.
  content_id bigint references contents on delete cascade,
  -- Who wrote it; null for what was cut, and when the account is gone.
  author_id bigint references users on delete set null,
  -- Its place in the content, from 1; equal ones follow by id.
  sequence int not null default 1,
  title text collate "C" not null,
  body text not null,
  kind text not null default 'TEXT',
  concepts text[] not null default '{}',
  difficulty double precision not null,
  estimated_time interval not null,
  quality_score double precision,
  media_file_id bigint references files,
  -- SHA-256 of the title and the body as they were cut, and of how many equal ones stand before it: what is cut again
  -- keeps its row, also where it was edited since. Null for what somebody wrote.
  fingerprint bytea,
  -- Whether somebody has edited what was cut: then cutting anew changes only its place.
  edited boolean not null default false,
  -- Public: neither retired nor of a content that is not completed.
  published boolean not null,
  -- When cutting anew found it no longer. Nothing lists it, but learners have completed it and still find it by its id.
  retired_at timestamptz(3),
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', tags_text(concepts)), 'B')
    || setweight(to_tsvector('english', body), 'D')
  ) stored,
  constraint atoms_sequence_positive check (sequence > 0),
  constraint atoms_title_short check (char_length(title) between 1 and 200),
  constraint atoms_body_short check (char_length(body) between 1 and 50000),
  constraint atoms_kind_known check (kind in ('TEXT', 'IMAGE', 'VIDEO', 'QUIZ')),
  constraint atoms_concepts_few check (
    cardinality(concepts) <= 20 and array_position(concepts, null) is null and octet_length(tags_text(concepts)) <= 8000
  ),
  constraint atoms_difficulty_in_range check (difficulty between 0 and 1),
  constraint atoms_estimated_time_in_range check (estimated_time > interval '0' and estimated_time <= interval '24 hours'),
  constraint atoms_quality_score_in_range check (quality_score between 0 and 1),
  constraint atoms_fingerprint_length check (octet_length(fingerprint) = 32),
  constraint atoms_fingerprint_of_content check (fingerprint is null or content_id is not null),
  constraint atoms_alone_published check (published or content_id is not null),
  constraint atoms_retired check (retired_at is null or not published and fingerprint is not null)
);

create unique index atoms_fingerprint_key on atoms (content_id, fingerprint) where fingerprint is not null;
create index atoms_content_id_idx on atoms (content_id, sequence, id);
create index atoms_author_id_idx on atoms (author_id) where author_id is not null;
create index atoms_study_order_idx on atoms (coalesce(content_id, 9223372036854775807), sequence, id) where published;
create index atoms_difficulty_idx on atoms (difficulty, id) where published;
create index atoms_created_at_idx on atoms (created_at, id) where published;
create index atoms_media_file_id_idx on atoms (media_file_id) where media_file_id is not null;
create index atoms_concepts_idx on atoms using gin (concepts);
create index atoms_search_idx on atoms using gin (search);

-- PREREQUISITE: to_id is to be known before from_id; never a cycle, which its statements see to under one lock.
-- RELATED: once for both directions, the smaller id first.
create table atom_links (
  from_id bigint not null references atoms on delete cascade,
  to_id bigint not null references atoms on delete cascade,
  kind text not null,
  -- Whether it was inferred from the text: then cutting anew makes it anew.
  inferred boolean not null default false,
  primary key (from_id, kind, to_id),
  constraint atom_links_kind_known check (
    case kind when 'PREREQUISITE' then from_id <> to_id when 'RELATED' then from_id < to_id else false end
  )
);

create index atom_links_to_id_idx on atom_links (to_id, kind, from_id);

create table learning_objectives (
  id bigint generated always as identity primary key,
  content_id bigint not null references contents on delete cascade,
  position int not null,
  text text collate "C" not null,
  -- Of Bloom's taxonomy.
  level text,
  constraint learning_objectives_text_key unique (content_id, text),
  constraint learning_objectives_position_positive check (position >= 0),
  constraint learning_objectives_text_short check (char_length(text) between 1 and 500),
  constraint learning_objectives_level_known check (
    level in ('REMEMBER', 'UNDERSTAND', 'APPLY', 'ANALYZE', 'EVALUATE', 'CREATE')
  )
);

create table atom_objectives (
  atom_id bigint not null references atoms on delete cascade,
  objective_id bigint not null references learning_objectives on delete cascade,
  primary key (atom_id, objective_id)
);

create index atom_objectives_objective_id_idx on atom_objectives (objective_id, atom_id);

-- How many atoms of a content have which word, by its stem: what tells the words of one text from those of all texts.
create table content_terms (
  content_id bigint not null references contents on delete cascade,
  stem text collate "C" not null,
  atoms int not null,
  primary key (content_id, stem),
  constraint content_terms_stem_short check (octet_length(stem) between 1 and 200),
  constraint content_terms_atoms_positive check (atoms > 0)
);

create index content_terms_stem_idx on content_terms (stem, content_id);

create table diagram_atoms (
  diagram_id bigint not null references diagrams on delete cascade,
  atom_id bigint not null references atoms on delete cascade,
  position int not null default 0,
  primary key (diagram_id, atom_id),
  constraint diagram_atoms_position_positive check (position >= 0)
);

create index diagram_atoms_page_idx on diagram_atoms (diagram_id, position, atom_id);
create index diagram_atoms_atom_id_idx on diagram_atoms (atom_id, diagram_id);

-- What somebody has completed cannot be deleted.
create table atom_completions (
  user_id bigint not null references users on delete cascade,
  atom_id bigint not null references atoms on delete restrict,
  completed_at timestamptz(3) not null default now(),
  -- As measured; null where nobody measured it.
  time_spent interval,
  primary key (user_id, atom_id),
  constraint atom_completions_time_in_range check (time_spent between interval '0' and interval '24 hours')
);

create index atom_completions_atom_id_idx on atom_completions (atom_id);
