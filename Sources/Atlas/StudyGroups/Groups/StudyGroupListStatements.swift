import AtlasAPI
import AtlasKernel
import Postgres

/// The statements that list groups.
enum StudyGroupListStatements {
  /// One page of the groups that are there for the audience.
  static func page(_ filter: API.StudyGroupFilter?, _ page: PageArguments, _ audience: StudyGroupAudience) -> Query {
    let order = KeysetOrder("g.name", "g.id")
    return Query(
      "studyGroups.list",
      """
      select 0::bigint as parent_id, \(fragment: StudyGroupStatements.columns)
      from (
        select g.id
        from study_groups g
        cross join \(fragment: audience.relation)
        where \(fragment: audience.seesGroup)\(fragment: conditions(filter))\(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      ) p
      join study_groups g on g.id = p.id
      order by \(fragment: order.query)
      """)
  }

  /// How many groups there are on all pages.
  static func count(_ filter: API.StudyGroupFilter?, _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.count",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from study_groups g
      cross join \(fragment: audience.relation)
      where \(fragment: audience.seesGroup)\(fragment: conditions(filter))
      """)
  }

  /// One page of groups for each user, in the order they joined. Only for the users themselves.
  static func ofUsers(_ users: [Int64], _ page: PageArguments) -> Query {
    Query(
      "studyGroups.ofUsers",
      """
      select p.parent_id, c.membership_id, \(fragment: StudyGroupStatements.columns)
      from unnest(\(users)) with ordinality as p(parent_id, n)
      cross join lateral (
        select m.id as membership_id, m.group_id
        from group_members m
        where m.user_id = p.parent_id and m.id > coalesce(\(page.after?.first), 0)
        order by m.id
        limit \(page.limit)
      ) c
      join study_groups g on g.id = c.group_id
      order by p.n, c.membership_id
      """)
  }

  /// How many groups users are in.
  static func totalsOfUsers(_ users: [Int64]) -> Query {
    Query(
      "studyGroups.totalsOfUsers",
      """
      select m.user_id as parent_id, count(*)::int as total
      from group_members m
      where m.user_id = any(\(users))
      group by m.user_id
      """)
  }

  private static func conditions(_ filter: API.StudyGroupFilter?) -> Query {
    var conditions: Query = ""
    guard let filter else { return conditions }
    if let words = filter.search?.searchWords {
      conditions += " and g.search @@ websearch_to_tsquery('english', \(words))"
    }
    if let topic = filter.topic { conditions += " and g.topic = \(topic)" }
    if let visibility = filter.visibility { conditions += " and g.visibility = \(visibility.rawValue)" }
    if let hasRoom = filter.hasRoom { conditions += " and (g.member_count < g.max_members) = \(hasRoom)" }
    // No row has the key 0: an id of something else names nobody.
    if let id = filter.memberId { conditions += " and \(fragment: isShared(with: id.key(.user) ?? 0))" }
    return conditions
  }

  /// Whether the group `g` has this member, and the viewer too, who may be the same.
  private static func isShared(with user: Int64) -> Query {
    """
    exists (select from group_members m where m.group_id = g.id and m.user_id = \(user))
          and exists (select from group_members o where o.group_id = g.id and o.user_id = audience.viewer_id)
    """
  }
}
