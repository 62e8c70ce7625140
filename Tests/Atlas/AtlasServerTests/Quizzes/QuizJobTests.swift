import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Jobs
import LanguageModels
import Postgres
import Synchronization
import Testing

@testable import AtlasServer
@testable import Quizzes

@Suite("Asking for a quiz that a model makes")
struct QuizJobTests {
  @Test("who asks for the same twice, also at once, gets one job and is charged once; others get and pay their own")
  func once() async throws {
    try await withInstance { instance in
      let quota = CountingQuota(limit: 9)
      let (learner, other) = (try await user("learner", instance), try await user("learner2", instance))
      async let one = ask(learner, quota, instance)
      async let two = ask(learner, quota, instance)
      let jobs = try await [one, two, ask(learner, quota, instance)]
      #expect(jobs[0] != nil && Set(jobs).count == 1)
      #expect(try await ask(other, quota, instance) != jobs[0])
      #expect(try await ask(learner, quota, instance, questions: 2) != jobs[0])
      #expect(quota.charged == [learner: 2, other: 1])
      let stored = try await instance.run("select count(*) from jobs where kind = 'GENERATE_QUIZ' and state = 'QUEUED'")
      #expect(stored.int(0, 0) == 3)
    }
  }

  @Test("where the quota is used up nothing is begun")
  func usedUp() async throws {
    try await withInstance { instance in
      let learner = try await user("learner", instance)
      await #expect(throws: UserErrors.self) { try await ask(learner, CountingQuota(limit: 0), instance) }
      #expect(try await instance.run("select count(*) from jobs where kind = 'GENERATE_QUIZ'").int(0, 0) == 0)
    }
  }

  @Test("a worker makes the quiz of the job; then it is answered at once and for nothing")
  func made() async throws {
    try await withInstance { instance in
      let quota = CountingQuota(limit: 9)
      let learner = try await user("learner", instance)
      let asked = try #require(try await ask(learner, quota, instance))
      let stored = try await instance.run("select arguments, subject from jobs where id = \(asked)")
      let execution = QuizExecution(
        instance.application.database, try #require(QuizExecution.arguments(stored.string(0, 0))))
      let handler = QuizJob(model: ScribeModel("no quiz"), quota: quota).handler
      let effect = try await handler.run(execution)
      let quiz = try await instance.application.database.transaction { try await effect.commit($0) }
      let generation = QuizGeneration(subject: GlobalID(.content, 1), wish: QuizWish(questions: 3, difficulty: .expert))
      let outcome = try await generation.perform(
        ScribeModel("no quiz"), quota: quota, context(learner, instance))
      guard case .quiz(let found) = outcome else {
        Issue.record("a job was begun again")
        return
      }
      #expect(quiz == GlobalID(.quiz, found))
      #expect(quota.charged == [learner: 1])
    }
  }

  @Test("a model that does not answer costs nothing: the quiz is made without it, and the model is asked the next time")
  func silent() async throws {
    try await withInstance { instance in
      let quota = CountingQuota(limit: 9)
      let learner = try await user("learner", instance)
      let asked = try #require(try await ask(learner, quota, instance))
      let stored = try await instance.run("select arguments, subject from jobs where id = \(asked)")
      let execution = QuizExecution(
        instance.application.database, try #require(QuizExecution.arguments(stored.string(0, 0))))
      let effect = try await QuizJob(model: SilentModel(), quota: quota).handler.run(execution)
      let quiz = try #require(try await instance.application.database.transaction { try await effect.commit($0) })
      #expect(quota.charged.values.reduce(0, +) == 0)
      let maker = try await instance.run("select made_by from quizzes where id = \(quiz.key)")
      #expect(maker.string(0, 0) == ClozeWriter.name)
      try await instance.change("update jobs set state = 'SUCCEEDED', finished_at = now() where id = \(asked)")
      #expect(try await ask(learner, quota, instance) != nil)
    }
  }

  private func user(_ name: String, _ instance: TestInstance) async throws -> Int64 {
    let email = "\(name)@atlas.example"
    return try #require(try await instance.run("select id from users where email = \(email)").int(0, 0))
  }

  private func context(_ user: Int64, _ instance: TestInstance) -> ExecutionContext {
    let viewer = Viewer(
      userID: user, credential: .session(1), roles: [.student],
      expiresAt: DateTime(microsecondsSince1970: .max))
    return ExecutionContext(
      application: AtlasRequest(
        viewer: viewer, database: instance.application.database, events: instance.application.events,
        cursors: CursorSigner(ServerSecret([1])), client: ClientAddress(ipAddress: "192.0.2.1")))
  }

  /// The job that makes the quiz.
  private func ask(
    _ user: Int64, _ quota: CountingQuota, _ instance: TestInstance, questions: Int = 3
  ) async throws -> Int64? {
    let wish = QuizWish(questions: questions, difficulty: .expert)
    let generation = QuizGeneration(subject: GlobalID(.content, 1), wish: wish)
    let outcome = try await generation.perform(ScribeModel(""), quota: quota, context(user, instance))
    if case .job(let id) = outcome { return id }
    return nil
  }
}

/// A model whose provider is down.
private struct SilentModel: LanguageModel {
  let name = "scribe"

  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply { throw ModelFailure.unavailable }
}

/// A quota that counts.
private final class CountingQuota: QuestionQuota {
  private let limit: Int
  private let counts = Mutex<[Int64: Int]>([:])

  init(limit: Int) { self.limit = limit }

  func giveBack(to userID: Int64, _ transaction: Transaction) async throws {
    counts.withLock { $0[userID, default: 0] -= 1 }
  }

  var charged: [Int64: Int] { counts.withLock { $0 } }

  func charge(_ userID: Int64, _ transaction: Transaction) async throws {
    let isWithin = counts.withLock { counts in
      guard counts[userID, default: 0] < limit else { return false }
      counts[userID, default: 0] += 1
      return true
    }
    if !isWithin {
      let end = DateTime(microsecondsSince1970: 0)
      throw UserErrors(.quota(limit: Int64(limit), used: Int64(limit), resetsAt: end, "No questions are left."))
    }
  }
}
