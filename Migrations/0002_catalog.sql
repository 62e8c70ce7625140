-- Catalogue: skills, diagrams, labs with their hints and checks, incidents, and the links between them.
--
-- Why:   the content learners study; full-text search and tags are indexed from the start.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users.
-- Undo:  drop table diagram_incidents, diagram_labs, lab_skills, diagram_skills, incidents, lab_checks, lab_hints,
--        labs, diagrams, skills; drop function tags_text;
--
-- Titles are compared by bytes (collate "C"), so that lists and cursors have one order on every machine. Joins carry
-- the author's order in position; a page is keyed by (position, id of the other side).

-- array_to_string is only stable, because of types whose text depends on settings; for text[] it is immutable.
create function tags_text(tags text[]) returns text
  language sql immutable strict parallel safe
  return array_to_string(tags, ' ');

create table skills (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  slug text collate "C" not null,
  name text collate "C" not null,
  parent_id bigint references skills on delete set null,
  constraint skills_slug_key unique (slug),
  constraint skills_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120),
  constraint skills_name_short check (char_length(name) between 1 and 120),
  constraint skills_parent_other check (parent_id <> id)
);

create index skills_parent_id_idx on skills (parent_id) where parent_id is not null;

create table diagrams (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  slug text collate "C" not null,
  title text collate "C" not null,
  description text,
  category text collate "C" not null,
  tags text[] not null default '{}',
  difficulty text not null default 'BEGINNER',
  estimated_time interval,
  mermaid_source text not null,
  status text not null default 'DRAFT',
  author_id bigint references users on delete set null,
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', tags_text(tags) || ' ' || category), 'B')
    || setweight(to_tsvector('english', coalesce(description, '')), 'C')
  ) stored,
  constraint diagrams_slug_key unique (slug),
  constraint diagrams_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 220),
  constraint diagrams_title_short check (char_length(title) between 3 and 200),
  constraint diagrams_description_short check (char_length(description) <= 20000),
  constraint diagrams_category_short check (char_length(category) between 1 and 80),
  constraint diagrams_tags_few check (cardinality(tags) <= 20 and array_position(tags, null) is null),
  constraint diagrams_difficulty_known check (difficulty in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT')),
  constraint diagrams_estimated_time_positive check (estimated_time > interval '0'),
  constraint diagrams_mermaid_short check (char_length(mermaid_source) between 1 and 100000),
  constraint diagrams_status_known check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED'))
);

create index diagrams_title_idx on diagrams (title, id) where status = 'PUBLISHED';
create index diagrams_category_idx on diagrams (category, title, id) where status = 'PUBLISHED';
create index diagrams_updated_at_idx on diagrams (updated_at) where status = 'PUBLISHED';
create index diagrams_author_id_idx on diagrams (author_id) where author_id is not null;
create index diagrams_tags_idx on diagrams using gin (tags);
create index diagrams_search_idx on diagrams using gin (search);

create table labs (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  slug text collate "C" not null,
  title text collate "C" not null,
  summary text,
  difficulty text not null default 'BEGINNER',
  category text collate "C",
  tags text[] not null default '{}',
  instructions text not null,
  estimated_time interval,
  time_limit interval,
  status text not null default 'DRAFT',
  author_id bigint references users on delete set null,
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', tags_text(tags) || ' ' || coalesce(category, '')), 'B')
    || setweight(to_tsvector('english', coalesce(summary, '')), 'C')
    || setweight(to_tsvector('english', instructions), 'D')
  ) stored,
  constraint labs_slug_key unique (slug),
  constraint labs_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 220),
  constraint labs_title_short check (char_length(title) between 3 and 200),
  constraint labs_summary_short check (char_length(summary) <= 500),
  constraint labs_difficulty_known check (difficulty in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT')),
  constraint labs_category_short check (char_length(category) between 1 and 80),
  constraint labs_tags_few check (cardinality(tags) <= 20 and array_position(tags, null) is null),
  constraint labs_instructions_short check (char_length(instructions) between 1 and 100000),
  constraint labs_times_positive check (estimated_time > interval '0' and time_limit > interval '0'),
  constraint labs_status_known check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED'))
);

create index labs_title_idx on labs (title, id) where status = 'PUBLISHED';
create index labs_category_idx on labs (category, title, id) where status = 'PUBLISHED';
create index labs_author_id_idx on labs (author_id) where author_id is not null;
create index labs_tags_idx on labs using gin (tags);
create index labs_search_idx on labs using gin (search);

-- position is the hint's index in the API, from 0.
create table lab_hints (
  lab_id bigint not null references labs on delete cascade,
  position int not null,
  penalty double precision not null default 0,
  text text not null,
  primary key (lab_id, position),
  constraint lab_hints_few check (position between 0 and 9),
  constraint lab_hints_penalty_in_range check (penalty between 0 and 100),
  constraint lab_hints_text_given check (char_length(text) between 1 and 20000)
);

create table lab_checks (
  lab_id bigint not null references labs on delete cascade,
  position int not null,
  key text collate "C" not null,
  title text not null,
  weight double precision not null default 1,
  -- What the grader evaluates; never sent to learners.
  rule jsonb not null,
  primary key (lab_id, position),
  constraint lab_checks_key_key unique (lab_id, key),
  constraint lab_checks_few check (position between 0 and 19),
  constraint lab_checks_key_short check (char_length(key) between 1 and 80),
  constraint lab_checks_weight_finite check (weight >= 0 and weight < 'Infinity'),
  constraint lab_checks_rule_object check (jsonb_typeof(rule) = 'object')
);

create table incidents (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  slug text collate "C" not null,
  company text collate "C" not null,
  title text collate "C" not null,
  description text not null,
  occurred_on date,
  severity text,
  root_cause text,
  lessons text,
  source_url text,
  tags text[] not null default '{}',
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title || ' ' || company), 'A')
    || setweight(to_tsvector('english', tags_text(tags)), 'B')
    || setweight(to_tsvector('english', description), 'C')
    || setweight(to_tsvector('english', coalesce(root_cause, '') || ' ' || coalesce(lessons, '')), 'D')
  ) stored,
  constraint incidents_slug_key unique (slug),
  constraint incidents_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 220),
  constraint incidents_company_short check (char_length(company) between 1 and 120),
  constraint incidents_title_short check (char_length(title) between 3 and 200),
  constraint incidents_texts_short check (
    char_length(description) between 1 and 20000 and char_length(root_cause) <= 20000 and char_length(lessons) <= 20000
  ),
  constraint incidents_severity_known check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
  constraint incidents_tags_few check (cardinality(tags) <= 20 and array_position(tags, null) is null)
);

create index incidents_tags_idx on incidents using gin (tags);
create index incidents_search_idx on incidents using gin (search);

create table diagram_skills (
  diagram_id bigint not null references diagrams on delete cascade,
  skill_id bigint not null references skills on delete cascade,
  position int not null default 0,
  primary key (diagram_id, skill_id),
  constraint diagram_skills_position_positive check (position >= 0)
);

create index diagram_skills_skill_id_idx on diagram_skills (skill_id, diagram_id);

create table lab_skills (
  lab_id bigint not null references labs on delete cascade,
  skill_id bigint not null references skills on delete cascade,
  position int not null default 0,
  primary key (lab_id, skill_id),
  constraint lab_skills_position_positive check (position >= 0)
);

create index lab_skills_skill_id_idx on lab_skills (skill_id, lab_id);

create table diagram_labs (
  diagram_id bigint not null references diagrams on delete cascade,
  lab_id bigint not null references labs on delete cascade,
  position int not null default 0,
  primary key (diagram_id, lab_id),
  constraint diagram_labs_position_positive check (position >= 0)
);

create index diagram_labs_page_idx on diagram_labs (diagram_id, position, lab_id);
create index diagram_labs_lab_id_idx on diagram_labs (lab_id, diagram_id);

create table diagram_incidents (
  diagram_id bigint not null references diagrams on delete cascade,
  incident_id bigint not null references incidents on delete cascade,
  position int not null default 0,
  primary key (diagram_id, incident_id),
  constraint diagram_incidents_position_positive check (position >= 0)
);

create index diagram_incidents_page_idx on diagram_incidents (diagram_id, position, incident_id);
create index diagram_incidents_incident_id_idx on diagram_incidents (incident_id, diagram_id);
