import AtlasKernel
import Postgres

enum StudyGroupPersonalData {
  /// Memberships, invitations, and what a member has written. A group whose owner goes belongs to the moderator, or else
  /// the member, who has been in it longest; one without others goes, too.
  static let part = PersonalData(
    name: "groups", export: export,
    erase: [lock, handOver, dissolve, leave, forget, takeBackReactions, emptyMessages])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "groups.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('group', g.name, 'role', m.role, 'joined', m.joined_at, 'messages', (
          select coalesce(jsonb_agg(jsonb_build_object('content', w.content, 'at', w.created_at) order by w.id), '[]')
          from group_messages w
          where w.group_id = g.id and w.author_id = \(userID)
        ), 'reactions', (
          select coalesce(jsonb_agg(jsonb_build_object('message', 'message_' || r.message_id, 'emoji', r.emoji,
            'at', r.created_at) order by r.created_at, r.message_id), '[]')
          from group_message_reactions r
          where r.group_id = g.id and r.user_id = \(userID)
        )) order by m.id), '[]') || (
          select coalesce(jsonb_agg(jsonb_build_object('group', i.name, 'invited', v.created_at) order by i.id), '[]')
          from group_invitations v
          join study_groups i on i.id = v.group_id
          where v.user_id = \(userID)
        )
      from group_members m
      join study_groups g on g.id = m.group_id
      where m.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// What changes the members of these groups waits until the transaction ends.
  @Sendable
  private static func lock(_ userID: Int64) -> Query {
    Query(
      "groups.lockAll",
      """
      select g.id from study_groups g
      where g.id in (select m.group_id from group_members m where m.user_id = \(userID))
      order by g.id
      for no key update
      """)
  }

  /// The old owner goes first: a group has one at a time. It reads the new owner's name from users, which are Identity's.
  @Sendable
  private static func handOver(_ userID: Int64) -> Query {
    Query(
      "groups.handOver",
      """
      with left_members as (
        delete from group_members m
        where m.user_id = \(userID) and m.role = 'OWNER'
          and exists (select from group_members o where o.group_id = m.group_id and o.user_id <> m.user_id)
        returning m.group_id
      ), \(fragment: GroupMemberChangeStatements.smaller), heirs as (
        select h.id, h.group_id, h.user_id, h.display_name
        from left_members l
        cross join lateral (
          select o.id, o.group_id, o.user_id, u.display_name
          from group_members o
          join users u on u.id = o.user_id
          where o.group_id = l.group_id and o.user_id <> \(userID)
          order by o.role = 'MODERATOR' desc, o.joined_at, o.id
          limit 1
        ) h
      ), raised as (
        update group_members m set role = 'OWNER' from heirs h where m.id = h.id
      ), \(fragment: StudyGroupNews.told(
        "'A former member left the group; ' || h.display_name || ' owns it now.'", about: "h.user_id",
        from: "changed c join heirs h on h.group_id = c.id", leaver: "\(userID)::bigint"))
      select c.id from changed c
      """
    ).onBehalf(of: .system)
  }

  @Sendable
  private static func dissolve(_ userID: Int64) -> Query {
    Query(
      "groups.dissolve",
      """
      with dissolved as (
        delete from study_groups g
        using group_members m
        where m.group_id = g.id and m.user_id = \(userID)
          and not exists (select from group_members o where o.group_id = g.id and o.user_id <> m.user_id)
        returning g.id
      ), \(fragment: MessageFileStatements.removing(where: "f.group_id in (select d.id from dissolved d)"))
      \(fragment: StudyGroupNews.dissolved)
      """
    ).onBehalf(of: .system)
  }

  @Sendable
  private static func leave(_ userID: Int64) -> Query {
    Query(
      "groups.leaveAll",
      """
      with left_members as (
        delete from group_members m where m.user_id = \(userID) returning m.group_id
      ), \(fragment: GroupMemberChangeStatements.smaller), \(fragment: StudyGroupNews.told(
        "'A former member left the group.'", about: "null::bigint", from: "changed c",
        leaver: "\(userID)::bigint"))
      select c.id from changed c
      """
    ).onBehalf(of: .system)
  }

  /// Where they were invited or removed, and whom they invited or removed; and what the server's messages say of them,
  /// whatever their name was then.
  @Sendable
  private static func forget(_ userID: Int64) -> Query {
    Query(
      "groups.forget",
      """
      with invitations as (
        delete from group_invitations where user_id = \(userID)
      ), invited as (
        update group_invitations set invited_by = null where invited_by = \(userID) and user_id <> \(userID)
      ), removals as (
        delete from group_removals where user_id = \(userID)
      ), removed as (
        update group_removals set removed_by = null where removed_by = \(userID) and user_id <> \(userID)
      )
      update group_messages
      set content = 'This was about a former member.', about_user_id = null, updated_at = now()
      where about_user_id = \(userID) and deleted_at is null
      """
    ).onBehalf(of: .system)
  }

  @Sendable
  private static func takeBackReactions(_ userID: Int64) -> Query {
    Query(
      "groups.takeBackReactions",
      """
      with taken_back as (
        delete from group_message_reactions r where r.user_id = \(userID) returning r.message_id
      )
      \(fragment: MessageChangeStatements.published(
        from: "group_messages c where c.id in (select t.message_id from taken_back t)"))
      """
    ).onBehalf(of: .system)
  }

  /// The messages keep their numbers; what hangs on them goes, as with any message that is deleted.
  @Sendable
  private static func emptyMessages(_ userID: Int64) -> Query {
    Query(
      "groups.emptyMessages",
      """
      with emptied as (
        update group_messages m
        set content = '', deleted_at = coalesce(m.deleted_at, now()), updated_at = now(), author_id = null,
          client_message_id = null
        where m.author_id = \(userID)
        returning m.id, m.group_id, m.sequence
      ), unreacted as (
        delete from group_message_reactions r using emptied e where r.message_id = e.id
      ), \(fragment: MessageFileStatements.removing(where: "f.message_id in (select e.id from emptied e)"))
      \(fragment: MessageChangeStatements.published(from: "emptied c"))
      """
    ).onBehalf(of: .system)
  }
}
