-- content.create
with claimable_uploads as (
  select u.id from uploads u
  where u.id = any($1) and u.received_at is not null and u.file_id is null and (true)
  for update
), claimed_uploads as (
  update uploads u
  set file_id = nextval(pg_get_serial_sequence('files', 'id'))
  where u.id in (select c.id from claimable_uploads c)
    and (select count(*) from claimable_uploads) = cardinality($2)
  returning u.file_id, array_position($3, u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
    u.object_key
), claimed_files as (
  insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
  overriding system value
  select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
), drawn as (
  select nextval(pg_get_serial_sequence('contents', 'id')) as id
  where $4 or exists (select from claimed_uploads)
), job as (
  insert into jobs as j (user_id, kind, subject, arguments)
select $5, $6, $7 || (d.id)::text, '{}'::jsonb
from drawn d where $8
on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
returning j.id, j.subject
), content as (
  insert into contents (id, owner_id, title, description, kind, status, author, subject, difficulty, duration,
    language, source_kind, source_url, file_id, job_id)
  overriding system value
  select d.id, $9, $10, $11::text, $12,
    $13, $14::text, $15::text,
    $16::text, $17::interval, $18::text,
    $19, $20::text, (select u.file_id from claimed_uploads u),
    (select j.id from job j)
  from drawn d
  returning id
), given_text as (
  insert into content_texts (content_id, text)
  select c.id, $21::text from content c where $22
), announced as (
  insert into events (topic, kind, entity, payload)
  select distinct 'content:' || c.id, 'CONTENT_UPDATED', 'content_' || c.id,
    jsonb_build_object('contentId', c.id)
  from content c
)
select id from content;

-- content.contentsByID
select c.id, c.created_at, c.updated_at, c.version, c.title, c.description, c.kind, c.status, c.owner_id, c.file_id, c.job_id, c.author, c.subject, c.difficulty, c.duration, c.language, c.total_atoms, c.algorithm_version, c.quality_score, c.atomized_at
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));

-- jobs.byID
select j.id, j.created_at, j.updated_at, j.kind, j.state, j.percent, j.stage, j.attempts, j.error, j.result, j.finished_at
from jobs j
where j.id = any($1) and j.user_id = $2;
