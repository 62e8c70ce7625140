public import GraphQLExecution
public import GraphQLJSON
import GraphQLSyntax

/// One row of the table `events`: what happened, and where it stands in the one order of all events.
public struct EventRecord: Sendable {
  public let position: Int64
  /// Who listens: `progress:7`, `group:3`, `lab:5:7`.
  public let topic: String
  public let kind: String
  /// The global id of the entity that changed.
  public let entity: String
  public let payload: JSONObject

  public init(position: Int64, topic: String, kind: String, entity: String, payload: JSONObject) {
    self.position = position
    self.topic = topic
    self.kind = kind
    self.entity = entity
    self.payload = payload
  }

  /// An integer member of the payload.
  public func integer(_ name: String) -> Int64? {
    if case .number(let text)? = payload[name] { return Int64(text) }
    return nil
  }
}

/// Where subscriptions get their events from; the embedded default reads the table `events`.
public protocol EventSource: Sendable {
  /// The events of a topic behind a position, or from now on where there is none, in order. The stream ends by throwing
  /// when its reader is too slow.
  ///
  /// - Parameters:
  ///   - kinds: of the events that matter; others neither count nor wait. Nil for all.
  ///   - viewer: whose stream it is; nil for a visitor's. When their credentials end, so may the stream.
  /// - Throws: `RESYNC` for a position that is not, or no longer, one of the topic's events, or lies too far behind.
  func events(
    topic: String, kinds: Set<String>?, after position: Int64?, for viewer: Viewer?
  ) async throws -> AsyncThrowingStream<EventRecord, any Error>
}

/// Sees every event, of whatever topic: for what follows all changes, such as caches.
public protocol EventObserver: Sendable {
  /// Events that are committed. The same may come several times, and events behind a gap come before those in it.
  func observe(_ records: [EventRecord])
  /// Every event that was committed before a moment has come.
  func caughtUp(asOf moment: ContinuousClock.Instant)
  /// Events cannot be read at present.
  func interrupted()
}

extension ExecutionContext {
  /// The source stream of a topic, as subscriptions open it: from now on, or behind the event that the client names.
  ///
  /// - Parameters:
  ///   - kinds: of the events that matter; nil for all.
  ///   - scope: with whom executions are shared.
  ///   - isIncluded: which events of the topic the subscription sends.
  public func eventStream(
    topic: String, kinds: Set<String>? = nil, scope: EventScope? = nil,
    where isIncluded: @escaping @Sendable (EventRecord) throws -> Bool = { _ in true }
  ) async throws -> SourceStream {
    let (sender, isCurrent) = (request.claimant, request.isCurrent)
    let events = try await request.events.events(
      topic: topic, kinds: kinds, after: try resumePosition(), for: sender)
    // What has ended before the stream could be found as theirs has not ended the stream.
    if let sender, !isCurrent(sender) { throw GraphQLError.credentialsEnded() }
    let attendance = sender.flatMap { request.attendance?.enter(topic: topic, $0) }
    // Pulled, not pumped: a slow subscription must fill the bounded buffer of its source, which then cuts it.
    return SourceStream(
      AsyncThrowingStream {
        defer { withExtendedLifetime(attendance) {} }
        var iterator = events.makeAsyncIterator()
        while let event = try await iterator.next() {
          if let sender, !isCurrent(sender) { throw GraphQLError.credentialsEnded() }
          if try isIncluded(event) { return SourceEvent(event, position: String(event.position), scope: scope) }
        }
        return nil
      })
  }

  private func resumePosition() throws(GraphQLError) -> Int64? {
    guard let resumeFrom else { return nil }
    guard let position = Int64(resumeFrom) else { throw .cannotResume() }
    return position
  }
}
