import AtlasKernel
import Postgres
import Retrieval

/// The statement of handing in a quiz.
enum QuizSubmissionStatements {
  /// Grades a quiz and stores what was answered, with everything that follows from passing it for the first time: the
  /// step, the learner's standing and the event. It writes progress_events and learner_progress of the progress domain
  /// in that domain's own way.
  ///
  /// It answers one row at least: whether there is such a quiz, the attempt, and what the input names that is not in
  /// the quiz, by the number of the answer and of the option in it; the number 0 is the question. Then nothing was
  /// written, as when the attempts of the day are used up.
  static func submit(_ submission: QuizSubmission, by taker: Int64, reader: PassageReader) -> Query {
    Query("quizzes.submit", input(submission, reader) + graded + stored(taker) + consequences(taker) + outcome)
      .onBehalf(of: .user(taker))
  }

  private static func input(_ submission: QuizSubmission, _ reader: PassageReader) -> Query {
    """
    with quiz as (
      select z.id, z.pass_score
      from quizzes z
      where z.id = \(submission.quiz) and \(fragment: QuizPolicy.sees(reader))
    ), given as (
      select g.n, g.question_id from unnest(\(submission.questions)) with ordinality as g(question_id, n)
    ), chosen as (
      select c.n, c.place, c.option_id
      from unnest(
        \(submission.options.map(\.answer)), \(submission.options.map(\.place)), \(submission.options.map(\.key))
      ) as c(n, place, option_id)
    ), strange as (
      select g.n, 0 as place
      from given g
      cross join quiz z
      where not exists (select from quiz_questions q where q.id = g.question_id and q.quiz_id = z.id)
      union all
      select c.n, c.place
      from chosen c
      join given g on g.n = c.n
      join quiz_questions q on q.id = g.question_id and q.quiz_id = (select z.id from quiz z)
      where not exists (select from quiz_options o where o.id = c.option_id and o.question_id = g.question_id)
    ),
    """
  }

  /// A question is right when exactly its right options were chosen.
  private static let graded: Query = """
     graded as (
      select q.id as question_id, coalesce(a.option_ids, '{}') as option_ids,
        coalesce(a.option_ids = r.option_ids, false) as correct
      from quiz z
      join quiz_questions q on q.quiz_id = z.id
      cross join lateral (
        select array_agg(o.id order by o.id) as option_ids from quiz_options o where o.question_id = q.id and o.correct
      ) r
      cross join lateral (
        select array_agg(c.option_id order by c.option_id) as option_ids
        from given g
        join chosen c on c.n = g.n
        where g.question_id = q.id
      ) a
      where not exists (select from strange)
    ), drawn as (
      select nextval(pg_get_serial_sequence('quiz_attempts', 'id')) as id, s.score, s.score >= z.pass_score as passed
      from quiz z
      cross join (
        select (count(*) filter (where x.correct))::double precision / count(*) as score
        from graded x
        having count(*) > 0
      ) s
    ),
    """

  /// Whoever hands in twice at once waits here for the first one: attempts are counted exactly, and one is the first
  /// that was passed.
  private static func stored(_ taker: Int64) -> Query {
    """
     taker as (
      insert into quiz_takers as t (user_id, quiz_id, day, passed_attempt_id)
      select \(taker), z.id, (now() at time zone 'UTC')::date, case when d.passed then d.id end
      from quiz z cross join drawn d
      on conflict (user_id, quiz_id) do update
      set attempts = case when t.day = excluded.day then t.attempts + 1 else 1 end, day = excluded.day,
        passed_attempt_id = coalesce(t.passed_attempt_id, excluded.passed_attempt_id)
      where t.day <> excluded.day or t.attempts < \(QuizSubmission.attemptsPerDay)
      returning t.quiz_id, t.passed_attempt_id
    ), attempt as (
      insert into quiz_attempts (id, quiz_id, user_id, score, passed)
      overriding system value
      select d.id, t.quiz_id, \(taker), d.score, d.passed from taker t cross join drawn d
      returning id, quiz_id, submitted_at
    ), answered as (
      insert into quiz_answers (attempt_id, question_id, user_id, option_ids, correct)
      select a.id, g.question_id, \(taker), g.option_ids, g.correct from attempt a cross join graded g
    ),
    """
  }

  /// A quiz is no item of the catalogue: passing it adds no points, and nobody measures how long it took.
  private static func consequences(_ taker: Int64) -> Query {
    """
     target as (
      select interval '0' as time_spent
    ), step as (
      insert into progress_events (user_id, kind, quiz_id, at, delta)
      select \(taker), 'QUIZ_PASSED', a.quiz_id, a.submitted_at, 0
      from attempt a
      join taker t on t.passed_attempt_id = a.id
      returning id, user_id, at
    ), \(fragment: StandingStatements.ofCompletion)
    """
  }

  private static let outcome: Query = """

    select exists (select from quiz) as found, (select a.id from attempt a) as attempt_id, s.n, s.place,
      (extract(epoch from date_trunc('day', now(), 'UTC') + interval '1 day') * 1000000)::bigint as resets_at
    from (values (1)) as one(row)
    left join strange s on true
    order by s.n, s.place
    limit 50
    """
}
