import AtlasKernel
import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Quizzes: who reads what they are about may take them")
struct QuizRightsTests {
  @Test("a quiz of a draft is for its author and admins, by whatever way; published with the same text it is for all")
  func draft() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      let admin = try await QuizClient(instance, .admin)
      let content = try await ContentClient(instance).cut()
      let key = content.rowKey
      _ = try await instance.run("update contents set status = 'PROCESSING' where id = \(key)")
      _ = try await instance.run("update atoms set published = false where content_id = \(key)")
      let quiz = try await creator.quiz("contentId", content)
      #expect(try await admin.show(quiz) != .null)
      #expect(try await learner.show(quiz) == .null)
      let generated = try await learner.generate("contentId", content)
      #expect(generated.text("data.generateQuiz.userErrors.0.code") == "NOT_FOUND", "\(generated)")
      let submitted = try await learner.submit(quiz, [])
      #expect(submitted.text("data.submitQuiz.userErrors.0.code") == "NOT_FOUND", "\(submitted)")

      // Published, with another text: the quiz still says what the draft said.
      _ = try await instance.run("update contents set status = 'COMPLETED' where id = \(key)")
      _ = try await instance.run("update atoms set published = true where content_id = \(key)")
      #expect(try await learner.show(quiz) == .null)
      #expect(try await creator.show(quiz) != .null)
      // Made of the published text, which is the same.
      #expect(try await learner.quiz("contentId", content) == quiz)
      #expect(try await learner.show(quiz) != .null)
    }
  }

  @Test("a quiz goes with the rights to its subject, and attempts at it, too; it is deleted with it")
  func archived() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      let quiz = try await learner.quiz("diagramId", "diagram_1")
      let submitted = try await learner.submit(quiz, try await learner.answers(quiz))
      let attempt = try #require(submitted.text("data.submitQuiz.attempt.id"), "\(submitted)")
      let text = "query ($id: ID!) { node(id: $id) { id ... on QuizAttempt { score quiz { id } } } }"
      func node(_ id: String, _ client: QuizClient) async throws -> JSONValue? {
        try await instance.query(text, ["id": .string(id)], token: client.token)["data.node"]
      }
      #expect(try await node(attempt, learner)?.at("quiz.id")?.stringValue == quiz)
      #expect(try await node(attempt, creator) == .null)
      _ = try await instance.run("update diagrams set status = 'DRAFT' where id = 1")
      #expect(try await node(quiz, learner) == .null)
      #expect(try await node(attempt, learner) == .null)
      #expect(try await node(quiz, creator) != .null)
      let last = try await instance.query(
        "{ currentUser { progress { lastEvent { kind subject { __typename } } } } }", token: learner.token)
      #expect(last.text("data.currentUser.progress.lastEvent.kind") == "QUIZ_PASSED", "\(last)")
      #expect(last["data.currentUser.progress.lastEvent.subject"] == .null)
      _ = try await instance.run("delete from diagram_completions where diagram_id = 1")
      _ = try await instance.run("delete from progress_events where diagram_id = 1")
      _ = try await instance.run("delete from diagrams where id = 1")
      #expect(try await node(quiz, creator) == .null)
      #expect(try await instance.run("select count(*) from progress_events where kind = 'QUIZ_PASSED'").int(0, 0) == 0)
    }
  }

  @Test("a diagram's quiz that was made of others' atoms is gone when one of them is")
  func borrowed() async throws {
    try await withInstance { instance in
      let (learner, creator) = (try await QuizClient(instance), try await QuizClient(instance, .creator))
      let key = try await instance.run("select diagram_id, atom_id from diagram_atoms order by 1, 2 limit 1")
      var (diagram, atom) = (key.int(0, 0) ?? 0, key.int(0, 1) ?? 0)
      if diagram == 0 {
        (diagram, atom) = (1, 1)
        _ = try await instance.run("insert into diagram_atoms (diagram_id, atom_id, position) values (1, 1, 0)")
      }
      let quiz = try await learner.quiz("diagramId", "diagram_\(diagram)")
      #expect(try await creator.show(quiz) != .null)
      _ = try await instance.run("update atoms set published = false where id = \(atom)")
      #expect(try await creator.show(quiz) == .null)
      #expect(try await learner.show(quiz) == .null)
      #expect(try await learner.quiz("diagramId", "diagram_\(diagram)") != quiz)
    }
  }

  @Test("a key without progress:read learns no answers, and without tutor:ask makes no quiz")
  func keys() async throws {
    try await withInstance { instance in
      let learner = try await QuizClient(instance)
      let quiz = try await learner.quiz("contentId", "content_1")
      _ = try await learner.submit(quiz, [])
      let reading = QuizClient(instance, token: try await key(["catalog:read"], learner))
      let text = "query ($id: ID!) { node(id: $id) { ... on Quiz { questions { options { correct } } } } }"
      let seen = try await instance.query(text, ["id": .string(quiz)], token: reading.token)
      #expect(!seen.body.all("correct").isEmpty && seen.body.all("correct").allSatisfy { $0 == .null }, "\(seen)")
      let refused = try await reading.generate("contentId", "content_1")
      #expect(refused.code == "FORBIDDEN", "\(refused)")
      let full = QuizClient(instance, token: try await key(["catalog:read", "progress:read"], learner))
      #expect(try await full.show(quiz).all("correct").allSatisfy { $0 != .null })
    }
  }

  private func key(_ scopes: [String], _ client: QuizClient) async throws -> String {
    let text = """
      mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }
      """
    let input: JSONObject = ["name": "quiz", "scopes": .array(scopes.map { .string($0) })]
    let response = try await client.instance.query(text, ["input": .object(input)], token: client.token)
    return try #require(response.text("data.createApiKey.secret"), "\(response)")
  }

  @Test("what somebody answered is exported with their data, and erased with their account")
  func personalData() async throws {
    try await withInstance { instance in
      let learner = QuizClient(instance, token: try await instance.register("quizzer"))
      let quiz = try await learner.quiz("contentId", "content_1")
      _ = try await learner.submit(quiz, try await learner.answers(quiz))
      let user = try #require(
        try await instance.run("select id from users where email = 'quizzer@people.example'").int(0, 0))
      let database = instance.application.database
      let part = try #require(Domains.personalData.first { $0.name == "quizzes" })
      let exported = try #require(try await database.read(part.export(user)).string(0, 0))
      #expect(exported.contains(quiz) && exported.contains("\"chosen\""), "\(exported)")
      for statement in part.erase { _ = try await database.write(statement(user)) }
      let left: Query = """
        select (select count(*) from quiz_attempts) + (select count(*) from quiz_answers)
          + (select count(*) from quiz_takers)
        """
      #expect(try await database.read(left.onBehalf(of: .system)).int(0, 0) == 0)
      #expect(try await learner.show(quiz).all("correct").allSatisfy { $0 == .null })
    }
  }
}
