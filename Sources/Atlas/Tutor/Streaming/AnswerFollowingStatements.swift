import AtlasKernel
import Postgres

/// The statements of those who follow answers. The last event of an answer is looked for in the table of events, which
/// the kernel writes.
enum AnswerFollowingStatements {
  /// Where a follower begins: one row where the conversation is the owner's; without `state` where the answer is not
  /// one of it. `is_seen` says whether the answer has ended, and not behind the position.
  static func start(_ conversation: Int64, answer: Int64?, behind position: Int64?, ownerID: Int64) -> Query {
    Query(
      "tutor.followAnswers",
      """
      select a.state, a.sequence, char_length(a.text) as length,
        a.state not in ('QUEUED', 'STREAMING') and not exists (
          select from events e
          where e.topic = 'conversation:' || c.id and e.position > \(position)::bigint and e.kind = 'ANSWER_ENDED'
            and e.entity = 'answer_' || a.id
        ) as is_seen
      from conversations c
      left join answers a on a.conversation_id = c.id and a.id = \(answer)::bigint
      where c.id = \(conversation) and c.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// What an event tells of an answer.
  static func read(_ news: AnswerNews, ownerID: Int64?) -> Query {
    var (from, length) = (0, 0)
    if case .text(_, let start, let end) = news.kind { (from, length) = (start, max(0, end - start)) }
    return Query(
      "tutor.readAnswerNews",
      """
      select substr(a.text, \(from)::int + 1, \(length)::int) as text, a.citations, a.failure_code, a.failure_message,
        a.failure_retryable
      from answers a
      where a.id = \(news.answer) and a.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }
}
