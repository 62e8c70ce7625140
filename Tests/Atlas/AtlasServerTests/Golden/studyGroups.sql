-- studyGroups.list
select 0::bigint as parent_id, g.id, g.created_at, g.updated_at, g.version, g.name, g.description, g.topic, g.visibility, g.created_by,
  g.member_count, g.max_members, g.focus_diagram_id, g.focus_lab_id, g.focus_incident_id,
  g.focus_atom_id
from (
  select g.id
  from study_groups g
  cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
  where coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    or exists (select from group_invitations v where v.group_id = g.id and v.user_id = audience.viewer_id)
    ) and g.search @@ websearch_to_tsquery('english', $4) and (g.member_count < g.max_members) = $5
  order by g.name, g.id
  limit $6
) p
join study_groups g on g.id = p.id
order by g.name, g.id;

-- studyGroups.count
select 0::bigint as parent_id, count(*)::int as total
from study_groups g
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
where coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    or exists (select from group_invitations v where v.group_id = g.id and v.user_id = audience.viewer_id)
    ) and g.search @@ websearch_to_tsquery('english', $4) and (g.member_count < g.max_members) = $5;

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
