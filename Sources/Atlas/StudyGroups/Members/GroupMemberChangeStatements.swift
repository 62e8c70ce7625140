import AtlasAPI
import AtlasKernel
import Postgres

/// The statements that change who is in a group and what they may do there. Each runs when it is the group's turn, and
/// answers the viewer's role first. They read names from users, which are Identity's.
enum GroupMemberChangeStatements {
  /// Gives up the viewer's place; the last one to go takes the group along.
  static func leave(_ group: Int64, _ viewer: Viewer) -> Query {
    Query(
      "studyGroups.leave",
      """
      with \(fragment: StudyGroupStanding.part(group, viewer)), left_members as (
        delete from group_members m
        using standing s
        where m.id = s.member_id and s.role <> 'OWNER' and s.member_count > 1
        returning m.group_id
      ), \(fragment: smaller), \(fragment: StudyGroupNews.told(
        "s.display_name || ' left the group.'", about: "\(viewer.userID)", from: "changed c cross join standing s",
        leaver: "\(viewer.userID)::bigint")), dissolved as (
        delete from study_groups g
        using standing s
        where g.id = s.id and s.member_id is not null and s.member_count = 1
        returning g.id
      ), announced as (
        \(fragment: StudyGroupNews.dissolved)
      ), \(fragment: MessageFileStatements.removing(where: "f.group_id in (select d.id from dissolved d)"))
      select s.role, exists (select from changed) or exists (select from dissolved) as is_done
      from standing s
      """
    ).onBehalf(of: .system)
  }

  /// Takes a member's place away, and the way back without an invitation.
  static func remove(_ user: Int64, from group: Int64, by viewer: Viewer, _ origin: Origin) -> Query {
    Query(
      "studyGroups.removeMember",
      """
      with \(fragment: StudyGroupStanding.part(group, viewer)), \(fragment: target(user)), left_members as (
        delete from group_members m
        using standing s, target t
        where m.id = t.id and t.id <> s.member_id
          and (s.role = 'OWNER' or s.role = 'MODERATOR' and t.role = 'MEMBER')
        returning m.group_id, m.user_id
      ), barred as (
        insert into group_removals (group_id, user_id, removed_by)
        select l.group_id, l.user_id, \(viewer.userID) from left_members l
        on conflict (group_id, user_id) do update set removed_by = excluded.removed_by, created_at = now()
      ), \(fragment: smaller), \(fragment: StudyGroupNews.told(
        "t.display_name || ' was removed from the group.'", about: "t.user_id",
        from: "changed c cross join target t", leaver: "t.user_id")), audited as (
        \(fragment: AuditTrail.record(
          "groups.member_removed", by: viewer.userID, on: "'user_' || l.user_id", from: "left_members l", origin,
          details: "jsonb_build_object('groupId', l.group_id)"))
      )
      select s.role, t.id, t.role as held, t.id = s.member_id as is_self, exists (select from left_members) as is_done
      from standing s
      left join target t on true
      """
    ).onBehalf(of: .system)
  }

  /// Gives a member a role. A group has one owner at a time: the old one steps down first, since what is raised is
  /// joined to whoever stepped down. A closed account is not made the owner.
  static func give(_ role: API.GroupRole, to user: Int64, in group: Int64, by viewer: Viewer, _ origin: Origin)
    -> Query
  {
    Query(
      "studyGroups.setMemberRole",
      """
      with \(fragment: StudyGroupStanding.part(group, viewer)), \(fragment: target(user)), wanted as (
        select \(role.rawValue)::text as role
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
      ), \(fragment: StudyGroupNews.told(
        """
        t.display_name || case w.role when 'OWNER' then ' owns the group now.'
              when 'MODERATOR' then ' moderates the group now.' else ' no longer moderates the group.' end
        """, about: "t.user_id", from: "changed c cross join target t cross join wanted w")), audited as (
        \(fragment: AuditTrail.record(
          "groups.role_changed", by: viewer.userID, on: "'user_' || r.user_id", from: "raised r", origin,
          details: "jsonb_build_object('groupId', r.group_id, 'role', r.role)"))
      )
      select s.role, t.id, t.role as held, t.id = s.member_id as is_self, exists (select from raised) as is_done,
        t.is_closed
      from standing s
      left join target t on true
      """
    ).onBehalf(of: .system)
  }

  /// The part `changed`: groups whose memberships `left_members` says are gone have one member less, and room for a
  /// message about it.
  static let smaller: Query = """
    changed as (
        update study_groups g
        set member_count = g.member_count - 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
          updated_at = now()
        from left_members l
        where g.id = l.group_id
        returning g.id, g.version, g.last_sequence
      )
    """

  /// The part `target`: another member, as they are.
  private static func target(_ user: Int64) -> Query {
    """
    target as (
        select m.id, m.user_id, m.role, u.display_name, u.closed_at is not null as is_closed
        from standing s
        join group_members m on m.group_id = s.id and m.user_id = \(user)
        join users u on u.id = m.user_id
      )
    """
  }
}
