import AtlasKernel
import Postgres

enum QuizPersonalData {
  /// The quizzes that somebody handed in, with what they answered. Quizzes belong to their subjects.
  static let part = PersonalData(name: "quizzes", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "quizzes.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('quiz', 'quiz_' || a.quiz_id, 'title', z.title, 'score', a.score,
        'passed', a.passed, 'submitted', a.submitted_at, 'answers', (
          select coalesce(jsonb_agg(jsonb_build_object('question', q.prompt, 'correct', w.correct, 'chosen', array(
            select o.text from quiz_options o where o.id = any(w.option_ids) order by o.position
          )) order by q.position), '[]')
          from quiz_answers w
          join quiz_questions q on q.id = w.question_id
          where w.attempt_id = a.id
        )) order by a.id), '[]')
      from quiz_attempts a
      join quizzes z on z.id = a.quiz_id
      where a.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// Answers go with their attempts.
  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "quizzes.erase",
      """
      with takers as (
        delete from quiz_takers where user_id = \(userID)
      )
      delete from quiz_attempts where user_id = \(userID)
      """
    ).onBehalf(of: .system)
  }
}
