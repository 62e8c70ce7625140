-- Quizzes: questions over a diagram, lab, incident, atom or content, and what learners answered.
--
-- Why:   a quiz is made once of what its subject says and is then the same for everybody; the first time a learner
--        passes it is a step like the others.
-- Lock:  access exclusive on progress_events and jobs, for as long as checking their rows takes; brief share row
--        exclusive locks on users, diagrams, labs, incidents, atoms and contents for the foreign keys.
-- Undo:  delete from progress_events where quiz_id is not null; alter table progress_events drop column quiz_id, and
--        the check of 0022 again; delete from jobs where kind = 'GENERATE_QUIZ', and jobs_kind_known of 0019 again;
--        drop table quiz_answers, quiz_attempts, quiz_takers, quiz_options, quiz_questions, quizzes;
--
-- Private by rows: attempts, answers, and how far somebody has come with a quiz.

create table quizzes (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  title text collate "C" not null,
  -- What it is about: exactly one.
  diagram_id bigint references diagrams on delete cascade,
  lab_id bigint references labs on delete cascade,
  incident_id bigint references incidents on delete cascade,
  atom_id bigint references atoms on delete cascade,
  content_id bigint references contents on delete cascade,
  -- Whether everybody could read its subject while it said what the quiz was made of. Until then a quiz of a draft is
  -- for those who may read drafts, also when another version of the subject has been published since.
  of_published boolean not null,
  -- Atoms of a diagram's that it was made of. They are others' texts: without one of them it is shown to nobody.
  atom_ids bigint[] not null default '{}',
  difficulty text,
  pass_score double precision not null default 0.7,
  generated boolean not null default true,
  -- The model that wrote it, or our own algorithm with its version.
  made_by text collate "C" not null,
  -- SHA-256 of everything that it was made of: the same input is the same quiz.
  content_key bytea not null,
  constraint quizzes_content_key_key unique (content_key),
  constraint quizzes_content_key_length check (octet_length(content_key) = 32),
  constraint quizzes_title_short check (char_length(title) between 1 and 300),
  constraint quizzes_subject_one check (num_nonnulls(diagram_id, lab_id, incident_id, atom_id, content_id) = 1),
  constraint quizzes_atoms_of_diagram check (
    (diagram_id is not null or atom_ids = '{}') and cardinality(atom_ids) <= 200
    and array_position(atom_ids, null) is null
  ),
  constraint quizzes_difficulty_known check (difficulty in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT')),
  constraint quizzes_pass_score_in_range check (pass_score between 0 and 1),
  constraint quizzes_made_by_short check (char_length(made_by) between 1 and 200)
);

create index quizzes_diagram_id_idx on quizzes (diagram_id) where diagram_id is not null;
create index quizzes_lab_id_idx on quizzes (lab_id) where lab_id is not null;
create index quizzes_incident_id_idx on quizzes (incident_id) where incident_id is not null;
create index quizzes_atom_id_idx on quizzes (atom_id) where atom_id is not null;
create index quizzes_content_id_idx on quizzes (content_id) where content_id is not null;

create table quiz_questions (
  id bigint generated always as identity primary key,
  quiz_id bigint not null references quizzes on delete cascade,
  position int not null,
  -- Markdown.
  prompt text not null,
  multiple boolean not null default false,
  explanation text not null,
  -- What it was made of: numbered sources with their words.
  citations jsonb not null default '[]',
  constraint quiz_questions_position_key unique (quiz_id, position),
  constraint quiz_questions_position_in_range check (position between 1 and 50),
  constraint quiz_questions_prompt_short check (char_length(prompt) between 1 and 2000),
  constraint quiz_questions_explanation_short check (char_length(explanation) between 1 and 4000),
  constraint quiz_questions_citations_array check (
    jsonb_typeof(citations) = 'array' and octet_length(citations::text) <= 40000
  )
);

create table quiz_options (
  id bigint generated always as identity primary key,
  question_id bigint not null references quiz_questions on delete cascade,
  position int not null,
  -- Markdown.
  text text not null,
  correct boolean not null,
  constraint quiz_options_position_key unique (question_id, position),
  constraint quiz_options_position_in_range check (position between 1 and 6),
  constraint quiz_options_text_short check (char_length(text) between 1 and 1000)
);

create table quiz_attempts (
  id bigint generated always as identity primary key,
  quiz_id bigint not null references quizzes on delete cascade,
  user_id bigint not null references users on delete cascade,
  score double precision not null,
  passed boolean not null,
  submitted_at timestamptz(3) not null default now(),
  constraint quiz_attempts_score_in_range check (score between 0 and 1)
);

create index quiz_attempts_user_id_idx on quiz_attempts (user_id, quiz_id, id);
create index quiz_attempts_quiz_id_idx on quiz_attempts (quiz_id);

-- The attempt's user again: an answer begins in the same statement as its attempt.
create table quiz_answers (
  attempt_id bigint not null references quiz_attempts on delete cascade,
  question_id bigint not null references quiz_questions on delete cascade,
  user_id bigint not null,
  option_ids bigint[] not null,
  correct boolean not null,
  primary key (attempt_id, question_id),
  constraint quiz_answers_options_few check (
    cardinality(option_ids) <= 6 and array_position(option_ids, null) is null
  )
);

create index quiz_answers_question_id_idx on quiz_answers (question_id);

-- One row for each learner and quiz, made by the first attempt: whoever has one sees the right answers. It counts the
-- attempts of the latest day (UTC), and names the first one that was passed.
create table quiz_takers (
  user_id bigint not null references users on delete cascade,
  quiz_id bigint not null references quizzes on delete cascade,
  day date not null,
  attempts int not null default 1,
  passed_attempt_id bigint,
  primary key (user_id, quiz_id),
  constraint quiz_takers_attempts_positive check (attempts > 0)
)
with (fillfactor = 80);

create index quiz_takers_quiz_id_idx on quiz_takers (quiz_id);

alter table quiz_attempts enable row level security, force row level security;
create policy own_rows on quiz_attempts using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
alter table quiz_answers enable row level security, force row level security;
create policy own_rows on quiz_answers using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
alter table quiz_takers enable row level security, force row level security;
create policy own_rows on quiz_takers using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- A quiz goes with its subject, and the step goes with the quiz: what has been passed does not keep a diagram from
-- being deleted.
alter table progress_events add column quiz_id bigint references quizzes on delete cascade;
alter table progress_events drop constraint progress_events_kind_subject;
alter table progress_events add constraint progress_events_kind_subject check (
  num_nonnulls(diagram_id, lab_id, atom_id, quiz_id) = 1
  and case kind
    when 'DIAGRAM_COMPLETED' then diagram_id is not null
    when 'LAB_STARTED' then lab_id is not null
    when 'LAB_COMPLETED' then lab_id is not null
    when 'ATOM_COMPLETED' then atom_id is not null
    when 'QUIZ_PASSED' then quiz_id is not null
    else false
  end
);
create index progress_events_quiz_id_idx on progress_events (quiz_id) where quiz_id is not null;

alter table jobs drop constraint jobs_kind_known;
alter table jobs add constraint jobs_kind_known check (
  kind in ('ATOMIZE_CONTENT', 'GENERATE_QUIZ', 'PROVISION_LAB', 'BUILD_REPORT', 'EXPORT_DATA')
);
