import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres
import Retrieval

/// Handing in a quiz.
struct QuizSubmission: Sendable {
  /// What came of it, by row keys. A learner's progress has the learner's.
  struct Outcome: Sendable {
    let attemptID: Int64
    let userID: Int64
  }

  /// How often somebody may hand in one quiz in a day (UTC).
  static let attemptsPerDay = 20

  let quiz: Int64
  /// The question of each answer.
  let questions: [Int64]
  /// The options that were chosen: the number of the answer, and its own within it, from 1.
  let options: [(answer: Int, place: Int, key: Int64)]

  /// - Throws: user errors for ids that are none, and for what is given twice.
  init(_ input: API.SubmitQuizInput) throws(UserErrors) {
    guard let quiz = input.quizId.key(.quiz) else {
      throw UserErrors(.notFound("quiz", GlobalID(input.quizId.value), "input", "quizId"))
    }
    self.quiz = quiz
    var reading = AnswerReading()
    for (index, answer) in input.answers.enumerated() { reading.take(answer, index) }
    guard reading.errors.isEmpty else { throw UserErrors(reading.errors) }
    (questions, options) = (reading.questions, reading.options)
  }

  /// Hands it in for the viewer.
  func submit(_ context: ExecutionContext) async throws -> Outcome {
    let viewer = try context.requireViewer()
    let reader = PassageReader(context.viewer(within: .catalogRead))
    let rows = try await context.write(
      QuizSubmissionStatements.submit(self, by: viewer.userID, reader: reader))
    guard rows.bool(0, 0) == true else {
      throw UserErrors(.notFound("quiz", GlobalID(.quiz, quiz), "input", "quizId"))
    }
    if let attempt = rows.int(0, 1) { return Outcome(attemptID: attempt, userID: viewer.userID) }
    let strange = (0..<rows.count).compactMap { Self.error(rows.int($0, 2), rows.int($0, 3)) }
    guard strange.isEmpty else { throw UserErrors(strange) }
    let limit = Int64(Self.attemptsPerDay)
    throw UserErrors(
      .quota(
        limit: limit, used: limit, resetsAt: DateTime(microsecondsSince1970: rows.int(0, 4) ?? 0),
        "A quiz can be handed in \(limit) times a day.", "input", "quizId"))
  }

  /// The error of what is not in the quiz.
  private static func error(_ number: Int64?, _ place: Int64?) -> UserError? {
    guard let number, let place else { return nil }
    let answer = "\(number - 1)"
    return place == 0
      ? .input(.invalid, "The quiz has no such question.", "input", "answers", answer, "questionId")
      : .input(.invalid, "The question has no such option.", "input", "answers", answer, "optionIds", "\(place - 1)")
  }
}

/// Turns answers into row keys.
private struct AnswerReading {
  var questions: [Int64] = []
  var options: [(answer: Int, place: Int, key: Int64)] = []
  var errors: [UserError] = []
  private var seen: Set<Int64> = []

  mutating func take(_ answer: API.QuizAnswerInput, _ index: Int) {
    guard let question = QuizPart.question.key(of: answer.questionId) else {
      return refuse("The quiz has no such question.", index, "questionId")
    }
    guard seen.insert(question).inserted else { return refuse("A question is answered once.", index, "questionId") }
    questions.append(question)
    var chosen: Set<Int64> = []
    for (place, id) in answer.optionIds.enumerated() {
      guard let option = QuizPart.option.key(of: id) else {
        refuse("The question has no such option.", index, "optionIds", "\(place)")
        continue
      }
      guard chosen.insert(option).inserted else {
        refuse("An option is chosen once.", index, "optionIds", "\(place)")
        continue
      }
      options.append((index + 1, place + 1, option))
    }
  }

  private mutating func refuse(_ message: String, _ index: Int, _ rest: String...) {
    errors.append(UserError(.input, .invalid, message, field: ["input", "answers", "\(index)"] + rest))
  }
}
