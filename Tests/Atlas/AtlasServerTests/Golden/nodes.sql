-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- catalog.incidentsByID
select i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
  i.root_cause, i.lessons, i.source_url, i.tags from incidents i where i.id = any($1);

-- catalog.labsByID
select l.id, l.title
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);
