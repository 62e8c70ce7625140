import AtlasKernel
import Postgres

enum StudyGroupPersonalData {
  /// Memberships, invitations, and what a member has written. A group whose owner goes belongs to the moderator, or else
  /// the member, who has been in it longest; one without others goes, too.
  static let part = PersonalData(
    name: "groups", export: export, eraseBatch: [lockMessages, emptyMessages],
    erase: [lock, handOver, dissolve, leave, forget])

  /// Also what was written in groups that the user has left, which only the system sees.
  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "groups.export",
      """
      with written as (
        select w.group_id,
          jsonb_agg(jsonb_build_object('content', w.content, 'at', w.created_at) order by w.id) as messages
        from group_messages w
        where w.author_id = \(userID)
        group by w.group_id
      ), reacted as (
        select r.group_id, jsonb_agg(jsonb_build_object('message', 'message_' || r.message_id, 'emoji', r.emoji,
          'at', r.created_at) order by r.created_at, r.message_id) as reactions
        from group_message_reactions r
        where r.user_id = \(userID)
        group by r.group_id
      ), groups as (
        select coalesce(jsonb_agg(jsonb_build_object('group', g.name, 'role', m.role, 'joined', m.joined_at,
          'messages', coalesce(w.messages, '[]'), 'reactions', coalesce(r.reactions, '[]')) order by m.id, g.id), '[]')
          as found
        from study_groups g
        left join group_members m on m.group_id = g.id and m.user_id = \(userID)
        left join written w on w.group_id = g.id
        left join reacted r on r.group_id = g.id
        where g.id in (
          select a.group_id from group_members a where a.user_id = \(userID)
          union select w.group_id from written w
          union select r.group_id from reacted r
        )
      ), invitations as (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'group', g.name, 'invited', v.created_at,
          'user', case when v.user_id <> \(userID) then 'user_' || v.user_id end)) order by g.id, v.user_id), '[]')
          as found
        from group_invitations v
        join study_groups g on g.id = v.group_id
        where v.user_id = \(userID) or v.invited_by = \(userID)
      ), removals as (
        select coalesce(jsonb_agg(jsonb_build_object('group', g.name, 'removed', x.created_at) order by g.id), '[]')
          as found
        from group_removals x
        join study_groups g on g.id = x.group_id
        where x.user_id = \(userID)
      )
      select g.found || i.found || x.found from groups g cross join invitations i cross join removals x
      """
    ).onBehalf(of: .system)
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

  /// The old owner goes first: a group has one at a time. A closed account inherits only where all others are closed,
  /// too. It reads the new owner's name from users, which are Identity's.
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
          order by u.closed_at is not null, o.role = 'MODERATOR' desc, o.joined_at, o.id
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

  /// The messages that the batch after it changes: whoever reacts to one or deletes it waits, and has not begun.
  @Sendable
  private static func lockMessages(_ userID: Int64) -> Query {
    Query(
      "groups.lockMessages",
      """
      select m.id from group_messages m
      where m.id in (\(fragment: batch(userID)))
      order by m.id
      for no key update
      """
    ).onBehalf(of: .system)
  }

  /// The messages keep their numbers; what hangs on them goes, as with any message that is deleted; so do the reactions
  /// of the user to others. Each group is told once.
  @Sendable
  private static func emptyMessages(_ userID: Int64) -> Query {
    Query(
      "groups.emptyMessages",
      """
      with batch as (
        \(fragment: batch(userID))
      ), emptied as (
        update group_messages m
        set content = '', deleted_at = coalesce(m.deleted_at, now()), updated_at = now(), author_id = null,
          client_message_id = null
        from batch b
        where m.id = b.id and m.author_id = \(userID)
        returning m.id, m.group_id
      ), unreacted as (
        delete from group_message_reactions r
        using batch b
        where r.message_id = b.id and (r.user_id = \(userID) or exists (select from emptied e where e.id = b.id))
        returning r.group_id
      ), \(fragment: WithdrawnNotifications(.whole, about: "select 'message_' || e.id from emptied e").parts),
      \(fragment: MessageFileStatements.removing(where: "f.message_id in (select e.id from emptied e)"))
      insert into events (topic, kind, entity, payload)
      select 'group:' || c.group_id, 'GROUP_MESSAGE_CHANGED', 'group_' || c.group_id,
        jsonb_build_object('groupId', c.group_id)
      from (select e.group_id from emptied e union select u.group_id from unreacted u) c
      """
    ).onBehalf(of: .system)
  }

  /// The keys of the next messages that the user has written or reacted to.
  private static func batch(_ userID: Int64) -> Query {
    """
    (select w.id from group_messages w where w.author_id = \(userID) order by w.id limit \(batchSize))
        union
        (select r.message_id from group_message_reactions r where r.user_id = \(userID)
        order by r.message_id limit \(batchSize))
    """
  }

  private static let batchSize: Int32 = 500
}
