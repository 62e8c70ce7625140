import DemoContent
import Postgres

/// The statements about study groups. A demo group is known by its name and its founder.
enum GroupStatements {
  private static let visibility: @Sendable (DemoGroup) -> String = { $0.visibility.rawValue.uppercased() }

  /// Brings the texts of groups up to date that are there.
  static func update(_ groups: [DemoGroup], owner: String) -> Query {
    Query(
      "seeding.updateGroups",
      """
      update study_groups t
      set description = s.description, topic = s.topic, version = t.version + 1, updated_at = now()
      from unnest(
        \(groups.map(\.name)), \(groups.map(\.description)), \(groups.map(\.topic))
      ) as s(name, description, topic)
      where t.name = s.name and t.created_by = (select u.id from users u where u.email = \(owner))
        and (t.description, t.topic) is distinct from (s.description, s.topic)
      """)
  }

  /// Founds the groups that are missing and answers their ids. Their counters are those of the members and messages
  /// that follow in the same transaction.
  static func insert(_ groups: [DemoGroup], owner: String) -> Query {
    Query(
      "seeding.insertGroups",
      """
      insert into study_groups (created_at, updated_at, name, description, topic, visibility, created_by,
        focus_diagram_id, member_count, last_sequence)
      select now() - interval '21 days', now() - interval '21 days', s.name, s.description, s.topic, s.visibility, u.id,
        d.id, s.member_count, s.last_sequence
      from unnest(
        \(groups.map(\.name)), \(groups.map(\.description)), \(groups.map(\.topic)), \(groups.map(visibility)),
        \(groups.map { $0.focus ?? "" }),
        \(groups.map { members(of: $0).count }), \(groups.map(\.messages.count))
      ) with ordinality as s(name, description, topic, visibility, focus, member_count, last_sequence, n)
      join users u on u.email = \(owner)
      left join diagrams d on d.slug = s.focus
      where not exists (select from study_groups g where g.name = s.name and g.created_by = u.id)
      order by s.n
      returning id
      """)
  }

  /// The members of new groups: the founder, then whoever writes, in the order of their first messages.
  ///
  /// - Parameter ids: the new groups.
  static func members(_ groups: [DemoGroup], among ids: [Int64]) -> Query {
    let members = groups.flatMap { group in self.members(of: group).map { (group: group.name, account: $0) } }
    return Query(
      "seeding.insertGroupMembers",
      """
      insert into group_members (group_id, user_id, role, joined_at, last_read_at, last_read_sequence)
      select g.id, u.id, s.role, g.created_at + s.n * interval '3 hours', now(), g.last_sequence
      from unnest(
        \(members.map(\.group)), \(members.map(\.account.email)), \(members.map { role(of: $0.account) })
      ) with ordinality as s(name, email, role, n)
      join study_groups g on g.name = s.name and g.id = any(\(ids))
      join users u on u.email = s.email
      order by s.n
      """)
  }

  /// The messages of new groups, one about every seven hours, the last one some hours ago.
  ///
  /// - Parameter ids: the new groups.
  static func messages(_ groups: [DemoGroup], among ids: [Int64]) -> Query {
    let messages = groups.flatMap { group in
      group.messages.enumerated().map { (group: group.name, sequence: $0 + 1, message: $1) }
    }
    return Query(
      "seeding.insertGroupMessages",
      """
      insert into group_messages (created_at, updated_at, group_id, author_id, sequence, content)
      select w.at, w.at, g.id, u.id, s.sequence, s.content
      from unnest(
        \(messages.map(\.group)), \(messages.map(\.message.author.email)), \(messages.map(\.sequence)),
        \(messages.map(\.message.content))
      ) with ordinality as s(name, email, sequence, content, n)
      join study_groups g on g.name = s.name and g.id = any(\(ids))
      join users u on u.email = s.email
      cross join lateral (
        select now() - (g.last_sequence - s.sequence) * interval '7 hours' - interval '2 hours'
          - s.n * 11 % 60 * interval '1 minute' as at
      ) w
      order by w.at
      """
    ).onBehalf(of: .system)
  }

  private static func members(of group: DemoGroup) -> [DemoAccount] {
    let founder = DemoProfile.instructor.account
    return group.messages.map(\.author).reduce(into: [founder]) { members, author in
      if !members.contains(author) { members.append(author) }
    }
  }

  private static func role(of account: DemoAccount) -> String {
    switch account {
    case DemoProfile.instructor.account: "OWNER"
    case DemoProfile.creator.account: "MODERATOR"
    default: "MEMBER"
    }
  }
}
