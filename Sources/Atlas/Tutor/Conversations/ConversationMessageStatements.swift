import AtlasKernel
import Postgres

/// The statements about what was said.
enum ConversationMessageStatements {
  /// Without an owner there are no rows.
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.messagesByID",
      """
      select m.conversation_id, m.id, m.role, m.content, coalesce(a.citations, '[]') as citations, m.created_at,
        m.answer_id
      from conversation_messages m
      join conversations c on c.id = m.conversation_id and c.user_id = \(ownerID)
      left join answers a on a.id = m.answer_id
      where m.id = any(\(ids))
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// One page of messages for each conversation, oldest first whatever the direction.
  static func page(_ conversations: [Int64], _ page: PageArguments, ownerID: Int64?) -> Query {
    let order: Query =
      switch page.direction {
      case .forward: "m.id"
      case .backward: "m.id desc"
      }
    return Query(
      "tutor.messagesPage",
      """
      select c.conversation_id, c.id, c.role, c.content, c.citations, c.created_at, c.answer_id
      from unnest(\(conversations)) with ordinality as p(conversation_id, n)
      cross join lateral (
        select m.conversation_id, m.id, m.role, m.content, coalesce(a.citations, '[]') as citations, m.created_at,
          m.answer_id
        from conversation_messages m
        left join answers a on a.id = m.answer_id
        where m.conversation_id = p.conversation_id
          and m.id > coalesce(\(page.after?.first), 0)
          and m.id < coalesce(\(page.before?.first), 9223372036854775807)
        order by \(fragment: order)
        limit \(page.limit)
      ) c
      order by p.n, c.id
      """
    ).onBehalf(of: .user(ownerID))
  }

  static func totals(_ conversations: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.messageTotals",
      """
      select m.conversation_id as parent_id, count(*)::int as total
      from conversation_messages m
      where m.conversation_id = any(\(conversations))
      group by m.conversation_id
      """
    ).onBehalf(of: .user(ownerID))
  }
}
