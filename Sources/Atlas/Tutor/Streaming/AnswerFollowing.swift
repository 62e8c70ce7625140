import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// `Subscription.answerStreamed`.
enum AnswerFollowing {
  static let resolver = FieldResolver<
    EventRoot, API.Subscription.AnswerStreamedArguments, API.AnswerEvent
  >.stream(of: AnswerNews.self) { arguments, context in
    let viewer = try context.requireViewer()
    guard let conversation = arguments.conversationId.key(.conversation) else {
      throw GraphQLError.notFound("conversation")
    }
    let answer = try arguments.answerId.map { id in
      guard let key = id.key(.answer) else { throw GraphQLError.notFound("answer") }
      return key
    }
    // The stream is open before the rows are read, so that nothing falls between.
    let events = try await context.eventStream(topic: "conversation:\(conversation)", kinds: AnswerNews.kinds)
    var place = AnswerPlace(only: answer, isResumed: context.resumeFrom != nil)
    let rows = try await context.read(
      AnswerFollowingStatements.start(
        conversation, answer: answer, behind: context.resumeFrom.flatMap { Int64($0) }, ownerID: viewer.userID))
    guard rows.count == 1 else { throw GraphQLError.notFound("conversation") }
    var first: [AnswerNews] = []
    if let answer {
      let start = Row(rows: rows, index: 0)
      guard let state = start[RowColumn<String?>("state")] else { throw GraphQLError.notFound("answer") }
      if context.resumeFrom == nil {
        first = place.begin(
          answer, state: state, sequence: start[RowColumn<Int>("sequence")], length: start[RowColumn<Int>("length")])
      } else if start[RowColumn<Bool>("is_seen")] {
        // The client has seen the end.
        _ = place.begin(answer, state: state, sequence: 0, length: 0)
      }
    }
    let followed = FollowedAnswers(events, place, first)
    return SourceStream(AsyncThrowingStream { try await followed.next() })
  } resolve: { news, _, context in
    let pending = context.submit(
      AnswerFollowingStatements.read(news, ownerID: context.viewer(within: .tutorAsk)?.userID))
    return .pending {
      let rows = try await pending.rows()
      guard rows.count == 1 else { throw GraphQLError.notFound("answer") }
      return AnswerEventObject.column(news, Row(rows: rows, index: 0))
    }
  }
}

/// What a follower is told, one event after the other. It is pulled by one reader at a time.
private actor FollowedAnswers {
  private var iterator: AsyncThrowingStream<SourceEvent, any Error>.Iterator
  private var place: AnswerPlace
  private var first: ArraySlice<AnswerNews>

  init(_ events: SourceStream, _ place: AnswerPlace, _ first: [AnswerNews]) {
    iterator = events.makeAsyncIterator()
    self.place = place
    self.first = first[...]
  }

  func next() async throws -> SourceEvent? {
    if let news = first.popFirst() { return SourceEvent(news) }
    var iterator = iterator
    defer { self.iterator = iterator }
    while !place.isOver, let event = try await iterator.next(isolation: self) {
      guard let news = (event.value as? EventRecord).flatMap(AnswerNews.init), let added = place.take(news) else {
        continue
      }
      return SourceEvent(added, position: event.position)
    }
    return nil
  }
}
