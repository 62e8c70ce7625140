public import GraphQLExecution
import GraphQLJSON

/// The responses of a subscription (`MapSourceToResponseEvent`, specification section 6.2.3.2).
///
/// Each event is executed when the reader asks for it, so a slow reader slows its own source and nobody else.
public struct ResponseStream: AsyncSequence, Sendable {
  public typealias Element = ExecutionResult

  let source: SourceStream
  let operation: PreparedOperation
  let makeContext: @Sendable () -> ExecutionContext

  public func makeAsyncIterator() -> Iterator {
    Iterator(events: source.makeAsyncIterator(), operation: operation, makeContext: makeContext)
  }

  public struct Iterator: AsyncIteratorProtocol {
    var events: SourceStream.AsyncIterator
    let operation: PreparedOperation
    let makeContext: @Sendable () -> ExecutionContext

    /// The response to the next event; nil at the end of the stream.
    ///
    /// - Throws: the error that ended the source.
    public mutating func next() async throws -> ExecutionResult? {
      guard let event = try await events.next(isolation: #isolation) else { return nil }
      var extensions = JSONObject()
      if let position = event.position { extensions.append(key: "eventId", value: .string(position)) }
      var result = await Executor.execute(
        operation.plan, root: Batch<EventRoot>([EventRoot(event)]), variables: operation.variables,
        context: makeContext(), extensions: extensions)
      result.eventID = event.position
      return result
    }
  }
}
