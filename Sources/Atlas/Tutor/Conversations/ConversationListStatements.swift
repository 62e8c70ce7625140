import AtlasKernel
import Postgres

/// The statements that list conversations.
enum ConversationListStatements {
  /// One page of the owner's conversations.
  static func page(_ page: PageArguments, ownerID: Int64) -> Query {
    let order = KeysetOrder("(c.archived_at is null)::int", "c.updated_at", "c.id", descending: true)
    return Query(
      "tutor.conversations",
      """
      select 0::bigint as parent_id, (c.archived_at is null)::int as is_open,
        \(fragment: ConversationStatements.columns)
      from (
        select c.id
        from conversations c
        where c.user_id = \(ownerID)\(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      ) p
      join conversations c on c.id = p.id
      \(fragment: ConversationStatements.usage)
      order by \(fragment: order.query)
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// How many there are on all pages.
  static func count(ownerID: Int64) -> Query {
    Query(
      "tutor.conversationCount",
      "select 0::bigint as parent_id, count(*)::int as total from conversations c where c.user_id = \(ownerID)"
    ).onBehalf(of: .user(ownerID))
  }
}
