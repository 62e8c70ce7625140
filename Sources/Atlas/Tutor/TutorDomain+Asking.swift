public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
public import Logging
public import Postgres

extension TutorDomain {
  /// `Mutation.askQuestion`.
  public var askQuestion: FieldResolver<Root, API.Mutation.AskQuestionArguments, API.Answer> {
    .fetch { [desk, settings] _, arguments, context in
      let viewer = try context.requireViewer()
      let question = try TutorQuestion(arguments)
      return try await Asking(question: question, viewer: viewer, desk: desk, settings: settings).ask(context)
    }
  }

  /// `Mutation.cancelAnswer`
  public var cancelAnswer: FieldResolver<Root, API.Mutation.CancelAnswerArguments, API.CancelAnswerPayload> {
    .payload { [desk] arguments, context in
      try await AnswerCanceling(desk: desk).cancel(arguments.input.answerId, context)
    }
  }

  /// `Subscription.answerStreamed`
  public var answerStreamed: FieldResolver<EventRoot, API.Subscription.AnswerStreamedArguments, API.AnswerEvent> {
    AnswerFollowing.resolver
  }

  /// Begins to take questions.
  ///
  /// - Parameters:
  ///   - count: is told what became of each question, with the time that its answer took where it was written.
  ///   - wake: is told whenever events were written outside of a request.
  public func open(
    over database: Database, logger: Logger,
    counting count: @escaping @Sendable (QuestionOutcome, Duration?) -> Void = { _, _ in },
    waking wake: @escaping @Sendable () -> Void
  ) {
    desk.open(TutorDesk.Tools(database: database, logger: logger, wake: wake, count: count))
  }

  /// Breaks off the answers that are being written; they fail, and can be asked for again.
  public func close() async { await desk.close() }

  /// What stops answers here that were canceled on other instances.
  public var observer: any EventObserver { desk }

  /// Ends answers that instances have left behind, until the task is cancelled.
  public func run() async { await desk.run() }

  /// What is deleted when its time is over.
  public static var sweeps: [Sweep] { [AnswerCacheStatements.sweep, QuotaStatements.sweep] }

  func registerAsking(in map: inout ResolverMap) {
    AnswerEventObject.register(in: &map)
    map.add(AnswerCanceling.payloadFields)
  }
}
