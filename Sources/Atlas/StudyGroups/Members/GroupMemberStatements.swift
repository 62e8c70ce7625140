import AtlasKernel
import Postgres

/// The statements about memberships.
enum GroupMemberStatements {
  /// Who may see a group may see who is in it, but for those who are only invited to a PRIVATE one.
  static func byID(_ ids: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.membersByID",
      """
      select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
      from group_members m
      join study_groups g on g.id = m.group_id
      cross join \(fragment: audience.relation)
      where m.id = any(\(ids)) and \(fragment: audience.seesMembers)
      """)
  }

  /// One page of members for each group, in the order they joined.
  static func page(_ groups: [Int64], after: Int64?, limit: Int, _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.membersPage",
      """
      select c.group_id, c.id, c.user_id, c.role, c.joined_at, c.last_read_at
      from unnest(\(groups)) with ordinality as p(group_id, n)
      join study_groups g on g.id = p.group_id
      cross join \(fragment: audience.relation)
      cross join lateral (
        select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
        from group_members m
        where m.group_id = p.group_id and m.id > coalesce(\(after), 0)
        order by m.id
        limit \(limit)
      ) c
      where \(fragment: audience.seesMembers)
      order by p.n, c.id
      """)
  }

  /// Who belongs to a group.
  static func userIDs(of group: Int64) -> Query {
    Query("studyGroups.memberUserIDs", "select m.user_id from group_members m where m.group_id = \(group)")
  }

  /// The users whom a viewer may read about.
  static func learners(of viewer: Viewer, _ users: [Int64]) -> Query {
    Query(
      "studyGroups.learners",
      """
      select u.id
      from unnest(\(users)) as u(id)
      where \(fragment: LearnerAudience(viewer).sees("u.id"))
      """)
  }

  /// The memberships of one user in some groups.
  static func ofViewer(_ user: Int64, _ groups: [Int64]) -> Query {
    Query(
      "studyGroups.viewerMemberships",
      """
      select m.group_id, m.id, m.user_id, m.role, m.joined_at, m.last_read_at
      from group_members m
      where m.user_id = \(user) and m.group_id = any(\(groups))
      """)
  }
}
