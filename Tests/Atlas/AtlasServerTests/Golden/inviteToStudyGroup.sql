-- postgres.begin
begin isolation level read committed;

-- studyGroups.lock
select g.id from study_groups g where g.id = $1 for no key update;

-- studyGroups.invite
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
  ), inviter as (
  select s.id, s.role, s.visibility = 'PUBLIC' or s.role <> 'MEMBER' as may_invite, 2 * g.max_members as most
  from standing s
  join study_groups g on g.id = s.id
), asked as (
  select k.id, min(k.n)::int - 1 as position
  from unnest($5) with ordinality as k(id, n)
  group by k.id
), refused as (
  select k.position, u.id is not null as is_removed
  from asked k
  cross join inviter i
  left join users u on u.id = k.id and u.closed_at is null
  left join group_removals r on r.group_id = i.id and r.user_id = u.id
  where u.id is null or r.user_id is not null and i.role = 'MEMBER'
), fresh as (
  select i.id as group_id, k.id as user_id
  from inviter i
  cross join asked k
  where not exists (select from group_members m where m.group_id = i.id and m.user_id = k.id)
    and not exists (select from group_invitations v where v.group_id = i.id and v.user_id = k.id)
), room as (
  select i.most, (select count(*) from fresh) as wanted,
    i.most - (select count(*) from group_invitations v where v.group_id = i.id) as free
  from inviter i
), invited as (
  insert into group_invitations (group_id, user_id, invited_by)
  select n.group_id, n.user_id, $6
  from fresh n
  join inviter i on i.role is not null and i.may_invite
  join room r on r.wanted <= r.free
  where not exists (select from refused)
  order by n.user_id
  returning group_id, user_id, invited_by
), notified_wishes as (
  select u.id as user_id, coalesce((p.channels ->> $7::text)::boolean, $8) as in_app,
    u.email_verified and coalesce((p.channels ->> $9::text)::boolean, $10) as by_mail, coalesce((p.channels ->> $11::text)::boolean, $12) as by_push,
    atlas_after_quiet_hours(now(), p.quiet_from, p.quiet_to, p.time_zone) as due_at
  from users u
  left join notification_preferences p on p.user_id = u.id
  where u.id in (select n.user_id from (
    select i.user_id, s.display_name || ' invites you to "' || s.name || '"' as title, null::text as body,
      'group_' || i.group_id as subject, null::text as url, i.invited_by
    from invited i
    cross join standing s
  ) n) and u.closed_at is null
), notified as (
  insert into notifications (user_id, kind, title, body, subject, url, in_app, actor_id, expires_at)
  select n.user_id, $13, left(n.title, 200), left(n.body, 4000), n.subject, n.url, w.in_app,
    n.invited_by, null::timestamptz
  from (
    select i.user_id, s.display_name || ' invites you to "' || s.name || '"' as title, null::text as body,
      'group_' || i.group_id as subject, null::text as url, i.invited_by
    from invited i
    cross join standing s
  ) n
  join notified_wishes w on w.user_id = n.user_id and (w.in_app or w.by_mail or w.by_push)
  returning id, user_id, in_app
), notified_events as (
  insert into events (topic, kind, entity, payload)
  select 'notifications:' || n.user_id, 'NOTIFICATION_RAISED', 'notification_' || n.id,
    jsonb_build_object('userId', n.user_id, 'notificationId', n.id)
  from notified n
  where n.in_app
  returning position
), notified_deliveries as (
  insert into notification_deliveries (notification_id, user_id, channel, device_id, due_at)
  select n.id, n.user_id, 'EMAIL', null::bigint, w.due_at
  from notified n
  join notified_wishes w on w.user_id = n.user_id and w.by_mail
  union all
  select n.id, n.user_id, 'PUSH', d.id, w.due_at
  from notified n
  join notified_wishes w on w.user_id = n.user_id and w.by_push
  join devices d on d.user_id = n.user_id
  join sessions s on s.id = d.session_id and s.revoked_at is null and s.expires_at > now()
  returning id
)
select i.role, i.may_invite, (select count(*) from invited), f.position, f.is_removed,
  case when r.wanted > greatest(r.free, 0) then r.most end
from inviter i
cross join room r
left join refused f on true
order by f.position;

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
