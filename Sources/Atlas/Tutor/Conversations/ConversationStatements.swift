import Postgres

/// The statements about conversations. All of them name the owner: without one there are no rows.
enum ConversationStatements {
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.conversationsByID",
      """
      select c.id, c.created_at, c.updated_at, c.user_id, c.title, c.diagram_id, c.lab_id, c.incident_id,
        c.archived_at, u.prompt_tokens, u.completion_tokens
      from conversations c
      cross join lateral (
        select coalesce(sum(a.prompt_tokens), 0)::int as prompt_tokens,
          coalesce(sum(a.completion_tokens), 0)::int as completion_tokens
        from answers a
        where a.conversation_id = c.id and not a.cached
      ) u
      where c.id = any(\(ids)) and c.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// What an open conversation is about.
  static func subject(_ id: Int64, ownerID: Int64) -> Query {
    Query(
      "tutor.conversationSubject",
      """
      select c.diagram_id, c.lab_id, c.incident_id
      from conversations c
      where c.id = \(id) and c.user_id = \(ownerID) and c.archived_at is null
      """
    ).onBehalf(of: .user(ownerID))
  }
}
