-- analytics.reportsByID
select r.id, r.created_at, r.updated_at, r.kind, r.from_at, r.to_at, r.job_id, r.rows, r.file_id, r.expires_at
from reports r
where r.id = any($1) and r.user_id = $2 and (r.expires_at is null or r.expires_at > now());

-- jobs.byID
select j.id, j.created_at, j.updated_at, j.kind, j.state, j.percent, j.stage, j.attempts, j.error, j.result, j.finished_at
from jobs j
where j.id = any($1) and j.user_id = $2;
