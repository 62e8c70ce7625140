public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of asking, to be replaced.
extension TutorDomain {
  /// `Mutation.cancelAnswer`
  public var cancelAnswer: FieldResolver<Root, API.Mutation.CancelAnswerArguments, API.CancelAnswerPayload> { .pending }
  /// `Subscription.answerStreamed`
  public var answerStreamed: FieldResolver<EventRoot, API.Subscription.AnswerStreamedArguments, API.AnswerEvent> { .pending }

  func registerPendingAsking(in map: inout ResolverMap) {
    map.add(
      API.AnswerDelta.Fields<Payload<Int>>(
        answerId: .pending, sequence: .pending, text: .pending))
    map.add(
      API.AnswerCitations.Fields<Payload<Int>>(
        answerId: .pending, citations: .pending))
    map.add(
      API.AnswerFinished.Fields<Payload<Int>>(
        answer: .pending))
    map.add(
      API.AnswerFailed.Fields<Payload<Int>>(
        answerId: .pending, code: .pending, message: .pending, retryable: .pending))
    map.add(
      API.CancelAnswerPayload.Fields<Payload<Int>>(
        answer: .pending, userErrors: .pending))
  }
}
