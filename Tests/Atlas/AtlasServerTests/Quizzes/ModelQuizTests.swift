import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import Jobs
import LanguageModels
import Postgres
import Quizzes
import Testing

@testable import AtlasServer

@Suite("Quizzes that a model makes, as a job")
struct ModelQuizTests {
  private static let good = """
    {"questions": [{"prompt": "What is a log?", "options": [{"text": "A sequence of records", "correct": true},
    {"text": "A tree", "correct": false}, {"text": "A lock", "correct": false}, {"text": "A clock", "correct": false}],
    "explanation": "A log only grows at its end.", "citations": [1]}]}
    """

  @Test("the job stores the model's quiz once; done again it is the same quiz, without asking the model")
  func stored() async throws {
    try await withInstance { instance in
      let model = ScribeModel(Self.good)
      let quiz = try await run(model, instance)
      #expect(try await run(model, instance) == quiz)
      #expect(await model.asked == 1)
      let learner = try await QuizClient(instance)
      let shown = try await learner.show(quiz.id.value)
      #expect(shown.at("questions.0.prompt")?.stringValue == "What is a log?", "\(shown)")
      #expect(shown.all("correct").allSatisfy { $0 == .null } && shown.all("quote").isEmpty)
      let submitted = try await learner.submit(quiz.id.value, try await learner.answers(quiz.id.value))
      #expect(submitted["data.submitQuiz.attempt.passed"] == .boolean(true), "\(submitted)")
      #expect(submitted.body.all("quote") == [.string("A log is a sequence of records that only grows at its end.")])
      let maker = try await instance.run("select made_by from quizzes where id = \(quiz.key)")
      #expect(maker.string(0, 0) == "scribe")
    }
  }

  @Test("a model that writes HTML, links or nothing of use is replaced by our own algorithm, which says so")
  func hostile() async throws {
    let texts = [
      Self.good.replacing("A tree", with: "<img src=x>"), Self.good.replacing("[1]", with: "[99]"), "I refuse",
    ]
    for text in texts {
      try await withInstance { instance in
        let model = ScribeModel(text)
        let quiz = try await run(model, instance)
        #expect(await model.asked == 3)
        let stored = try await instance.run(
          """
          select z.made_by, (select count(*) from quiz_questions q where q.quiz_id = z.id and q.prompt ~ '_____')
          from quizzes z where z.id = \(quiz.key)
          """)
        #expect(stored.string(0, 0) == "atlas-cloze-1, in place of scribe")
        #expect(stored.int(0, 1) == 1)
      }
    }
  }

  @Test("two workers that make the same quiz leave one")
  func twoWorkers() async throws {
    try await withInstance { instance in
      let handler = try #require(QuizzesDomain(model: ScribeModel(Self.good)).jobHandlers.first)
      let execution = QuizExecution(instance.application.database)
      let effects = [try await handler.run(execution), try await handler.run(execution)]
      var quizzes: [GlobalID?] = []
      for effect in effects {
        quizzes.append(try await instance.application.database.transaction { try await effect.commit($0) })
      }
      #expect(quizzes[0] != nil && quizzes[0] == quizzes[1])
      #expect(try await instance.run("select count(*) from quiz_questions").int(0, 0) == 1)
    }
  }

  @Test("a job whose subject is gone, or whose arguments make no sense, fails")
  func gone() async throws {
    try await withInstance { instance in
      let handler = try #require(QuizzesDomain(model: ScribeModel(Self.good)).jobHandlers.first)
      let senseless: [JSONObject] = [
        [:], ["subject": "content_999999", "questions": 1], ["subject": "user_1", "questions": 1],
      ]
      for arguments in senseless {
        await #expect(throws: JobFailure.self) {
          _ = try await handler.run(QuizExecution(instance.application.database, arguments))
        }
      }
    }
  }

  private func run(_ model: ScribeModel, _ instance: TestInstance) async throws -> GlobalID {
    let handler = try #require(QuizzesDomain(model: model).jobHandlers.first)
    let database = instance.application.database
    let effect = try await handler.run(QuizExecution(database))
    return try #require(try await database.transaction { try await effect.commit($0) })
  }
}

/// A model that always says the same.
actor ScribeModel: LanguageModel {
  nonisolated let name = "scribe"
  private let text: String
  private(set) var asked = 0

  init(_ text: String) { self.text = text }

  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    asked += 1
    try await receive(text)
    return ModelReply(text: text, promptTokens: 1, completionTokens: 1)
  }
}

/// A job in the hands of a worker.
struct QuizExecution: JobExecution {
  let jobID: Int64 = 1
  let userID: Int64 = 1
  let subject: GlobalID? = nil
  let arguments: JSONObject
  let attempt = 1
  let database: Database

  init(_ database: Database, _ arguments: JSONObject = ["subject": "content_1", "questions": 1]) {
    self.database = database
    self.arguments = arguments
  }

  func report(_ stage: String, percent: Double) async throws {}

  /// The arguments of a job as they are stored.
  static func arguments(_ text: String?) -> JSONObject? { (try? JSONParser.parse(text ?? ""))?.objectValue }
}
