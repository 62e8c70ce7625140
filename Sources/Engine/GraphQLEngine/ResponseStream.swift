public import GraphQLExecution
import GraphQLJSON

/// The responses of a subscription (`MapSourceToResponseEvent`, specification section 6.2.3.2).
///
/// Each event is executed when the reader asks for it, so a slow reader slows its own source and nobody else. What equal
/// subscriptions share is executed by the first that asks.
public struct ResponseStream: AsyncSequence, Sendable {
  public typealias Element = ExecutionResult

  let source: SourceStream
  let operation: PreparedOperation
  let turnstile: Turnstile
  let shared: SharedExecutions
  let sharing: EventSharing?
  let makeContext: @Sendable () async throws -> ExecutionContext
  /// What a response says about how it came about.
  let explain: @Sendable (ExecutionRecord?) -> JSONObject

  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// Takes one event after the other and executes it.
  public struct Iterator: AsyncIteratorProtocol {
    private var events: SourceStream.AsyncIterator
    private let stream: ResponseStream
    /// Whether the source has failed, or a context could not be made: the event that it was for must not be passed over.
    private var isOver = false

    init(_ stream: ResponseStream) {
      self.stream = stream
      events = stream.source.makeAsyncIterator()
    }

    /// The response to the next event; nil at the end of the stream.
    ///
    /// - Throws: the error that ended the source, or that the context could not be made; `CancellationError` where the
    ///   task is cancelled before its turn.
    public mutating func next() async throws -> ExecutionResult? {
      guard !isOver else { return nil }
      isOver = true
      guard let event = try await events.next(isolation: #isolation) else { return nil }
      isOver = false
      if let result = await stream.sharedResult(of: event) { return result }
      // One event may be for everybody: without a limit all of them would fill memory at the same time.
      try await stream.turnstile.enter()
      defer { stream.turnstile.leave() }
      isOver = true
      let context = try await stream.makeContext()
      isOver = false
      return await stream.operation.execute(event, context, extensions: context.extensions, explain: stream.explain)
    }
  }

  /// The result that all get who share the event with this subscription; nil where it has to be executed for itself.
  private func sharedResult(of event: SourceEvent) async -> ExecutionResult? {
    guard let sharing, let scope = event.scope, let position = event.position else { return nil }
    let key = SharedExecutions.Key(operation, scope: scope.name, position: position)
    let outcome = await shared.outcome(key) { [operation, turnstile, makeContext] in
      try await turnstile.enter()
      defer { turnstile.leave() }
      let shared = try await sharing.makeShared(scope, try await makeContext())
      let result = await operation.execute(event, shared.context, extensions: JSONObject())
      return shared.isImpersonal() ? .shared(result, with: shared.admits) : .personal
    }
    guard case .shared(let result, let admits) = outcome, admits(scope.subscriber) else { return nil }
    sharing.noteReceived()
    return result
  }
}

extension PreparedOperation {
  /// Executes a subscription's operation for one event.
  ///
  /// - Parameters:
  ///   - extensions: of the response, besides the event's position.
  ///   - explain: what they say about how it came about.
  fileprivate func execute(
    _ event: SourceEvent, _ context: ExecutionContext, extensions: JSONObject,
    explain: @escaping @Sendable (ExecutionRecord?) -> JSONObject = { _ in JSONObject() }
  ) async -> ExecutionResult {
    await inShortTask(on: context.executor) {
      var extensions = extensions
      if let position = event.position { extensions.append(key: "eventId", value: .string(position)) }
      var result = await Executor.execute(
        plan, root: Batch<EventRoot>([EventRoot(event)]), variables: variables, context: context,
        extensions: JSONObject(extensions.members + explain(context.record).members))
      result.eventID = event.position
      context.record?.noteExecuted(result.errors)
      return result
    }
  }
}
