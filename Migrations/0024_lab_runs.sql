-- Labs at work: the runs of learners, the hints they revealed, and what those took off their results.
--
-- Why:   a run has a state, a lease and an environment that must be removed when it ends, whatever happens to the
--        instance that began it; a hint is revealed once, and its price holds for what is handed in afterwards.
-- Lock:  new tables; access exclusive on lab_results for a moment (a column with a constant default is not written into
--        the rows, the check reads them); brief share row exclusive locks on users and labs for the foreign keys.
-- Undo:  drop table lab_hint_reveals, lab_runs; alter table lab_results drop column penalty;
--
-- A run that has not ended is live: it has an environment or waits for one. A learner has one live run in a lab, and
-- few altogether: each holds a slot of its own.

create table lab_runs (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  lab_id bigint not null references labs on delete restrict,
  version int not null default 1,
  state text not null,
  slot smallint not null,
  -- What was begun, whatever the lab becomes; null where solutions are texts and nothing else.
  environment_kind text,
  region text,
  terminal_url text,
  started_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  extensions_left int not null default 3,
  cpu_percent double precision,
  memory_bytes bigint,
  message text,
  changed_at timestamptz(3) not null default now(),
  -- Since when a solution is being graded.
  graded_from timestamptz(3),
  ended_at timestamptz(3),
  -- What was last checked or handed in; it outlives the environment.
  last_solution text,
  -- When the environment of an ended run is to be removed; each attempt has a number and puts the next one off.
  removal_due_at timestamptz(3),
  removal_attempts int not null default 0,
  environment_removed_at timestamptz(3),
  constraint lab_runs_state_known check (
    state in ('QUEUED', 'PROVISIONING', 'READY', 'IN_PROGRESS', 'GRADING', 'PASSED', 'FAILED', 'EXPIRED', 'STOPPED',
      'ERROR')
  ),
  constraint lab_runs_ended check ((state in ('PASSED', 'EXPIRED', 'STOPPED', 'ERROR')) = (ended_at is not null)),
  constraint lab_runs_graded check ((state = 'GRADING') = (graded_from is not null)),
  constraint lab_runs_slot_in_range check (slot between 1 and 100),
  constraint lab_runs_environment_known check (environment_kind in ('SQL', 'CONTAINER')),
  constraint lab_runs_region_short check (char_length(region) <= 80),
  constraint lab_runs_terminal_short check (octet_length(terminal_url) <= 2048),
  constraint lab_runs_extensions_positive check (extensions_left >= 0),
  constraint lab_runs_usage_positive check (cpu_percent >= 0 and memory_bytes >= 0),
  constraint lab_runs_message_short check (char_length(message) <= 1000),
  constraint lab_runs_solution_short check (char_length(last_solution) <= 20000),
  constraint lab_runs_removal_after_end check (
    ended_at is not null or removal_due_at is null and environment_removed_at is null
  )
)
with (fillfactor = 80);

create unique index lab_runs_live_key on lab_runs (user_id, lab_id) where ended_at is null;
create unique index lab_runs_slot_key on lab_runs (user_id, slot) where ended_at is null;
create index lab_runs_last_idx on lab_runs (user_id, lab_id, id);
create index lab_runs_lab_id_idx on lab_runs (lab_id);
create index lab_runs_expires_at_idx on lab_runs (expires_at) where ended_at is null;
create index lab_runs_graded_from_idx on lab_runs (graded_from) where state = 'GRADING';
create index lab_runs_removal_due_at_idx on lab_runs (removal_due_at)
  where ended_at is not null and environment_kind is not null and environment_removed_at is null;

alter table lab_runs enable row level security, force row level security;
create policy own_rows on lab_runs using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- The price is the one of the moment: authors may change a hint afterwards.
create table lab_hint_reveals (
  user_id bigint not null references users on delete cascade,
  lab_id bigint not null references labs on delete restrict,
  position int not null,
  penalty double precision not null,
  revealed_at timestamptz(3) not null default now(),
  primary key (user_id, lab_id, position),
  constraint lab_hint_reveals_position_positive check (position >= 0),
  constraint lab_hint_reveals_penalty_in_range check (penalty between 0 and 100)
);

create index lab_hint_reveals_lab_id_idx on lab_hint_reveals (lab_id);

alter table lab_hint_reveals enable row level security, force row level security;
create policy own_rows on lab_hint_reveals using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- Points that hints took off the score.
alter table lab_results add column penalty double precision not null default 0;
alter table lab_results add constraint lab_results_penalty_in_range check (penalty between 0 and 1000);
