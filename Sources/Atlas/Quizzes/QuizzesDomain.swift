// Quizzes: questions over the learning content, made once and kept, and what learners answered.
//
// Neighbours: Retrieval has citations, LanguageModels writes where there is a model, Jobs runs what takes long,
// Atomizer reads texts; the content belongs to Catalog and ContentLibrary, the steps of learners to Progress.
// Invariant: the same input is the same quiz, and nobody is told the right answers before they have handed it in.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
public import Jobs
public import LanguageModels

/// Quizzes over the learning content.
public struct QuizzesDomain: Sendable {
  private let model: (any LanguageModel)?
  private let quota: (any QuestionQuota)?

  /// - Parameters:
  ///   - model: writes quizzes; nil: they are made of gaps in sentences.
  ///   - quota: is charged for each quiz that the model is asked for.
  public init(model: (any LanguageModel)? = nil, quota: (any QuestionQuota)? = nil) {
    self.model = model
    self.quota = quota
  }

  /// What this domain keeps about a person.
  public static let personalData = QuizPersonalData.part

  /// What makes quizzes with a model.
  public var jobHandlers: [JobHandler] { [QuizJob(model: model, quota: quota).handler] }

  /// `Mutation.generateQuiz`
  public var generateQuiz: FieldResolver<Root, API.Mutation.GenerateQuizArguments, API.GenerateQuizPayload> {
    .payload { [model, quota] in try await QuizGeneration($0.input).perform(model, quota: quota, $1) }
  }

  /// `Mutation.submitQuiz`
  public var submitQuiz: FieldResolver<Root, API.Mutation.SubmitQuizArguments, API.SubmitQuizPayload> {
    .payload { try await QuizSubmission($0.input).submit($1) }
  }

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(QuizRow.fields)
    map.add(QuizQuestionRow.fields)
    map.add(QuizOptionRow.fields)
    map.add(QuizAttemptRow.fields)
    map.add(QuizAnswerRow.fields)
    map.add(entity: API.Quiz.typeName, QuizRow.loader)
    map.add(entity: API.QuizAttempt.typeName, QuizAttemptRow.loader)
    map.add(
      API.GenerateQuizPayload.Fields<Payload<QuizGeneration.Outcome>>(
        job: .outcome { if case .job(let id) = $0 { id } else { nil } },
        quiz: .outcome { if case .quiz(let id) = $0 { id } else { nil } }, userErrors: .userErrors()))
    map.add(
      API.SubmitQuizPayload.Fields<Payload<QuizSubmission.Outcome>>(
        attempt: .outcome { $0.attemptID }, progress: .outcome { $0.userID }, userErrors: .userErrors()))
  }
}
