-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.leave
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
  ), left_members as (
  delete from group_members m
  using standing s
  where m.id = s.member_id and s.role <> 'OWNER' and s.member_count > 1
  returning m.group_id
), changed as (
    update study_groups g
    set member_count = g.member_count - 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
      updated_at = now()
    from left_members l
    where g.id = l.group_id
    returning g.id, g.version, g.last_sequence
  ), message as (
    insert into group_messages (group_id, sequence, kind, content, about_user_id)
    select c.id, c.last_sequence, 'SYSTEM', s.display_name || ' left the group.', $5
    from changed c cross join standing s
    returning id, group_id, sequence
  ), published as (
    insert into events (topic, kind, entity, payload)
    select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
      jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
    from message m
    union all
    select 'group:' || c.id, 'GROUP_UPDATED', 'group_' || c.id,
      jsonb_strip_nulls(
        jsonb_build_object('groupId', c.id, 'version', c.version, 'leftUserId', $6::bigint))
    from changed c cross join standing s
  ), dissolved as (
  delete from study_groups g
  using standing s
  where g.id = s.id and s.member_id is not null and s.member_count = 1
  returning g.id
), announced as (
  insert into events (topic, kind, entity, payload)
    select 'group:' || d.id, 'GROUP_DELETED', 'group_' || d.id, jsonb_build_object('groupId', d.id)
    from dissolved d
), detached_files as (
  delete from group_message_files f where f.group_id in (select d.id from dissolved d) returning f.file_id
), removed_files as (
  delete from files f where f.id in (select d.file_id from detached_files d) returning f.object_key
), discarded_objects as (
  insert into object_deletions (object_key) select r.object_key from removed_files r
)
select s.role, exists (select from changed) or exists (select from dissolved) as is_done
from standing s;

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

-- studyGroups.viewerMemberships
select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
from group_members m
where m.user_id = $1 and m.group_id = any($2);
