import AtlasKernel
import Postgres
import Retrieval

/// The statements that read attempts, whose rows are private.
enum QuizAttemptStatements {
  private static let columns: Query = "a.id, a.quiz_id, a.score, a.passed, a.submitted_at"

  /// The taker's own attempts at quizzes that they may still read.
  static func byID(_ ids: [Int64], taker: Int64?, reader: PassageReader) -> Query {
    Query(
      "quizzes.attemptsByID",
      """
      select \(fragment: columns)
      from quiz_attempts a
      join quizzes z on z.id = a.quiz_id
      where a.id = any(\(ids)) and a.user_id = \(taker) and \(fragment: QuizPolicy.sees(reader))
      """
    ).onBehalf(of: .user(taker))
  }

  /// The taker's latest attempts at each quiz.
  static func latest(of quizzes: [Int64], taker: Int64) -> Query {
    Query(
      "quizzes.latestAttempts",
      """
      select k.parent_id, \(fragment: columns)
      from unnest(\(quizzes)) with ordinality as k(parent_id, n)
      cross join lateral (
        select x.id, x.quiz_id, x.score, x.passed, x.submitted_at
        from quiz_attempts x
        where x.user_id = \(taker) and x.quiz_id = k.parent_id
        order by x.id desc
        limit 10
      ) a
      order by k.n, a.id desc
      """
    ).onBehalf(of: .user(taker))
  }

  /// What was answered in attempts, in the order of the questions.
  static func answers(in attempts: [Int64], taker: Int64?) -> Query {
    Query(
      "quizzes.answers",
      """
      select a.attempt_id as parent_id, a.question_id, a.correct, q.explanation,
        array(select 'option_' || o.id from unnest(a.option_ids) as o(id)) as option_ids
      from quiz_answers a
      join quiz_questions q on q.id = a.question_id
      where a.attempt_id = any(\(attempts)) and a.user_id = \(taker)
      order by a.attempt_id, q.position
      """
    ).onBehalf(of: .user(taker))
  }
}
