import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Quizzes: made once, graded, and a step forward")
struct QuizTests {
  @Test("the same input is the same quiz for everybody, each wish its own, and a changed subject makes a new one")
  func same() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      let first = try await learner.generate("contentId", "content_1")
      #expect(first["data.generateQuiz.userErrors"] == [] && first["data.generateQuiz.job"] == .null, "\(first)")
      #expect(first["data.generateQuiz.quiz.questions"]?.arrayValue?.isEmpty == false)
      let quiz = try #require(first.text("data.generateQuiz.quiz.id"))
      #expect(try await creator.quiz("contentId", "content_1") == quiz)
      #expect(try await creator.quiz("contentId", "content_1", questions: 3) != quiz)
      let expert = try await creator.generate("contentId", "content_1", difficulty: "EXPERT")
      #expect(expert.text("data.generateQuiz.quiz.id") != quiz)
      let edit = #"mutation { updateAtom(input: {id: "atom_1", title: "Logs grow"}) { userErrors { message } } }"#
      let edited = try await instance.query(edit, token: creator.token)
      #expect(edited["data.updateAtom.userErrors"] == [], "\(edited)")
      #expect(try await creator.quiz("contentId", "content_1") != quiz)
      #expect(try await learner.show(quiz) != .null)
    }
  }

  @Test("two who ask at once get one quiz with its questions once")
  func twoAtOnce() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      async let one = learner.quiz("diagramId", "diagram_1")
      async let two = creator.quiz("diagramId", "diagram_1")
      let quizzes = try await [one, two]
      #expect(quizzes[0] == quizzes[1])
      let rows = try await instance.run(
        "select count(*), count(distinct q.position) from quiz_questions q where q.quiz_id = \(quizzes[0].rowKey)")
      #expect(rows.int(0, 0) == rows.int(0, 1) && rows.int(0, 0) ?? 0 > 0)
    }
  }

  @Test("quizzes are made about every kind of subject, with citations of what they were made of")
  func subjects() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      // Instructions of labs are mostly tasks: some of them state nothing.
      let lab = """
        select 'lab_' || l.id from labs l
        where l.status = 'PUBLISHED' and l.instructions like '%quorum%' order by l.id limit 1
        """
      let rows = try await instance.run(Query(stringLiteral: lab))
      let subjects = [
        ("diagramId", "diagram_1"), ("labId", rows.string(0, 0) ?? ""), ("incidentId", "incident_1"),
        ("atomId", "atom_1"), ("contentId", "content_2"),
      ]
      for (member, id) in subjects {
        let response = try await learner.generate(member, id)
        #expect(response["data.generateQuiz.quiz.questions.0.options"]?.arrayValue?.count == 4, "\(id): \(response)")
        let quiz = try #require(response.text("data.generateQuiz.quiz.id"))
        let stored = try await instance.run(
          "select count(*) from quiz_questions where quiz_id = \(quiz.rowKey) and jsonb_array_length(citations) <> 1")
        #expect(stored.int(0, 0) == 0)
      }
    }
  }

  @Test("what has no text, and what is not there, is told as a user error")
  func nothing() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let client = QuizClient(instance, token: creator.token)
      let empty = try await creator.create(["text": "Words."], title: "Nothing yet", atomize: false)
      let refused = try await client.generate("contentId", empty)
      #expect(refused.text("data.generateQuiz.userErrors.0.code") == "STATE", "\(refused)")
      let message = "There is not enough text to make a quiz of."
      #expect(refused.text("data.generateQuiz.userErrors.0.message") == message)
      for (member, id) in [("contentId", "content_999999"), ("labId", "diagram_1"), ("atomId", "x")] {
        let missing = try await client.generate(member, id)
        #expect(missing.text("data.generateQuiz.userErrors.0.code") == "NOT_FOUND", "\(missing)")
        #expect(missing["data.generateQuiz.quiz"] == .null)
      }
    }
  }

  @Test("right answers, citations and explanations are told to those who have handed the quiz in, and to nobody else")
  func hidden() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      let quiz = try await creator.quiz("contentId", "content_1")
      let visitor = try await instance.query(
        "query ($id: ID!) { node(id: $id) { ... on Quiz { questions { options { correct } citations { quote } } } } }",
        ["id": .string(quiz)])
      for seen in [try await learner.show(quiz), try await creator.show(quiz), visitor.body] {
        #expect(!seen.all("correct").isEmpty && seen.all("correct").allSatisfy { $0 == .null }, "\(seen)")
        #expect(seen.all("citations").allSatisfy { $0 == [] })
      }
      let submitted = try await learner.submit(quiz, [])
      #expect(submitted["data.submitQuiz.attempt.score"] == .number("0"), "\(submitted)")
      #expect(submitted["data.submitQuiz.attempt.passed"] == .boolean(false))
      #expect(submitted.body.all("explanation").allSatisfy { ($0.stringValue ?? "").count > 10 })
      let own = try await learner.show(quiz)
      #expect(own.all("correct").allSatisfy { $0 != .null })
      #expect(own.all("quote").count == own.at("questions")?.arrayValue?.count)
      #expect(own.all("source").allSatisfy { $0.at("id")?.stringValue?.hasPrefix("atom_") == true }, "\(own)")
      let other = try await creator.show(quiz)
      #expect(other.all("correct").allSatisfy { $0 == .null } && other.all("quote").isEmpty)
      #expect(other.at("viewerAttempts") == [])
    }
  }

  @Test("a quiz is graded by its right options; the first time it is passed is a step, and only the first")
  func grading() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      let quiz = try await learner.quiz("contentId", "content_1", questions: 4)
      let failed = try await learner.submit(quiz, try await learner.answers(quiz, wrong: 2))
      #expect(failed["data.submitQuiz.attempt.score"] == .number("0.5"), "\(failed)")
      #expect(failed["data.submitQuiz.attempt.passed"] == .boolean(false))
      #expect(failed.body.all("answers").first?.all("correct") == [false, false, true, true].map { .boolean($0) })
      let version = try #require(failed.integer("data.submitQuiz.progress.version"))
      #expect(failed.text("data.submitQuiz.progress.lastEvent.kind") != "QUIZ_PASSED")
      let passed = try await learner.submit(quiz, try await learner.answers(quiz))
      #expect(passed["data.submitQuiz.attempt.score"] == .number("1"), "\(passed)")
      #expect(passed.text("data.submitQuiz.progress.lastEvent.kind") == "QUIZ_PASSED")
      #expect(passed.text("data.submitQuiz.progress.lastEvent.subject.id") == quiz)
      #expect(passed.integer("data.submitQuiz.progress.version") == version + 1)
      let percent = failed["data.submitQuiz.progress.overallPercent"]
      #expect(passed["data.submitQuiz.progress.overallPercent"] == percent)
      let again = try await learner.submit(quiz, try await learner.answers(quiz))
      #expect(again.integer("data.submitQuiz.progress.version") == version + 1)
      let steps = try await instance.run("select count(*) from progress_events where kind = 'QUIZ_PASSED'")
      #expect(steps.int(0, 0) == 1)
      #expect(try await learner.show(quiz).all("score") == ["1", "1", "0.5"].map { .number($0) })
    }
  }

  @Test("passing at the same moment, twice, is one step")
  func passedTwiceAtOnce() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      let quiz = try await learner.quiz("contentId", "content_1", questions: 4)
      let answers = try await learner.answers(quiz)
      async let one = learner.submit(quiz, answers)
      async let two = learner.submit(quiz, answers)
      for response in try await [one, two] {
        #expect(response["data.submitQuiz.attempt.passed"] == .boolean(true), "\(response)")
      }
      let steps = try await instance.run("select count(*) from progress_events where kind = 'QUIZ_PASSED'")
      #expect(steps.int(0, 0) == 1)
    }
  }

  @Test("what is not in the quiz, and what is given twice, is refused with its path, and nothing is stored")
  func strange() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      let quiz = try await learner.quiz("contentId", "content_1", questions: 4)
      let other = try await learner.quiz("diagramId", "diagram_1")
      let (own, foreign) = (try await learner.answers(quiz), try await learner.answers(other))
      func paths(_ answers: [(question: String, options: [String])]) async throws -> [String] {
        let response = try await learner.submit(quiz, answers)
        #expect(response["data.submitQuiz.attempt"] == .null, "\(response)")
        let errors = response["data.submitQuiz.userErrors"]?.arrayValue ?? []
        #expect(errors.allSatisfy { $0.at("code")?.stringValue == "INVALID" }, "\(response)")
        return errors.map { ($0.at("field")?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ".") }
      }
      #expect(try await paths([own[0], foreign[0]]) == ["input.answers.1.questionId"])
      #expect(try await paths([(own[0].question, own[1].options)]) == ["input.answers.0.optionIds.0"])
      #expect(
        try await paths([(own[0].question, own[0].options + foreign[0].options)]) == ["input.answers.0.optionIds.1"])
      #expect(try await paths([own[0], own[0]]) == ["input.answers.1.questionId"])
      #expect(
        try await paths([(own[0].question, own[0].options + own[0].options)]) == ["input.answers.0.optionIds.1"])
      #expect(
        try await paths([("question_0", ["option_x", "quiz_1"]), ("question_99999999999999999999", [])])
          == ["input.answers.0.questionId", "input.answers.1.questionId"])
      let attempts: Query = "select count(*) from quiz_attempts"
      #expect(try await instance.run(attempts.onBehalf(of: .system)).int(0, 0) == 0)
      let seen = try await learner.show(quiz)
      #expect(seen.all("correct").allSatisfy { $0 == .null })
    }
  }

  @Test("a quiz is handed in twenty times a day")
  func bound() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      let quiz = try await learner.quiz("contentId", "content_1")
      for _ in 1...20 {
        let response = try await learner.submit(quiz, [])
        #expect(response["data.submitQuiz.userErrors"] == [], "\(response)")
      }
      let refused = try await learner.submit(quiz, try await learner.answers(quiz))
      #expect(refused.text("data.submitQuiz.userErrors.0.code") == "QUOTA_EXCEEDED", "\(refused)")
      #expect(refused.integer("data.submitQuiz.userErrors.0.limit") == 20)
      #expect(try await learner.show(quiz).all("score").count == 10)
      // The next day it goes on.
      let yesterday: Query = "update quiz_takers set day = day - 1"
      _ = try await instance.run(yesterday.onBehalf(of: .system))
      let passed = try await learner.submit(quiz, try await learner.answers(quiz))
      #expect(passed["data.submitQuiz.attempt.passed"] == .boolean(true), "\(passed)")
    }
  }
}
