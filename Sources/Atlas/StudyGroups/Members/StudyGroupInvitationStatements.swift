import AtlasAPI
import AtlasKernel
import Postgres

/// The statement about invitations. It reads users, which are Identity's.
enum StudyGroupInvitationStatements {
  /// Invites users, and tells them; those who are members or invited already are left alone. Where one cannot be
  /// invited nobody is, and there is a row for each of those; nor where more than twice as many would be invited as the
  /// group has places. Runs when it is the group's turn.
  static func invite(_ users: [Int64], to group: Int64, by viewer: Viewer) -> Query {
    let notifications = NewNotifications(
      .groupInvite,
      from: """
        (
            select i.user_id, s.display_name || ' invites you to "' || s.name || '"' as title, null::text as body,
              'group_' || i.group_id as subject, null::text as url, i.invited_by
            from invited i
            cross join standing s
          )
        """, actor: "n.invited_by")
    return Query(
      "studyGroups.invite",
      """
      with \(fragment: StudyGroupStanding.part(group, viewer)), inviter as (
        select s.id, s.role, s.visibility = 'PUBLIC' or s.role <> 'MEMBER' as may_invite, 2 * g.max_members as most
        from standing s
        join study_groups g on g.id = s.id
      ), asked as (
        select k.id, min(k.n)::int - 1 as position
        from unnest(\(users)) with ordinality as k(id, n)
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
        select n.group_id, n.user_id, \(viewer.userID)
        from fresh n
        join inviter i on i.role is not null and i.may_invite
        join room r on r.wanted <= r.free
        where not exists (select from refused)
        order by n.user_id
        returning group_id, user_id, invited_by
      ), \(fragment: notifications.parts)
      select i.role, i.may_invite, (select count(*) from invited), f.position, f.is_removed,
        case when r.wanted > greatest(r.free, 0) then r.most end
      from inviter i
      cross join room r
      left join refused f on true
      order by f.position
      """
    ).onBehalf(of: .system)
  }
}
