-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.removeMember
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
  ), target as (
    select m.id, m.user_id, m.role, u.display_name, u.closed_at is not null as is_closed
    from standing s
    join group_members m on m.group_id = s.id and m.user_id = $5
    join users u on u.id = m.user_id
  ), left_members as (
  delete from group_members m
  using standing s, target t
  where m.id = t.id and t.id <> s.member_id
    and (s.role = 'OWNER' or s.role = 'MODERATOR' and t.role = 'MEMBER')
  returning m.group_id, m.user_id
), barred as (
  insert into group_removals (group_id, user_id, removed_by)
  select l.group_id, l.user_id, $6 from left_members l
  on conflict (group_id, user_id) do update set removed_by = excluded.removed_by, created_at = now()
), changed as (
    update study_groups g
    set member_count = g.member_count - 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
      updated_at = now()
    from left_members l
    where g.id = l.group_id
    returning g.id, g.version, g.last_sequence
  ), message as (
    insert into group_messages (group_id, sequence, kind, content, about_user_id)
    select c.id, c.last_sequence, 'SYSTEM', t.display_name || ' was removed from the group.', t.user_id
    from changed c cross join target t
    returning id, group_id, sequence
  ), published as (
    insert into events (topic, kind, entity, payload)
    select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
      jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
    from message m
    union all
    select 'group:' || c.id, 'GROUP_UPDATED', 'group_' || c.id,
      jsonb_strip_nulls(
        jsonb_build_object('groupId', c.id, 'version', c.version, 'leftUserId', t.user_id))
    from changed c cross join target t
  ), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $7::bigint, $8, 'user_' || l.user_id, $9, $10::text,
      $11, jsonb_build_object('groupId', l.group_id)
    from left_members l
)
select s.role, t.id, t.role as held, t.id = s.member_id as is_self, exists (select from left_members) as is_done
from standing s
left join target t on true;

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
