public import GraphQLSyntax

/// One event on its way to one subscriber.
struct EventDelivery: Sendable {
  let subscriber: EventSubscriber
  let record: EventRecord

  /// Hands the event over, or cuts a subscriber whose buffer is full. Never waits.
  ///
  /// - Returns: false where the subscriber is gone now.
  func send() -> Bool {
    switch subscriber.continuation.yield(record) {
    case .enqueued: return true
    case .dropped:
      subscriber.continuation.finish(throwing: GraphQLError.fellBehind())
      return false
    case .terminated: return false
    @unknown default: return false
    }
  }
}

/// The sending end of a subscriber's bounded stream.
struct EventSubscriber: Sendable {
  let id: Int
  let topic: String
  /// Of the events that it wants; nil for all.
  let kinds: Set<String>?
  /// Whose it is; nil for a visitor's.
  let viewer: Viewer?
  let continuation: AsyncThrowingStream<EventRecord, any Error>.Continuation
}

/// What a relay knows: its place in the table, and who listens. Changes answer what to do; it is done after unlocking.
struct EventRelayState: Sendable {
  /// Starting (exit: reading, stopped); reading (exit: stopped); stopped.
  enum Phase: Sendable {
    /// Not yet caught up with what was written before the start: nobody is let in.
    case starting
    case reading
    case stopped
  }

  /// Ends when whoever wants to subscribe may do so.
  typealias Gate = AsyncStream<Void>.Continuation

  private(set) var phase = Phase.starting
  private(set) var cursor: EventRelayCursor?
  private var subscribers: [String: [Int: EventSubscriber]] = [:]
  private var lastID = 0
  private var gates: [Gate] = []
  private(set) var relayedCount = 0
  /// When it was last behind everything that was written.
  private(set) var caughtUpAt: ContinuousClock.Instant?

  /// Sets the place to read from, once.
  mutating func begin(at position: Int64) {
    if cursor == nil { cursor = EventRelayCursor(position: position) }
  }

  /// Keeps a gate for the next reading; false where there will be none.
  mutating func keep(_ gate: Gate) -> Bool {
    guard phase != .stopped else { return false }
    gates.append(gate)
    return true
  }

  /// Hands out the gates, to be opened after a reading that begins now.
  mutating func takeGates() -> [Gate] {
    defer { gates = [] }
    return gates
  }

  /// Takes back gates that could not be opened.
  mutating func putBack(_ unopened: [Gate]) { gates += unopened }

  /// The relay has caught up: subscribers are let in from now on.
  mutating func beginReading(at now: ContinuousClock.Instant = .now) {
    caughtUpAt = now
    if phase == .starting { phase = .reading }
  }

  /// Adds a subscriber; nil unless reading.
  mutating func add(
    _ continuation: AsyncThrowingStream<EventRecord, any Error>.Continuation, topic: String, kinds: Set<String>? = nil,
    viewer: Viewer? = nil
  ) -> EventSubscriber? {
    guard phase == .reading else { return nil }
    lastID += 1
    let subscriber = EventSubscriber(
      id: lastID, topic: topic, kinds: kinds, viewer: viewer, continuation: continuation)
    subscribers[topic, default: [:]][lastID] = subscriber
    return subscriber
  }

  /// How many subscribers there are.
  var subscriberCount: Int { subscribers.values.reduce(0) { $0 + $1.count } }

  mutating func remove(id: Int, topic: String) {
    subscribers[topic]?[id] = nil
    if subscribers[topic]?.isEmpty == true { subscribers[topic] = nil }
  }

  /// Removes the subscribers of some viewers.
  ///
  /// - Returns: whom to tell.
  mutating func removeAll(where isEnded: (Viewer) -> Bool) -> [EventSubscriber] {
    let ended = subscribers.values.flatMap(\.values).filter { $0.viewer.map(isEnded) ?? false }
    for subscriber in ended { remove(id: subscriber.id, topic: subscriber.topic) }
    return ended
  }

  /// Moves the cursor over a page.
  mutating func take(_ page: EventPage) -> (deliveries: [EventDelivery], next: EventRelayCursor.Next) {
    guard let step = cursor?.take(page) else { return ([], .rest) }
    relayedCount += step.records.count
    let deliveries = step.records.flatMap { record in
      subscribers[record.topic, default: [:]].values.filter { $0.kinds?.contains(record.kind) ?? true }
        .map { EventDelivery(subscriber: $0, record: record) }
    }
    return (deliveries, step.next)
  }

  /// The end.
  ///
  /// - Returns: whom to tell.
  mutating func stop() -> (subscribers: [EventSubscriber], gates: [Gate]) {
    phase = .stopped
    defer {
      subscribers = [:]
      gates = []
    }
    return (subscribers.values.flatMap(\.values), gates)
  }
}

extension GraphQLError {
  /// A subscriber cannot go on where it was: it is too far behind, or its place is not known here.
  static func cannotResume() -> GraphQLError {
    GraphQLError("The subscription cannot go on there. Read the current state and subscribe again.", code: .resync)
  }

  /// A subscriber did not read fast enough and was cut: what it missed is not sent again by itself.
  public static func fellBehind() -> GraphQLError {
    GraphQLError("The subscription fell behind. Read the current state and subscribe again.", code: .resync)
  }
}
