import AtlasKernel
import Postgres

enum TutorPersonalData {
  /// Conversations with the tutor, with all that was asked, answered and thought of the answers.
  static let conversations = PersonalData(name: "conversations", export: export, erase: [erase])
  /// How many questions were asked on which days.
  static let questions = PersonalData(name: "tutorQuestions", export: exportQuestions, erase: [eraseQuestions])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "tutor.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('title', c.title, 'begun', c.created_at, 'archived', c.archived_at,
        'subject', coalesce('diagram_' || c.diagram_id, 'lab_' || c.lab_id, 'incident_' || c.incident_id,
          'atom_' || c.atom_id, 'content_' || c.content_id),
        'messages', (
          select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'content', m.content, 'at', m.created_at,
            'citations', coalesce(a.citations, '[]'), 'rating', r.rating, 'comment', r.comment) order by m.id), '[]')
          from conversation_messages m
          left join answers a on a.id = m.answer_id
          left join answer_ratings r on r.answer_id = m.answer_id
          where m.conversation_id = c.id
        )) order by c.id), '[]')
      from conversations c
      where c.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  @Sendable
  private static func exportQuestions(_ userID: Int64) -> Query {
    Query(
      "tutor.exportQuestions",
      """
      select coalesce(jsonb_agg(jsonb_build_object('day', q.day, 'questions', q.used) order by q.day), '[]')
      from tutor_quotas q
      where q.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// Answers, ratings and messages go with their conversations.
  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query("tutor.erase", "delete from conversations where user_id = \(userID)").onBehalf(of: .system)
  }

  @Sendable
  private static func eraseQuestions(_ userID: Int64) -> Query {
    Query("tutor.eraseQuestions", "delete from tutor_quotas where user_id = \(userID)").onBehalf(of: .system)
  }
}
