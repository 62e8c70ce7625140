/// One event of a source event stream.
public struct SourceEvent: Sendable {
  /// What the subscription's field is resolved from.
  public let value: any Sendable
  /// Where the event stands in its topic; clients resume behind it. Nil for events that are not kept.
  public let position: String?
  /// Who else gets this event; nil where the subscription shares nothing.
  public let scope: EventScope?

  /// An event.
  public init(_ value: any Sendable, position: String? = nil, scope: EventScope? = nil) {
    self.value = value
    self.position = position
    self.scope = scope
  }
}

/// Those who get an event alike, and one of them. Equal subscriptions of a scope are executed once for each event that
/// has a position.
public struct EventScope: Sendable, Hashable {
  /// Whoever is in the scope, in the application's words.
  public let name: String
  /// Whom this subscription is of, in the application's words.
  public let subscriber: String

  /// A subscriber in a scope.
  public init(name: String, subscriber: String) {
    self.name = name
    self.subscriber = subscriber
  }
}

/// A source event stream (`CreateSourceEventStream`, specification section 6.2.3.1).
public struct SourceStream: AsyncSequence, Sendable {
  public typealias Element = SourceEvent

  private let stream: AsyncThrowingStream<SourceEvent, any Error>

  /// A source stream of events; its error ends the subscription.
  public init(_ stream: AsyncThrowingStream<SourceEvent, any Error>) { self.stream = stream }

  public func makeAsyncIterator() -> AsyncThrowingStream<SourceEvent, any Error>.Iterator {
    stream.makeAsyncIterator()
  }
}

/// The source of a subscription's root type during one execution: the event.
public struct EventRoot: ObjectSource {
  /// The event.
  public let event: SourceEvent

  /// The root for one event.
  public init(_ event: SourceEvent) { self.event = event }
}

extension FieldResolver where Source == EventRoot {
  /// A subscription field: how its source stream is opened, and how an event becomes the field's value.
  public static func stream<Event: Sendable>(
    of event: Event.Type,
    _ open: @escaping @Sendable (Arguments, ExecutionContext) async throws -> SourceStream,
    resolve: @escaping @Sendable (Event, Arguments, ExecutionContext) throws -> Resolution
  ) -> Self {
    var field = Self { parents, arguments, context in
      guard parents.count == 1, let event = parents[0].event.value as? Event else {
        preconditionFailure("the stream's events are not \(Event.self)")
      }
      return try resolve(event, arguments, context)
    }
    field.subscribe = open
    return field
  }
}
