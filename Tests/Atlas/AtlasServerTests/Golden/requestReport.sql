-- analytics.requestReport
with input as (
  select $1::bigint as user_id, $2::text as kind,
    $3::bigint as group_id, $4::timestamptz as from_at,
    $5::timestamptz as to_at
), permission as (
  select i.group_id is null or exists (
      select
      from study_groups g
      where g.id = i.group_id and ($6 or exists (
        select from group_members m
        where m.group_id = g.id and m.user_id = i.user_id and m.role in ('OWNER', 'MODERATOR')
      ))
    ) as is_given
  from input i
), accepted as (
  select nextval(pg_get_serial_sequence('reports', 'id')) as id
  from input i
  join permission p on p.is_given
  where (
    select count(*) from jobs j
    where j.user_id = i.user_id and j.kind = 'BUILD_REPORT' and j.state in ('QUEUED', 'RUNNING')
  ) < $7::bigint
), job as (
  insert into jobs as j (user_id, kind, subject, arguments)
select $8, $9, $10 || (a.id)::text, '{}'::jsonb
from accepted a
on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
returning j.id, j.subject
), report as (
  insert into reports (id, user_id, kind, group_id, from_at, to_at, job_id)
  overriding system value
  select a.id, i.user_id, i.kind, i.group_id, i.from_at, i.to_at, j.id
  from input i
  cross join accepted a
  cross join job j
  returning id, job_id
)
select p.is_given, r.id, r.job_id
from permission p
left join report r on true;

-- jobs.byID
select j.id, j.created_at, j.updated_at, j.kind, j.state, j.percent, j.stage, j.attempts, j.error, j.result, j.finished_at
from jobs j
where j.id = any($1) and j.user_id = $2;

-- analytics.reportsByID
select r.id, r.created_at, r.updated_at, r.kind, r.from_at, r.to_at, r.job_id, r.rows, r.file_id, r.expires_at
from reports r
where r.id = any($1) and r.user_id = $2 and (r.expires_at is null or r.expires_at > now());
