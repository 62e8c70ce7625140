import AtlasKernel
import Postgres

enum StudyGroupPersonalData {
  /// Memberships, and what a member has written. A group whose owner goes belongs to the moderator, or else the member,
  /// who has been in it longest; one without others goes, too.
  static let part = PersonalData(name: "groups", export: export, erase: [handOver, dissolve, leave, emptyMessages])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "groups.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('group', g.name, 'role', m.role, 'joined', m.joined_at, 'messages', (
          select coalesce(jsonb_agg(jsonb_build_object('content', w.content, 'at', w.created_at) order by w.id), '[]')
          from group_messages w
          where w.group_id = g.id and w.author_id = \(userID)
        )) order by m.id), '[]')
      from group_members m
      join study_groups g on g.id = m.group_id
      where m.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// The old owner goes first: a group has one at a time.
  @Sendable
  private static func handOver(_ userID: Int64) -> Query {
    Query(
      "groups.handOver",
      """
      with left_groups as (
        delete from group_members m
        where m.user_id = \(userID) and m.role = 'OWNER'
          and exists (select from group_members o where o.group_id = m.group_id and o.user_id <> m.user_id)
        returning m.group_id
      ), smaller as (
        update study_groups g
        set member_count = g.member_count - 1, version = g.version + 1, updated_at = now()
        from left_groups l
        where g.id = l.group_id
      )
      insert into group_members (group_id, user_id, role, joined_at, last_read_at)
      select h.group_id, h.user_id, 'OWNER', h.joined_at, h.last_read_at
      from left_groups l
      cross join lateral (
        select o.group_id, o.user_id, o.joined_at, o.last_read_at
        from group_members o
        where o.group_id = l.group_id and o.user_id <> \(userID)
        order by o.role = 'MODERATOR' desc, o.joined_at, o.id
        limit 1
      ) h
      on conflict on constraint group_members_user_key do update set role = 'OWNER'
      """)
  }

  @Sendable
  private static func dissolve(_ userID: Int64) -> Query {
    Query(
      "groups.dissolve",
      """
      delete from study_groups g
      using group_members m
      where m.group_id = g.id and m.user_id = \(userID)
        and not exists (select from group_members o where o.group_id = g.id and o.user_id <> m.user_id)
      """)
  }

  @Sendable
  private static func leave(_ userID: Int64) -> Query {
    Query(
      "groups.leaveAll",
      """
      with left_groups as (
        delete from group_members m where m.user_id = \(userID) returning m.group_id
      )
      update study_groups g
      set member_count = g.member_count - 1, version = g.version + 1, updated_at = now()
      from left_groups l
      where g.id = l.group_id
      """)
  }

  @Sendable
  private static func emptyMessages(_ userID: Int64) -> Query {
    Query(
      "groups.emptyMessages",
      """
      update group_messages
      set content = '', deleted_at = coalesce(deleted_at, now()), updated_at = now(), author_id = null
      where author_id = \(userID)
      """
    ).onBehalf(of: .system)
  }
}
