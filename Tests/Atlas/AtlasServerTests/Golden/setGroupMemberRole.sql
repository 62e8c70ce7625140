-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.setMemberRole
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
  ), wanted as (
  select $6::text as role
), stepped_down as (
  update group_members m
  set role = 'MODERATOR'
  from standing s
  cross join target t
  cross join wanted w
  where m.id = s.member_id and s.role = 'OWNER' and w.role = 'OWNER' and t.role <> 'OWNER' and not t.is_closed
  returning m.group_id
), raised as (
  update group_members m
  set role = w.role
  from standing s
  cross join target t
  cross join wanted w
  left join stepped_down d on d.group_id = s.id
  where m.id = t.id and s.role = 'OWNER' and t.role not in ('OWNER', w.role)
    and (w.role <> 'OWNER' or d.group_id is not null)
  returning m.group_id, m.user_id, m.role
), changed as (
  update study_groups g
  set last_sequence = g.last_sequence + 1, version = g.version + 1, updated_at = now()
  from raised r
  where g.id = r.group_id
  returning g.id, g.version, g.last_sequence
), message as (
    insert into group_messages (group_id, sequence, kind, content, about_user_id)
    select c.id, c.last_sequence, 'SYSTEM', t.display_name || case w.role when 'OWNER' then ' owns the group now.'
      when 'MODERATOR' then ' moderates the group now.' else ' no longer moderates the group.' end, t.user_id
    from changed c cross join target t cross join wanted w
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
    from changed c cross join target t cross join wanted w
  ), audited as (
  insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
    select $7::bigint, $8, 'user_' || r.user_id, $9, $10::text,
      $11, jsonb_build_object('groupId', r.group_id, 'role', r.role)
    from raised r
)
select s.role, t.id, t.role as held, t.id = s.member_id as is_self, exists (select from raised) as is_done,
  t.is_closed
from standing s
left join target t on true;

-- postgres.commit
commit;

-- studyGroups.membersByID
select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
from group_members m
join study_groups g on g.id = m.group_id
cross join (
      select $1::bigint as viewer_id, $2::bigint as group_id, $3::boolean as sees_all
    ) as audience
where m.id = any($4) and coalesce(audience.viewer_id, audience.group_id) is not null
    and (
      g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
      or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
    );

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);
