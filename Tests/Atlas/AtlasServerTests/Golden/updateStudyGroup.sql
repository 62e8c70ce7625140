-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.update
with standing as (
    select g.id, g.name, g.visibility, g.version, g.member_count, u.display_name, m.id as member_id, m.role
    from study_groups g
    cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
    join users u on u.id = audience.viewer_id
    left join group_members m on m.group_id = g.id and m.user_id = audience.viewer_id
    where g.id = $4 and coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    or exists (select from group_invitations v where v.group_id = g.id and v.user_id = audience.viewer_id)
    )
  ), focus as (
    select k.diagram_id, k.lab_id, k.incident_id, k.atom_id,
      num_nonnulls(k.diagram_id, k.lab_id, k.incident_id, k.atom_id) = 0
        or exists (select from diagrams d where d.id = k.diagram_id and d.status = 'PUBLISHED')
        or exists (select from labs l where l.id = k.lab_id and l.status = 'PUBLISHED')
        or exists (select from incidents i where i.id = k.incident_id)
        or exists (select from atoms a where a.id = k.atom_id and a.published) as is_there
    from (
      select $5::bigint as diagram_id, $6::bigint as lab_id,
        $7::bigint as incident_id, $8::bigint as atom_id
    ) k
  ), changed as (
  update study_groups g
  set version = g.version + 1, updated_at = now(),
    name = coalesce($9::text, g.name),
    description = case when $10 then $11::text else g.description end,
    topic = case when $12 then $13::text else g.topic end,
    visibility = coalesce($14::text, g.visibility),
    max_members = coalesce($15::int, g.max_members),
    focus_diagram_id = case when $16 then f.diagram_id else g.focus_diagram_id end,
    focus_lab_id = case when $17 then f.lab_id else g.focus_lab_id end,
    focus_incident_id = case when $18 then f.incident_id else g.focus_incident_id end,
    focus_atom_id = case when $19 then f.atom_id else g.focus_atom_id end
  from standing s
  cross join focus f
  where g.id = s.id and s.role in ('OWNER', 'MODERATOR') and f.is_there
    and g.version = coalesce($20::int, g.version)
    and g.member_count <= coalesce($21::int, g.max_members)
  returning g.id, g.version
), published as (
  insert into events (topic, kind, entity, payload)
  select 'group:' || c.id, 'GROUP_UPDATED', 'group_' || c.id,
      jsonb_strip_nulls(
        jsonb_build_object('groupId', c.id, 'version', c.version, 'leftUserId', null::bigint))
    from changed c
)
select s.role, exists (select from changed) as is_done, s.version, s.member_count, f.is_there
from standing s
cross join focus f;

-- postgres.commit
commit;

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

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);
