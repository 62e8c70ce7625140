import AtlasKernel
import Postgres

/// The statements about answers.
enum AnswerStatements {
  /// Without an owner there are no rows.
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.answersByID",
      """
      select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
        a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time,
        a.moderation_category, a.moderation_message
      from answers a
      where a.id = any(\(ids)) and a.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }
}
