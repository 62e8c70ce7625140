import AtlasKernel
import Postgres

enum TutorPersonalData {
  /// Conversations with the tutor, with all that was asked and answered.
  static let part = PersonalData(name: "conversations", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "tutor.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('title', c.title, 'begun', c.created_at, 'messages', (
          select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'content', m.content, 'at', m.created_at)
            order by m.id), '[]')
          from conversation_messages m
          where m.conversation_id = c.id
        )) order by c.id), '[]')
      from conversations c
      where c.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// Answers and messages go with their conversations.
  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query("tutor.erase", "delete from conversations where user_id = \(userID)").onBehalf(of: .system)
  }
}
