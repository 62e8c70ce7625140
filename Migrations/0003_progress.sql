-- Progress: what learners completed and tried, the steps they made, and one row of standing for each.
--
-- Why:   tallies, metrics and the skill heat map are computed from completions and results; the standing holds only
--        what cannot be had by counting (version, streak, time).
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users, diagrams and labs.
-- Undo:  drop table learner_progress, progress_events, lab_results, diagram_completions;
--
-- A learner's history goes with the learner. Content with a history cannot be deleted: it is archived instead.

create table diagram_completions (
  user_id bigint not null references users on delete cascade,
  diagram_id bigint not null references diagrams on delete restrict,
  completed_at timestamptz(3) not null default now(),
  primary key (user_id, diagram_id)
);

create index diagram_completions_diagram_id_idx on diagram_completions (diagram_id);

create table lab_results (
  id bigint generated always as identity primary key,
  lab_id bigint not null references labs on delete restrict,
  user_id bigint not null references users on delete cascade,
  attempt int not null,
  state text not null,
  passed boolean not null generated always as (state = 'PASSED') stored,
  score double precision not null default 0,
  solution text not null,
  -- [{"key", "passed", "message"}], one for each check there was; title and weight are kept too, as they were then.
  checks jsonb not null default '[]',
  feedback text,
  submitted_at timestamptz(3) not null default now(),
  graded_at timestamptz(3),
  duration interval,
  constraint lab_results_attempt_key unique (lab_id, user_id, attempt),
  constraint lab_results_attempt_positive check (attempt > 0),
  constraint lab_results_state_known check (state in ('GRADING', 'PASSED', 'FAILED', 'ERROR')),
  constraint lab_results_score_in_range check (score between 0 and 100),
  constraint lab_results_solution_short check (char_length(solution) <= 200000),
  constraint lab_results_checks_array check (jsonb_typeof(checks) = 'array'),
  constraint lab_results_graded check ((state = 'GRADING') = (graded_at is null)),
  constraint lab_results_duration_positive check (duration >= interval '0')
);

create index lab_results_user_id_idx on lab_results (user_id, lab_id, attempt) include (passed, score, submitted_at);
create index lab_results_submitted_at_idx on lab_results (user_id, submitted_at);

create table progress_events (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  kind text not null,
  diagram_id bigint references diagrams on delete restrict,
  lab_id bigint references labs on delete restrict,
  at timestamptz(3) not null default now(),
  -- Points added to the overall percentage.
  delta double precision,
  constraint progress_events_kind_subject check (
    case kind
      when 'DIAGRAM_COMPLETED' then diagram_id is not null and lab_id is null
      when 'LAB_STARTED' then lab_id is not null and diagram_id is null
      when 'LAB_COMPLETED' then lab_id is not null and diagram_id is null
      else false
    end
  )
);

create index progress_events_page_idx on progress_events (user_id, id);
create index progress_events_at_idx on progress_events (user_id, at) include (kind);
create index progress_events_diagram_id_idx on progress_events (diagram_id) where diagram_id is not null;
create index progress_events_lab_id_idx on progress_events (lab_id) where lab_id is not null;

-- Keyed by the user, so that a learner's progress has an id before there is a row: the row is made by the first step,
-- with version 2, and a learner without a row stands at version 1.
create table learner_progress (
  user_id bigint primary key references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 2,
  -- As of last_active_on (a UTC day); a reader on a later day than the next shows 0.
  current_streak_days int not null default 1,
  longest_streak_days int not null default 1,
  last_active_on date not null,
  last_activity_at timestamptz(3) not null default now(),
  time_spent interval not null default interval '0',
  constraint learner_progress_streaks check (current_streak_days between 1 and longest_streak_days),
  constraint learner_progress_time_positive check (time_spent >= interval '0')
)
with (fillfactor = 80);
