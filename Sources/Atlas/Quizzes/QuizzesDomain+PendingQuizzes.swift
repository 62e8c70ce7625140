public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of quizzes, to be replaced.
extension QuizzesDomain {
  /// `Mutation.generateQuiz`
  public var generateQuiz: FieldResolver<Root, API.Mutation.GenerateQuizArguments, API.GenerateQuizPayload> { .pending }
  /// `Mutation.submitQuiz`
  public var submitQuiz: FieldResolver<Root, API.Mutation.SubmitQuizArguments, API.SubmitQuizPayload> { .pending }

  func registerPendingQuizzes(in map: inout ResolverMap) {
    map.add(
      API.Quiz.Fields<Payload<Int>>(
        id: .pending, title: .pending, generated: .pending, questions: .pending, passScore: .pending, viewerAttempts: .pending))
    map.add(
      API.QuizQuestion.Fields<Payload<Int>>(
        id: .pending, prompt: .pending, options: .pending, multiple: .pending, citations: .pending))
    map.add(
      API.QuizOption.Fields<Payload<Int>>(
        id: .pending, text: .pending, correct: .pending))
    map.add(
      API.QuizAttempt.Fields<Payload<Int>>(
        id: .pending, quiz: .pending, score: .pending, passed: .pending, submittedAt: .pending, answers: .pending))
    map.add(
      API.QuizAnswer.Fields<Payload<Int>>(
        questionId: .pending, optionIds: .pending, correct: .pending, explanation: .pending))
    map.add(
      API.GenerateQuizPayload.Fields<Payload<Int>>(
        job: .pending, quiz: .pending, userErrors: .pending))
    map.add(
      API.SubmitQuizPayload.Fields<Payload<Int>>(
        attempt: .pending, progress: .pending, userErrors: .pending))
  }
}
