import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

/// Who asks, in the access matrix. What is asked about belongs to `learner`.
enum AccessActor: CaseIterable {
  case visitor, learner, otherLearner, creator, instructor, admin, serviceKey

  /// STUDENT < CREATOR < INSTRUCTOR < ADMIN, as DESIGN has it; nil where the actor has no role at all.
  var rank: Int? {
    switch self {
    case .visitor: nil
    case .learner, .otherLearner, .serviceKey: 0
    case .creator: 1
    case .instructor: 2
    case .admin: 3
    }
  }
}

/// An instance with all actors, and with things that belong to the learner.
struct AccessWorld {
  let instance: TestInstance
  /// What the learner owns, by the names that operations use.
  let things: [String: String]
  private let serviceSecret: String

  /// What the key of the service may do.
  static let serviceScopes = [
    "catalog:read", "labs:report", "groups:read", "groups:write", "progress:read", "tutor:ask",
  ]

  init(_ instance: TestInstance) async throws {
    self.instance = instance
    let learner = try await instance.signIn(.learner)
    let user = try await Self.text(instance, "{ currentUser { id } }", "currentUser.id", learner)
    let group = try await Self.text(
      instance, "mutation { createStudyGroup(input: {name: \"Matrix\", visibility: INVITE_ONLY}) { id } }",
      "createStudyGroup.id", learner)
    let answer = try await Self.text(
      instance, "mutation { askQuestion(question: \"What is a quorum?\", context: {}) { id } }", "askQuestion.id",
      learner)
    let said = "{ node(id: \"\(answer)\") { ... on Answer { conversation { id messages { nodes { id } } } } } }"
    let conversation = try await Self.text(instance, said, "node.conversation.id", learner)
    let turn = try await Self.text(instance, said, "node.conversation.messages.nodes.0.id", learner)
    let session = try await Self.text(
      instance, "{ currentUser { sessions { id } } }", "currentUser.sessions.0.id", learner)
    let key = try await Self.text(
      instance,
      "mutation { createApiKey(input: {name: \"own\", scopes: [\"profile:read\"]}) { apiKey { id } } }",
      "createApiKey.apiKey.id", learner)
    let job = try await instance.application.database.write(
      ("""
      insert into jobs (user_id, kind, subject)
      select id, 'EXPORT_DATA', 'user_' || id from users where email = 'learner@atlas.example' returning id
      """ as Query).onBehalf(of: .system))
    let environment = try await Self.text(
      instance, "mutation { startLab(input: {labId: \"lab_3\"}) { status { environment { id } } } }",
      "startLab.status.environment.id", learner)
    let quiz = try await Self.text(
      instance, "mutation { generateQuiz(input: {subject: {contentId: \"content_1\"}}) { quiz { id } } }",
      "generateQuiz.quiz.id", learner)
    let attempt = try await Self.text(
      instance, "mutation { submitQuiz(input: {quizId: \"\(quiz)\", answers: []}) { attempt { id } } }",
      "submitQuiz.attempt.id", learner)
    things = [
      "USER": user, "GROUP": group, "CONVERSATION": conversation, "ANSWER": answer, "TURN": turn, "SESSION": session,
      "KEY": key, "ENVIRONMENT": environment, "JOB": "job_\(try #require(job.int(0, 0)))", "QUIZ": quiz,
      "ATTEMPT": attempt,
    ]
    serviceSecret = try await Self.makeService(instance)
  }

  /// A key of an account that has the role SERVICE.
  private static func makeService(_ instance: TestInstance) async throws -> String {
    let name = "robot"
    _ = try await instance.register(name)
    try await instance.application.database.write(
      "update users set roles = array['STUDENT', 'SERVICE'] where email = 'robot@people.example'")
    let token = try await instance.signIn("robot@people.example", "a long enough password")
    let scopes = serviceScopes.map { "\"\($0)\"" }.joined(separator: ", ")
    return try await text(
      instance, "mutation { createApiKey(input: {name: \"robot\", scopes: [\(scopes)]}) { secret } }",
      "createApiKey.secret", token)
  }

  private static func text(
    _ instance: TestInstance, _ query: String, _ path: String, _ token: String
  ) async throws -> String {
    let response = try await instance.query(query, token: token)
    return try #require(response.text("data.\(path)"), "\(query): \(response)")
  }

  /// A token that nobody else uses: an operation may end its session.
  func credential(of actor: AccessActor) async throws -> String? {
    switch actor {
    case .visitor: nil
    case .learner: try await instance.signIn(.learner)
    case .otherLearner: try await instance.signIn(.learner2)
    case .creator: try await instance.signIn(.creator)
    case .instructor: try await instance.signIn(.instructor)
    case .admin: try await instance.signIn(.admin)
    case .serviceKey: serviceSecret
    }
  }

  /// An operation with the names of things replaced.
  func filled(_ text: String) -> String {
    things.reduce(text) { $0.replacing("<\($1.key)>", with: $1.value) }
  }
}
