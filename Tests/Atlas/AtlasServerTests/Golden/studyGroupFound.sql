-- studyGroups.groupsByID
select g.id, g.created_at, g.updated_at, g.version, g.name, g.description, g.topic, g.visibility, g.created_by,
  g.member_count, g.max_members, g.focus_diagram_id, g.focus_lab_id, g.focus_incident_id,
  g.focus_atom_id
from study_groups g
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
where g.id = any($4) and coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    or exists (select from group_invitations v where v.group_id = g.id and v.user_id = audience.viewer_id)
    );

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- studyGroups.viewerMemberships
select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
from group_members m
where m.user_id = $1 and m.group_id = any($2);

-- studyGroups.ofUsers
select p.parent_id, c.membership_id, g.id, g.created_at, g.updated_at, g.version, g.name, g.description, g.topic, g.visibility, g.created_by,
  g.member_count, g.max_members, g.focus_diagram_id, g.focus_lab_id, g.focus_incident_id,
  g.focus_atom_id
from unnest($1) with ordinality as p(parent_id, n)
cross join lateral (
  select m.id as membership_id, m.group_id
  from group_members m
  where m.user_id = p.parent_id and m.id > coalesce($2, 0)
  order by m.id
  limit $3
) c
join study_groups g on g.id = c.group_id
order by p.n, c.membership_id;

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

-- studyGroups.totalsOfUsers
select m.user_id as parent_id, count(*)::int as total
from group_members m
where m.user_id = any($1)
group by m.user_id;
