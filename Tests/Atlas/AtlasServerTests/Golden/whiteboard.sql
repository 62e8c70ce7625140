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

-- studyGroups.viewerMemberships
select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
from group_members m
where m.user_id = $1 and m.group_id = any($2);

-- whiteboards.byID
select w.group_id, w.revision, w.updated_at, (
    select translate(encode(convert_to(coalesce(json_object_agg(e.id, e.value order by e.id)::text, '{}'), 'UTF8'), 'base64'), chr(10), '')
    from whiteboard_elements e
    where e.group_id = w.group_id
  ) as snapshot
from whiteboards w
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
where w.group_id = any($4) and (
      audience.sees_all or w.group_id = audience.group_id
      or exists (select from group_members a where a.group_id = w.group_id and a.user_id = audience.viewer_id)
    );

-- whiteboards.operations
select w.group_id, c.revision, c.author_id, c.data, c.at
from whiteboards w
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
cross join lateral (
  select o.revision, o.author_id, o.data, o.at
  from whiteboard_ops o
  where o.group_id = w.group_id and o.revision > $4 and w.first_revision <= $5::bigint + 1
  order by o.revision
  limit $6
) c
where w.group_id = any($7) and (
      audience.sees_all or w.group_id = audience.group_id
      or exists (select from group_members a where a.group_id = w.group_id and a.user_id = audience.viewer_id)
    )
order by w.group_id, c.revision;

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);
