-- Progress and analytics: atoms among the steps, what clients tell, and reports.
--
-- Why:   completing an atom is a step like the others; what clients tell is kept by the month, so that old months go at
--        once and not row by row; a report is asked for in one statement with the job that computes it.
-- Lock:  access exclusive on progress_events, for as long as checking its rows takes; brief share row exclusive locks
--        on users, study_groups, jobs and atoms for the foreign keys.
-- Undo:  drop table reports, tracked_events; drop function atlas_keep_tracked_events(int),
--        atlas_keep_tracked_events(int, timestamptz);
--        delete from progress_events where atom_id is not null; alter table progress_events drop column atom_id, and the
--        check of 0003 again.

alter table progress_events add column atom_id bigint references atoms on delete restrict;
alter table progress_events drop constraint progress_events_kind_subject;
alter table progress_events add constraint progress_events_kind_subject check (
  num_nonnulls(diagram_id, lab_id, atom_id) = 1
  and case kind
    when 'DIAGRAM_COMPLETED' then diagram_id is not null
    when 'LAB_STARTED' then lab_id is not null
    when 'LAB_COMPLETED' then lab_id is not null
    when 'ATOM_COMPLETED' then atom_id is not null
    else false
  end
);
create index progress_events_atom_id_idx on progress_events (atom_id) where atom_id is not null;

-- What happened in clients, by the month (UTC) in which it happened. There is no partition for everything else: what
-- fits nowhere is refused, not hidden. There is no foreign key to users, which would make each new month lock them; who
-- erases an account deletes its rows here.
create table tracked_events (
  user_id bigint not null,
  at timestamptz(3) not null,
  received_at timestamptz(3) not null default now(),
  name text not null,
  -- Global id of what it was about.
  subject text collate "C",
  -- As the client wrote it: json takes what jsonb cannot hold.
  data json,
  constraint tracked_events_name_short check (char_length(name) between 1 and 80),
  constraint tracked_events_subject_short check (octet_length(subject) between 1 and 120),
  constraint tracked_events_data_small check (octet_length(data::text) <= 4096)
)
partition by range (at);

create index tracked_events_user_id_idx on tracked_events (user_id, at);

-- Holds for whoever names tracked_events. Whoever names a partition instead sees nothing: those have no policy at all.
alter table tracked_events enable row level security, force row level security;
create policy own_rows on tracked_events using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- Makes the partitions of the month before a moment's, of its own and of the next two, and drops those that ended more
-- than months_kept months before it; answers the names of what it made and dropped.
--
-- A new partition has its constraints and indexes before it is attached, which blocks no writer. A drop needs the table
-- for a moment; where it cannot have it within the lock timeout, that is left for the next call. One call at a time
-- works, others do nothing.
create function atlas_keep_tracked_events(months_kept int, moment timestamptz) returns setof text
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set lock_timeout = '250ms'
as $$
declare
  this_month timestamp := date_trunc('month', moment at time zone 'UTC');
  first_day timestamp;
  name text;
begin
  if coalesce(months_kept, 0) < 1 then
    raise exception 'events are kept for one month at least' using errcode = 'invalid_parameter_value';
  end if;
  if not pg_try_advisory_xact_lock(4707100, 22) then return; end if;
  for first_day in
    select this_month + make_interval(months => n) from generate_series(-1, 2) n
  loop
    name := 'tracked_events_' || to_char(first_day, 'YYYY_MM');
    continue when to_regclass('public.' || name) is not null;
    begin
      execute format(
        'create table public.%I (like public.tracked_events including defaults including constraints including indexes)',
        name);
      execute format('alter table public.%I enable row level security, force row level security', name);
      execute format(
        'alter table public.tracked_events attach partition public.%I for values from (%L) to (%L)',
        name, first_day at time zone 'UTC', (first_day + interval '1 month') at time zone 'UTC');
      return next name;
    exception
      when lock_not_available then null;
    end;
  end loop;
  for name in
    select c.relname
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.tracked_events'::regclass
      and c.relname < 'tracked_events_' || to_char(this_month - make_interval(months => months_kept), 'YYYY_MM')
    order by c.relname
  loop
    begin
      execute format('drop table public.%I', name);
      return next name;
    exception
      when lock_not_available then null;
    end;
  end loop;
end
$$;

-- The same as of now, as the owner of the tables: the sessions of the server own nothing, and may do no more than this.
create function atlas_keep_tracked_events(months_kept int) returns setof text
  language sql
  security definer
  set search_path = pg_catalog, pg_temp
  return public.atlas_keep_tracked_events(months_kept, now());

revoke execute on function atlas_keep_tracked_events(int, timestamptz) from public;
revoke execute on function atlas_keep_tracked_events(int) from public;

do $$
begin
  if to_regrole('atlas_app') is null then return; end if;
  grant execute on function atlas_keep_tracked_events(int) to atlas_app;
end
$$;

select atlas_keep_tracked_events(13);

-- Numbers for those who teach, each for who asked for it. It goes with its job at the latest.
create table reports (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  user_id bigint not null references users on delete cascade,
  kind text not null,
  -- Only the members of this group.
  group_id bigint references study_groups on delete cascade,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  job_id bigint not null references jobs on delete cascade,
  -- A list of objects; null until the job is done.
  rows json,
  -- The same as CSV, in the object store.
  file_id bigint references files on delete set null,
  expires_at timestamptz(3),
  constraint reports_kind_known check (kind in ('LAB_OUTCOMES', 'ENGAGEMENT', 'AI_USAGE')),
  constraint reports_range check (from_at < to_at and to_at - from_at <= interval '366 days'),
  constraint reports_rows_array check (json_typeof(rows) = 'array'),
  constraint reports_expires check ((rows is null) = (expires_at is null)),
  constraint reports_file_after_rows check (file_id is null or rows is not null)
);

create index reports_user_id_idx on reports (user_id, id);
create index reports_group_id_idx on reports (group_id) where group_id is not null;
create index reports_job_id_idx on reports (job_id);
create index reports_file_id_idx on reports (file_id) where file_id is not null;
create index reports_expires_at_idx on reports (expires_at) where expires_at is not null;

alter table reports enable row level security, force row level security;
create policy own_rows on reports using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
