import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import Jobs
import LanguageModels
import Postgres
import Retrieval

/// Making a quiz with a model, or without it where there is none any more.
struct QuizJob: Sendable {
  let model: (any LanguageModel)?
  let quota: (any QuestionQuota)?

  /// Who gets no quiz gets the question back.
  var handler: JobHandler {
    JobHandler(
      .generateQuiz, giveUp: { [quota] in try await quota?.giveBack(to: $0.userID, $1) }, run: run)
  }

  /// Begins a job and charges the question, or finds the job that waits or runs for the same user and quiz.
  static func enqueue(
    _ generation: QuizGeneration, _ key: [UInt8], _ material: QuizMaterial, _ reader: PassageReader, for user: Int64,
    _ quota: (any QuestionQuota)?, _ context: ExecutionContext
  ) async throws -> QuizGeneration.Outcome {
    let order = Order(generation: generation, reader: reader, user: user, key: key)
    return try await context.transaction { transaction in
      // Who asks twice at once is charged once.
      _ = try await transaction.read(QuizJobStatements.takeTurn(user))
      if let job = try await transaction.read(QuizJobStatements.waiting(order)).int(0, 0) { return .job(job) }
      // A job may have ended since the quiz was looked for.
      let made = try await transaction.write(QuizStatements.find(key, isPublished: material.isPublished))
      if let quiz = made.int(0, 0) { return .quiz(quiz) }
      try await quota?.charge(user, transaction)
      let rows = try await transaction.write(QuizJobStatements.enqueue(order))
      return .job(rows.int(0, 0))
    }
  }

  @Sendable
  private func run(_ execution: any JobExecution) async throws -> JobEffect {
    guard let (generation, reader) = Order.read(execution.arguments) else {
      throw JobFailure("The job's arguments cannot be read.")
    }
    try await execution.report("reading", percent: 0)
    let database = execution.database
    let material = try await QuizMaterial.read(generation.subject, reader: reader) { try await database.read($0) }
    guard let material else { throw JobFailure("What the quiz was to be about is gone.") }
    let wish = generation.wish
    let key = material.contentKey(wish, maker: model?.name ?? ClozeWriter.name)
    let known = try await database.write(QuizStatements.find(key, isPublished: material.isPublished))
    if let quiz = known.int(0, 0) { return JobEffect { _ in GlobalID(.quiz, quiz) } }
    try await execution.report("writing", percent: 10)
    let written =
      if let model {
        try await ModelQuizWriter(model: model, material: material, wish: wish, seed: key).write()
      } else {
        NewQuiz?.none
      }
    if let written { return try effect(written, of: material, wish, key) }
    // The model is asked anew when somebody wishes for this quiz again: what is made without it has the key of its kind.
    let ownKey = material.contentKey(wish, maker: ClozeWriter.name)
    let quiz = await NewQuiz.ofGaps(in: material, wish, seed: ownKey)
    return try effect(quiz, of: material, wish, ownKey, givenBackTo: execution.userID)
  }

  private func effect(
    _ quiz: NewQuiz, of material: QuizMaterial, _ wish: QuizWish, _ key: [UInt8], givenBackTo user: Int64? = nil
  ) throws(JobFailure) -> JobEffect {
    guard !quiz.questions.isEmpty else { throw JobFailure(QuizGeneration.tooLittleText) }
    return JobEffect { [quota] transaction in
      if let user { try await quota?.giveBack(to: user, transaction) }
      let rows = try await transaction.write(QuizStatements.store(quiz, of: material, wish, key: key))
      return rows.int(0, 0).map { GlobalID(.quiz, $0) }
    }
  }
}

extension QuizJob {
  /// What a job is to do.
  struct Order: Sendable {
    let generation: QuizGeneration
    let reader: PassageReader
    let user: Int64
    let key: [UInt8]

    /// A number for this user and this quiz: what jobs of the same are found by. It names no row.
    var number: Int64 {
      var mixed = UInt64(bitPattern: user)
      for byte in key { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return Int64(mixed >> 1) | 1
    }

    var arguments: JSONObject {
      var arguments: JSONObject = [
        "subject": .string(generation.subject.id.value), "questions": .integer(generation.wish.questions),
        "readsAll": .boolean(reader.isAdmin),
      ]
      if let difficulty = generation.wish.difficulty {
        arguments.append(key: "difficulty", value: .string(difficulty.rawValue))
      }
      if let reader = reader.userID { arguments.append(key: "reader", value: .number("\(reader)")) }
      return arguments
    }

    /// Nil for what is no order.
    static func read(_ arguments: JSONObject) -> (QuizGeneration, PassageReader)? {
      guard let subject = arguments["subject"]?.stringValue.flatMap({ GlobalID($0) }),
        case .number(let questions)? = arguments["questions"], let questions = Int(questions)
      else { return nil }
      let difficulty = arguments["difficulty"]?.stringValue.flatMap { API.Difficulty(rawValue: $0) }
      var reader: Int64?
      if case .number(let id)? = arguments["reader"] { reader = Int64(id) }
      return (
        QuizGeneration(subject: subject, wish: QuizWish(questions: min(20, max(1, questions)), difficulty: difficulty)),
        PassageReader(userID: reader, isAdmin: arguments["readsAll"] == .boolean(true))
      )
    }
  }
}
