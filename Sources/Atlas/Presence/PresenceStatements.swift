import AtlasAPI
import AtlasKernel
import Postgres

/// The statements of presence and cursors. Nothing is written.
enum PresenceStatements {
  /// How many peers one may have.
  static let peerLimit = 10_000

  /// Which attendees are members of their groups. Reads group_members of StudyGroups.
  static func members(_ attendees: [Attendee]) -> Query {
    Query(
      "presence.members",
      """
      select m.group_id, m.user_id
      from unnest(\(attendees.map(\.group))::bigint[], \(attendees.map(\.user))::bigint[]) as a (group_id, user_id)
      join group_members m on m.group_id = a.group_id and m.user_id = a.user_id
      """)
  }

  /// The users who share a study group with a user. Reads group_members of StudyGroups.
  static func peers(of user: Int64) -> Query {
    Query(
      "presence.peers",
      """
      select distinct p.user_id
      from group_members m
      join group_members p on p.group_id = m.group_id and p.user_id <> m.user_id
      where m.user_id = \(user)
      limit \(peerLimit)
      """)
  }

  /// Whether a diagram is there for a viewer. Reads diagrams of Catalog, by the same rule as it.
  static func sees(_ diagram: Int64, _ viewer: Viewer?) -> Query {
    Query(
      "presence.seesDiagram",
      """
      select d.id
      from diagrams d
      where d.id = \(diagram)
        and (d.status = 'PUBLISHED' or d.author_id = \(viewer?.userID) or \(viewer?.satisfies(.admin) ?? false))
      """)
  }
}

extension Attendee {
  /// The attendees that a statement answers.
  static func read(_ rows: Rows) -> Set<Attendee> {
    Set(
      (0..<rows.count).compactMap { row in
        guard let group = rows.int(row, 0), let user = rows.int(row, 1) else { return nil }
        return Attendee(group: group, user: user)
      })
  }
}
