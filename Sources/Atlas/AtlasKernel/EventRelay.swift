import GraphQLSyntax
public import Postgres
import Synchronization

/// How the event relay works.
public struct EventRelaySettings: Sendable {
  /// How to connect for LISTEN, which needs a session of its own; nil: as the database does.
  public var listenerConnectionString: String?
  /// How long it rests at most without being woken.
  public var pollInterval: Duration = .seconds(1)
  /// Other instances are woken at most this often.
  public var announceInterval: Duration = .milliseconds(50)
  /// How long it waits before it looks again at a gap.
  public var gapPause: Duration = .milliseconds(25)
  /// How many events it reads at once.
  public var pageSize = 500
  /// How many events a subscriber may be behind before it is cut.
  public var bufferSize = 256
  /// How many events a subscriber that comes back may have missed.
  public var missedLimit = 2_000
  /// How long events are kept, in hours: how long a subscriber may have been away.
  public var retentionHours = 72

  public init() {}
}

/// The embedded source of events: reads the table `events` in order and hands each one to the subscribers of its topic.
///
/// Statements that write events notify nobody: NOTIFY takes a lock of the whole database at commit. Whoever wrote
/// calls `wake()` afterwards; the relay then looks, and tells the other instances, at most every 50 ms. Lost wake-ups
/// cost a second at most. The place in the table outlives connections, so a restart of the database loses nothing.
public final class EventRelay: EventSource {
  private let database: Database
  private let settings: EventRelaySettings
  private let observers: [any EventObserver]
  private let state = Mutex(EventRelayState())
  private let wakeUps = Bell()
  private let localWakeUps = Bell()

  /// - Parameter observers: are told of every event as soon as it is seen, before subscribers are.
  public init(
    database: Database, settings: EventRelaySettings = EventRelaySettings(), observers: [any EventObserver] = []
  ) {
    self.database = database
    self.settings = settings
    self.observers = observers
    wakeUps.ring()
  }

  /// What deletes the events that nobody may come back to any more.
  public var sweep: Sweep { EventRelayStatements.sweep(hours: settings.retentionHours) }

  /// Says that this process has committed events. Cheap, and may be called as often as one likes.
  public func wake() {
    wakeUps.ring()
    localWakeUps.ring()
  }

  /// Relays events until the task is cancelled; then every stream ends with `UNAVAILABLE`. May be called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.listen() }
      group.addTask { await self.poll() }
      group.addTask { await self.announce() }
      group.addTask { await self.relay() }
    }
    let (subscribers, gates) = state.withLock { $0.stop() }
    for subscriber in subscribers { subscriber.continuation.finish(throwing: GraphQLError.notRelaying()) }
    for gate in gates { gate.finish() }
  }

  /// The events of a topic that are committed from now on, and where a position is given those behind it first.
  ///
  /// Waits for one reading of the table, which all who come meanwhile share: what was committed before the call is
  /// behind the relay then, and a subscriber does not see what it knows already.
  public func events(
    topic: String, kinds: Set<String>? = nil, after position: Int64? = nil, for viewer: Viewer? = nil
  ) async throws -> AsyncThrowingStream<EventRecord, any Error> {
    try await waitForReading()
    let (live, reached) = try subscribe(topic: topic, kinds, viewer)
    guard let position else { return live }
    let missed = MissedEvents(try await missed(topic: topic, kinds, after: position, through: reached))
    return AsyncThrowingStream {
      if let event = missed.next() { return event }
      var iterator = live.makeAsyncIterator()
      while let event = try await iterator.next() {
        // Another instance may have been further than this one.
        if event.position > position { return event }
      }
      return nil
    }
  }

  /// The events of a topic behind the relay's place, and that place: everything up to it was delivered.
  private func subscribe(
    topic: String, _ kinds: Set<String>?, _ viewer: Viewer?
  ) throws -> (live: AsyncThrowingStream<EventRecord, any Error>, reached: Int64) {
    let (stream, continuation) = AsyncThrowingStream<EventRecord, any Error>.makeStream(
      bufferingPolicy: .bufferingOldest(settings.bufferSize))
    let (subscriber, reached) = state.withLock { state in
      (state.add(continuation, topic: topic, kinds: kinds, viewer: viewer), state.cursor?.position ?? 0)
    }
    guard let subscriber else { throw GraphQLError.notRelaying() }
    continuation.onTermination = { [weak self, id = subscriber.id] _ in self?.remove(id: id, topic: topic) }
    return (stream, reached)
  }

  /// The events between a subscriber's position and the relay's. What is up to there is all there will ever be, so
  /// nothing comes twice and nothing is left out.
  private func missed(
    topic: String, _ kinds: Set<String>?, after position: Int64, through reached: Int64
  ) async throws -> [EventRecord] {
    let limit = settings.missedLimit + 1
    let rows = try await database.read(
      EventRelayStatements.missed(
        topic: topic, kinds: kinds?.sorted(), from: position, through: max(position, reached), limit: limit + 1))
    let records = EventPage.records(rows)
    guard records.first?.position == position, records.count <= limit else { throw GraphQLError.cannotResume() }
    return Array(records.dropFirst())
  }

  private func waitForReading() async throws {
    let (opening, gate) = AsyncStream.makeStream(of: Void.self)
    guard state.withLock({ $0.keep(gate) }) else { return }
    wakeUps.ring()
    for await _ in opening {}
    try Task.checkCancellation()
  }

  /// How long ago it last had read everything there was; nil before it has for the first time. It looks each second at
  /// least, so more than a few seconds say that events come late.
  public var lag: Duration? { state.withLock { $0.caughtUpAt }.map { $0.duration(to: .now) } }

  /// How many events it has passed on.
  public var relayedCount: Int { state.withLock { $0.relayedCount } }

  /// How many streams of events are open.
  public var streamCount: Int { state.withLock { $0.subscriberCount } }

  /// Ends the streams of viewers whose credentials have ended, with `UNAUTHENTICATED`.
  public func endStreams(where isEnded: (Viewer) -> Bool) {
    for subscriber in state.withLock({ $0.removeAll(where: isEnded) }) {
      subscriber.continuation.finish(throwing: GraphQLError.credentialsEnded())
    }
  }

  private func remove(id: Int, topic: String) {
    state.withLock { $0.remove(id: id, topic: topic) }
  }
}

extension EventRelay {
  /// Passes on the notifications of all instances.
  private func listen() async {
    let connectionString = settings.listenerConnectionString ?? database.configuration.connectionString
    let listener = NotificationListener(connectionString: connectionString, channel: "atlas_events")
    for await _ in listener.arrivals { wakeUps.ring() }
    listener.close()
  }

  private func poll() async {
    while (try? await Task.sleep(for: settings.pollInterval)) != nil { wakeUps.ring() }
  }

  /// Tells the other instances that this one has written. When that fails they poll.
  private func announce() async {
    for await _ in localWakeUps.rings {
      _ = try? await database.write(EventRelayStatements.announce)
      try? await Task.sleep(for: settings.announceInterval)
    }
  }

  private func relay() async {
    for await _ in wakeUps.rings { await catchUp() }
  }

  /// Reads and delivers until there is nothing more. Failures end it; the next wake-up tries again from the same place.
  private func catchUp() async {
    var gates: [EventRelayState.Gate] = []
    while !Task.isCancelled {
      gates += state.withLock { $0.takeGates() }
      guard let page = await observedPage() else { break }
      switch deliver(page) {
      case .readOn: continue
      case .waitAtGap:
        // What waits behind the gap may reach a subscriber late, but a long transaction must not keep others out.
        if state.withLock({ $0.phase == .reading }) { open(&gates) }
        try? await Task.sleep(for: settings.gapPause)
      case .rest:
        state.withLock { $0.beginReading() }
        return open(&gates)
      }
    }
    state.withLock { $0.putBack(gates) }
  }

  private func deliver(_ page: EventPage) -> EventRelayCursor.Next {
    let (deliveries, next) = state.withLock { $0.take(page) }
    for delivery in deliveries where !delivery.send() {
      remove(id: delivery.subscriber.id, topic: delivery.subscriber.topic)
    }
    return next
  }

  private func open(_ gates: inout [EventRelayState.Gate]) {
    for gate in gates { gate.finish() }
    gates = []
  }

  /// Reads a page and shows it to the observers, which need not wait for gaps: they ask for no order. What fills a gap is
  /// not committed yet, and will be in a page that is read after it is.
  private func observedPage() async -> EventPage? {
    let asked = ContinuousClock.now
    guard let page = try? await readPage() else {
      for observer in observers { observer.interrupted() }
      return nil
    }
    for observer in observers {
      observer.observe(page.records)
      if !page.isFull { observer.caughtUp(asOf: asked) }
    }
    return page
  }

  private func readPage() async throws(PostgresError) -> EventPage {
    let limit = settings.pageSize
    let rows = try await database.read(EventRelayStatements.after(try await position(), limit: limit))
    return EventPage(rows, limit: limit)
  }

  private func position() async throws(PostgresError) -> Int64 {
    if let cursor = state.withLock({ $0.cursor }) { return cursor.position }
    let start = try await database.read(EventRelayStatements.start).int(0, 0) ?? 0
    state.withLock { $0.begin(at: start) }
    return start
  }
}

/// The events that a subscriber gets before the live ones.
private final class MissedEvents: Sendable {
  private let records: Mutex<ArraySlice<EventRecord>>

  init(_ records: [EventRecord]) { self.records = Mutex(records[...]) }

  func next() -> EventRecord? { records.withLock { $0.popFirst() } }
}

extension GraphQLError {
  /// The relay has ended, or has not begun.
  fileprivate static func notRelaying() -> GraphQLError {
    GraphQLError("Events are not available at the moment.", code: .unavailable)
  }
}
