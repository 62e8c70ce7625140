import AtlasKernel
import Postgres

/// The statements about messages.
enum MessageStatements {
  /// The columns of a message `m`.
  static let columns: Query = """
    m.group_id, m.id, m.created_at, m.updated_at, m.author_id, m.sequence, m.kind, m.content, m.edited_at, \
    m.deleted_at, m.reply_to_id, m.client_message_id
    """

  /// Messages are for the members of their group and for ADMIN.
  static func byID(_ ids: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.messagesByID",
      """
      select \(fragment: columns)
      from group_messages m
      cross join \(fragment: audience.relation)
      where m.id = any(\(ids)) and \(fragment: audience.seesInside("m.group_id"))
      """
    ).onBehalf(of: audience.privateRows)
  }

  /// One page of messages for each group, oldest first whatever the direction.
  static func page(_ groups: [Int64], _ page: PageArguments, _ audience: StudyGroupAudience) -> Query {
    let order: Query =
      switch page.direction {
      case .forward: "m.sequence"
      case .backward: "m.sequence desc"
      }
    return Query(
      "studyGroups.messagesPage",
      """
      select \(fragment: columns)
      from unnest(\(groups)) with ordinality as p(group_id, n)
      cross join lateral (
        select \(fragment: columns)
        from group_messages m
        where m.group_id = p.group_id and m.sequence > coalesce(\(page.after?.first), 0)
          and m.sequence < coalesce(\(page.before?.first), 2147483648)
        order by \(fragment: order)
        limit \(page.limit)
      ) m
      order by p.n, m.sequence
      """
    ).onBehalf(of: audience.privateRows)
  }
}
