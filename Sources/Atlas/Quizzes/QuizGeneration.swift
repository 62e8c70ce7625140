import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Jobs
import LanguageModels
import Postgres
import Retrieval

/// Making a quiz, or finding the one that was made of the same.
struct QuizGeneration: Sendable {
  /// What the request came to, by row keys: a quiz, or the job that makes it.
  enum Outcome: Sendable {
    case quiz(Int64)
    case job(Int64?)
  }

  let subject: GlobalID
  let wish: QuizWish

  init(subject: GlobalID, wish: QuizWish) {
    self.subject = subject
    self.wish = wish
  }

  /// - Throws: user errors for the id of something else.
  init(_ input: API.GenerateQuizInput) throws(UserErrors) {
    do {
      subject = try GlobalID(input.subject)
    } catch {
      throw UserErrors(.notFound("subject", nil, "input", "subject"))
    }
    wish = QuizWish(questions: min(20, max(1, input.questions ?? 5)), difficulty: input.difficulty)
  }

  /// Answers the quiz of this subject. Without a model it is made at once; with one a job makes it, unless it is there.
  func perform(
    _ model: (any LanguageModel)?, quota: (any QuestionQuota)?, _ context: ExecutionContext
  ) async throws -> Outcome {
    let viewer = try context.requireViewer()
    let reader = PassageReader(context.viewer(within: .catalogRead))
    let material = try await QuizMaterial.read(subject, reader: reader) { try await context.read($0) }
    let missing = UserErrors(.notFound(subject.kind.rawValue, subject, "input", "subject"))
    guard let material else { throw missing }
    let key = material.contentKey(wish, maker: model?.name ?? ClozeWriter.name)
    let known = try await context.write(QuizStatements.find(key, isPublished: material.isPublished))
    if let quiz = known.int(0, 0) { return .quiz(quiz) }
    guard !material.isEmpty else { throw Self.tooLittle }
    guard model == nil else {
      return try await QuizJob.enqueue(self, key, material, reader, for: viewer.userID, quota, context)
    }
    let quiz = await NewQuiz.ofGaps(in: material, wish, seed: key)
    guard !quiz.questions.isEmpty else { throw Self.tooLittle }
    do {
      let rows = try await context.write(QuizStatements.store(quiz, of: material, wish, key: key))
      guard let id = rows.int(0, 0) else { throw Self.tooLittle }
      return .quiz(id)
    } catch let error as PostgresError where error.sqlState == "23503" {
      // Deleted since it was read.
      throw missing
    }
  }

  /// The words for a subject that says too little.
  static let tooLittleText = "There is not enough text to make a quiz of."

  private static let tooLittle = UserErrors(.state("NO_TEXT", allowed: [], tooLittleText))
}
