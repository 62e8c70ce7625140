-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.join
with joiner as (
  select u.id, u.display_name, v.user_id is not null as is_invited, r.user_id is not null as is_removed
  from users u
  left join group_invitations v on v.group_id = $1 and v.user_id = u.id
  left join group_removals r on r.group_id = $2 and r.user_id = u.id
  where u.id = $3 and u.closed_at is null
), changed as (
  update study_groups g
  set member_count = g.member_count + 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
    updated_at = now()
  from joiner j
  where g.id = $4 and (j.is_invited or g.visibility = 'PUBLIC' and not j.is_removed)
    and g.member_count < g.max_members
    and not exists (select from group_members m where m.group_id = g.id and m.user_id = j.id)
  returning g.id, g.version, g.last_sequence
), membership as (
  insert into group_members (group_id, user_id, last_read_sequence)
  select c.id, j.id, c.last_sequence from changed c cross join joiner j
  returning id
), accepted as (
  delete from group_invitations v using changed c where v.group_id = c.id and v.user_id = $5
), readmitted as (
  delete from group_removals r using changed c where r.group_id = c.id and r.user_id = $6
), message as (
    insert into group_messages (group_id, sequence, kind, content, about_user_id)
    select c.id, c.last_sequence, 'SYSTEM', j.display_name || ' joined the group.', j.id
    from changed c cross join joiner j
    returning id, group_id, sequence
  ), published as (
    insert into events (topic, kind, entity, payload)
    select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
      jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
    from message m
    union all
    select 'group:' || c.id, 'GROUP_UPDATED', 'group_' || c.id,
      jsonb_strip_nulls(
        jsonb_build_object('groupId', c.id, 'version', c.version, 'leftUserId', null::bigint))
    from changed c cross join joiner j
  )
select case
    when j.id is null then 'NO_ACCOUNT'
    when exists (select from membership) then 'JOINED'
    when m.id is not null then 'ALREADY_MEMBER'
    when g.id is null or g.visibility = 'PRIVATE' and j.is_invited is not true then 'NOT_FOUND'
    when g.visibility = 'INVITE_ONLY' and not j.is_invited then 'INVITE_ONLY'
    when j.is_removed and not j.is_invited then 'REMOVED'
    else 'FULL'
  end as outcome
from (select) as always
left join joiner j on true
left join study_groups g on g.id = $7
left join group_members m on m.group_id = g.id and m.user_id = j.id;

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
