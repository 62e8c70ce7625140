import AtlasAPI
import AtlasKernel
import GraphQLJSON
import Jobs
import Postgres

/// The statements that begin a job, in one transaction. They read jobs of the domain of that name.
enum QuizJobStatements {
  static func takeTurn(_ user: Int64) -> Query {
    Query(
      "quizzes.takeTurn", "select pg_advisory_xact_lock(hashtextextended('atlas.quizzes:' || \(user)::bigint, 0))")
  }

  /// The job of the same order that has not ended.
  static func waiting(_ order: QuizJob.Order) -> Query {
    Query(
      "quizzes.waitingJob",
      """
      select j.id
      from jobs j
      where j.kind = 'GENERATE_QUIZ' and j.subject = 'quiz_' || \(order.number)::bigint and j.user_id = \(order.user)
        and j.state in ('QUEUED', 'RUNNING')
      """
    ).onBehalf(of: .user(order.user))
  }

  static func enqueue(_ order: QuizJob.Order) -> Query {
    let arguments = String(decoding: JSONValue.object(order.arguments).serialized(), as: UTF8.self)
    let job = NewJob(
      .generateQuiz, userID: order.user, about: .quiz, key: "w.number", from: "wanted w", arguments: "w.arguments")
    return Query(
      "quizzes.enqueue",
      """
      with wanted as (
        select \(order.number)::bigint as number, \(arguments)::text::jsonb as arguments
      ), job as (
        \(fragment: job.insertion)
      )
      select j.id from job j
      """
    ).onBehalf(of: .user(order.user))
  }
}
