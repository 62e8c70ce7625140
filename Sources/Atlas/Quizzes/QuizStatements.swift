import AtlasAPI
import AtlasKernel
import Postgres
import Retrieval

/// The statements that read quizzes and their parts. Parts are read of quizzes that the viewer was shown.
enum QuizStatements {
  /// Quizzes whose subjects the reader may read.
  static func byID(_ ids: [Int64], reader: PassageReader) -> Query {
    Query(
      "quizzes.byID",
      """
      select z.id, z.title, z.generated, z.pass_score
      from quizzes z
      where z.id = any(\(ids)) and \(fragment: QuizPolicy.sees(reader))
      """)
  }

  /// Questions in order. What they were made of is shown to those who have handed the quiz in.
  static func questions(of quizzes: [Int64], taker: Int64?) -> Query {
    Query(
      "quizzes.questions",
      """
      select q.quiz_id as parent_id, q.id, q.prompt, q.multiple,
        case when \(fragment: hasTaken(taker)) then q.citations else '[]' end as citations
      from quiz_questions q
      where q.quiz_id = any(\(quizzes))
      order by q.quiz_id, q.position
      """
    ).onBehalf(of: .user(taker))
  }

  /// Options in order; which are right is shown to those who have handed the quiz in.
  static func options(of questions: [Int64], taker: Int64?) -> Query {
    Query(
      "quizzes.options",
      """
      select o.question_id as parent_id, o.id, o.text,
        case when \(fragment: hasTaken(taker)) then o.correct end as correct
      from quiz_questions q
      join quiz_options o on o.question_id = q.id
      where q.id = any(\(questions))
      order by o.question_id, o.position
      """
    ).onBehalf(of: .user(taker))
  }

  /// Whether the viewer has handed in the quiz of the question `q`.
  private static func hasTaken(_ taker: Int64?) -> Query {
    "exists (select from quiz_takers t where t.quiz_id = q.quiz_id and t.user_id = \(taker))"
  }
}

// Making them.
extension QuizStatements {
  /// The quiz that was made of the same. Where its subject has been published since with the same text, it is public
  /// from now on.
  static func find(_ key: [UInt8], isPublished: Bool) -> Query {
    Query(
      "quizzes.find",
      """
      with known as (
        select z.id, z.of_published from quizzes z where z.content_key = \(key)
      ), shown as (
        update quizzes z set of_published = true
        from known k
        where z.id = k.id and not k.of_published and \(isPublished)
      )
      select k.id from known k
      """)
  }

  /// Stores a quiz with its questions and options, unless one of the same was stored meanwhile: answers the id of the
  /// one that is there.
  static func store(_ quiz: NewQuiz, of material: QuizMaterial, _ wish: QuizWish, key: [UInt8]) -> Query {
    let questions = quiz.questions
    let options = questions.enumerated().flatMap { number, question in
      question.options.enumerated().map { (question: number + 1, place: $0 + 1, option: $1) }
    }
    return Query(
      "quizzes.store",
      """
      with drawn as (
        select nextval(pg_get_serial_sequence('quizzes', 'id')) as id
      ), quiz as (
        insert into quizzes as z (id, title, diagram_id, lab_id, incident_id, atom_id, content_id, of_published,
          atom_ids, difficulty, made_by, content_key)
        overriding system value
        select d.id, left('Quiz: ' || \(material.title)::text, 300), \(material.subject.key(of: .diagram))::bigint,
          \(material.subject.key(of: .lab))::bigint, \(material.subject.key(of: .incident))::bigint,
          \(material.subject.key(of: .atom))::bigint, \(material.subject.key(of: .content))::bigint,
          \(material.isPublished), \(material.borrowedAtoms), \(wish.difficulty?.rawValue)::text,
          left(\(quiz.madeBy)::text, 200), \(key)
        from drawn d
        on conflict (content_key) do update set of_published = z.of_published or excluded.of_published
        returning z.id
      ), question as (
        insert into quiz_questions (quiz_id, position, prompt, multiple, explanation, citations)
        select z.id, u.n, u.prompt, u.multiple, u.explanation, u.citations::jsonb
        from quiz z
        join drawn d on d.id = z.id
        cross join unnest(
          \(questions.map(\.prompt)), \(questions.map(\.isMultiple)), \(questions.map(\.explanation)),
          \(questions.map { Citation.text($0.citations) })
        ) with ordinality as u(prompt, multiple, explanation, citations, n)
        order by u.n
        returning id, position
      ), option as (
        insert into quiz_options (question_id, position, text, correct)
        select q.id, u.place, u.text, u.correct
        from question q
        join unnest(
          \(options.map(\.question)), \(options.map(\.place)), \(options.map(\.option.text)),
          \(options.map(\.option.isCorrect))
        ) as u(question, place, text, correct) on u.question = q.position
        order by u.question, u.place
      )
      select z.id from quiz z
      """)
  }
}
