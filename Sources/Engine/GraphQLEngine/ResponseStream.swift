public import GraphQLExecution
import GraphQLJSON

/// The responses of a subscription (`MapSourceToResponseEvent`, specification section 6.2.3.2).
///
/// Each event is executed when the reader asks for it, so a slow reader slows its own source and nobody else.
public struct ResponseStream: AsyncSequence, Sendable {
  public typealias Element = ExecutionResult

  let source: SourceStream
  let operation: PreparedOperation
  let turnstile: Turnstile
  let makeContext: @Sendable () async throws -> ExecutionContext

  public func makeAsyncIterator() -> Iterator {
    Iterator(
      events: source.makeAsyncIterator(), operation: operation, turnstile: turnstile, makeContext: makeContext)
  }

  public struct Iterator: AsyncIteratorProtocol {
    var events: SourceStream.AsyncIterator
    let operation: PreparedOperation
    let turnstile: Turnstile
    let makeContext: @Sendable () async throws -> ExecutionContext
    /// Whether a context could not be made: the event that it was for must not be passed over.
    private var isOver = false

    init(
      events: SourceStream.AsyncIterator, operation: PreparedOperation, turnstile: Turnstile,
      makeContext: @escaping @Sendable () async throws -> ExecutionContext
    ) {
      self.events = events
      self.operation = operation
      self.turnstile = turnstile
      self.makeContext = makeContext
    }

    /// The response to the next event; nil at the end of the stream.
    ///
    /// - Throws: the error that ended the source, or that the context could not be made; `CancellationError` where the
    ///   task is cancelled before its turn.
    public mutating func next() async throws -> ExecutionResult? {
      guard !isOver, let event = try await events.next(isolation: #isolation) else { return nil }
      // One event may be for everybody: without a limit all of them would fill memory at the same time.
      try await turnstile.enter()
      defer { turnstile.leave() }
      isOver = true
      let context = try await makeContext()
      isOver = false
      return await inShortTask(on: context.executor) { [operation] in
        await Self.execute(operation, event, context)
      }
    }

    private static func execute(
      _ operation: PreparedOperation, _ event: SourceEvent, _ context: ExecutionContext
    ) async -> ExecutionResult {
      var extensions = context.extensions
      if let position = event.position { extensions.append(key: "eventId", value: .string(position)) }
      var result = await Executor.execute(
        operation.plan, root: Batch<EventRoot>([EventRoot(event)]), variables: operation.variables, context: context,
        extensions: extensions)
      result.eventID = event.position
      return result
    }
  }
}
