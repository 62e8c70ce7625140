-- studyGroups.moveReadMark
update group_members a
set last_read_sequence = greatest(a.last_read_sequence, least($1, g.last_sequence)), last_read_at = now()
from study_groups g
where g.id = a.group_id and a.group_id = $2 and a.user_id = $3;

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

-- studyGroups.unreadCounts
select a.group_id as parent_id, greatest(g.last_sequence - a.last_read_sequence, 0) as unread
from group_members a
join study_groups g on g.id = a.group_id
where a.user_id = $1 and a.group_id = any($2);
