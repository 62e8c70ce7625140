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

-- studyGroups.membersPage
select c.group_id, c.id, c.user_id, c.role, c.joined_at, c.last_read_at
from unnest($1) with ordinality as p(group_id, n)
join study_groups g on g.id = p.group_id
cross join (
      select $2::bigint as viewer_id, $3::bigint as group_id, $4::boolean as sees_all
    ) as audience
cross join lateral (
  select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
  from group_members m
  where m.group_id = p.group_id and m.id > coalesce($5, 0)
  order by m.id
  limit $6
) c
where coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    )
order by p.n, c.id;

-- studyGroups.viewerMemberships
select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
from group_members m
where m.user_id = $1 and m.group_id = any($2);

-- studyGroups.messagesPage
select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
from unnest($1) with ordinality as p(group_id, n)
cross join lateral (
  select m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, m.deleted_at, m.reply_to_id, m.client_message_id
  from group_messages m
  where m.group_id = p.group_id and m.sequence > coalesce($2, 0)
    and m.sequence < coalesce($3, 2147483648)
  order by m.sequence desc
  limit $4
) m
order by p.n, m.sequence;

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- studyGroups.memberTotals
select g.id as parent_id, g.member_count as total from study_groups g where g.id = any($1);

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);
