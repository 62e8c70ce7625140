-- postgres.begin
begin isolation level read committed;

-- idempotency.take
insert into idempotent_outcomes as o (scope, key_hash, request_hash)
values ($1, $2, $3)
on conflict (scope, key_hash) do update
set request_hash = excluded.request_hash, outcome = null, created_at = excluded.created_at
where o.created_at < now() - interval '24 hours'
returning o.created_at;

-- postgres.savepoint
savepoint before_write;

-- studyGroups.found
with input as (
  select $1::bigint as user_id, $2::text as name,
    $3::text as description, $4::text as topic,
    $5::text as visibility, $6::int as max_members
), founder as (
  select u.id, u.display_name from input i join users u on u.id = i.user_id and u.closed_at is null
), created as (
  insert into study_groups
    (name, description, topic, visibility, max_members, created_by, member_count, last_sequence)
  select i.name, i.description, i.topic, i.visibility, i.max_members, f.id, 1, 1
  from input i cross join founder f
  returning id, last_sequence
), owner as (
  insert into group_members (group_id, user_id, role, last_read_sequence)
  select c.id, f.id, 'OWNER', c.last_sequence from created c cross join founder f
  returning id
), message as (
    insert into group_messages (group_id, sequence, kind, content, about_user_id)
    select c.id, c.last_sequence, 'SYSTEM', f.display_name || ' founded the group.', f.id
    from created c cross join founder f
    returning id, group_id, sequence
  ),
published as (
  insert into events (topic, kind, entity, payload)
  select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
      jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
    from message m
)
select c.id from created c cross join owner o;

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

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

-- studyGroups.memberTotals
select g.id as parent_id, g.member_count as total from study_groups g where g.id = any($1);

-- idempotency.store
update idempotent_outcomes set outcome = $1
where scope = $2 and key_hash = $3;

-- postgres.commit
commit;
