-- content.contentsByID
select c.id, c.created_at, c.updated_at, c.version, c.title, c.description, c.kind, c.status, c.owner_id, c.file_id, c.job_id, c.author, c.subject, c.difficulty, c.duration, c.language, c.total_atoms, c.algorithm_version, c.quality_score, c.atomized_at
from contents c
where c.id = any($1) and (c.status = 'COMPLETED' or (c.owner_id = $2 or $3));

-- content.objectivesOfContents
select o.content_id as parent_id, o.id, o.text, o.level
from learning_objectives o
where o.content_id = any($1)
order by o.content_id, o.position, o.id;

-- content.atomsOfContents
select p.parent_id, k.place, a.id, a.created_at, a.updated_at, a.version, a.content_id, a.sequence, a.title, a.body, a.kind, a.media_file_id, a.concepts, a.difficulty, a.estimated_time, a.quality_score
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select x.id, x.sequence as place
  from atoms x
  where x.content_id = p.parent_id and x.retired_at is null
    and (x.sequence, x.id) > (coalesce($2, 0), coalesce($3, 0))
  order by x.sequence, x.id
  limit $4
) k
join atoms a on a.id = k.id
order by p.n, k.place, a.id;

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- content.atomCountOfContents
select a.content_id as parent_id, count(*)::int as total
from atoms a
where a.content_id = any($1) and a.retired_at is null
group by a.content_id;
