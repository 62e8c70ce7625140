-- Jobs: work that takes longer than a request.
--
-- Why:   a job is enqueued in the statement of its cause and ended in the transaction of its effect, so that neither
--        exists without the other, whatever happens to the worker.
-- Lock:  new table; a brief share row exclusive lock on users for the foreign key.
-- Undo:  drop table jobs;
--
-- A claim raises attempts, which from then on is the number of the lease: who still holds an older one changes nothing.

create table jobs (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  -- Who asked for it.
  user_id bigint not null references users on delete cascade,
  kind text not null,
  state text not null default 'QUEUED',
  -- Global id of what it is about.
  subject text collate "C",
  arguments jsonb not null default '{}',
  percent double precision,
  stage text,
  attempts int not null default 0,
  -- When it may be claimed: at once, after a pause, or when the lease of a lost worker is over.
  due_at timestamptz not null default now(),
  cancel_requested boolean not null default false,
  error text,
  -- Global id of what it made.
  result text collate "C",
  finished_at timestamptz(3),
  constraint jobs_kind_known check (kind in ('ATOMIZE_CONTENT', 'PROVISION_LAB', 'BUILD_REPORT', 'EXPORT_DATA')),
  constraint jobs_state_known check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  constraint jobs_subject_short check (octet_length(subject) between 1 and 120),
  constraint jobs_arguments_object check (jsonb_typeof(arguments) = 'object'),
  constraint jobs_percent_in_range check (percent between 0 and 100),
  constraint jobs_stage_short check (char_length(stage) <= 80),
  constraint jobs_attempts_positive check (attempts >= 0),
  constraint jobs_error_short check (char_length(error) <= 1000),
  constraint jobs_result_short check (octet_length(result) between 1 and 120),
  constraint jobs_finished check ((state in ('SUCCEEDED', 'FAILED', 'CANCELED')) = (finished_at is not null))
)
with (fillfactor = 80);

create unique index jobs_subject_key on jobs (kind, subject) where state in ('QUEUED', 'RUNNING');
create index jobs_due_at_idx on jobs (due_at) where state in ('QUEUED', 'RUNNING');
create index jobs_user_id_idx on jobs (user_id, id);
create index jobs_finished_at_idx on jobs (finished_at) where finished_at is not null;

alter table jobs enable row level security, force row level security;
create policy own_rows on jobs using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
