import Postgres

/// The statements about conversations. All of them name the owner: without one there are no rows.
enum ConversationStatements {
  /// What rows of conversations `c` have. A title that was never given is the beginning of the first question.
  static let columns: Query = """
    c.id, c.created_at, c.updated_at, c.user_id, coalesce(c.title, (
          select nullif(left(btrim(regexp_replace(m.content, '\\s+', ' ', 'g')), 80), '')
          from conversation_messages m
          where m.conversation_id = c.id and m.role = 'USER'
          order by m.id
          limit 1
        )) as title, c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.archived_at, u.prompt_tokens,
        u.completion_tokens
    """

  /// The tokens of a conversation's answers, joined to `c` as `u`.
  static let usage: Query = """
    cross join lateral (
        select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
          coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
        from answers a
        where a.conversation_id = c.id and not a.cached
      ) u
    """

  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.conversationsByID",
      """
      select \(fragment: columns)
      from conversations c
      \(fragment: usage)
      where c.id = any(\(ids)) and c.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }
}
