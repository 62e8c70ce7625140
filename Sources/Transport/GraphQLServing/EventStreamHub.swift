public import GraphQLHTTP
public import GraphQLWebSocket
import Synchronization

/// What becomes of an operation of the single connection mode once its request was looked at.
public enum EventStreamPreparation: Sendable {
  /// It runs; its last word is `errors` or `complete`. The task is cancelled when nobody wants its results any more.
  case run(@Sendable (SocketOutlet) async -> Void)
  /// The request has errors, which are its answer.
  case refuse(HTTPExchangeResponse)
}

/// The open event streams of the single connection mode, and the operations that write to them.
///
/// All decisions are those of `EventStreamReservations`; this holds it, and the tasks, waiting operations and streams
/// that its actions speak of. Operations write through the same outlet as those of sockets: each waits until what it
/// said has left, so a slow reader holds back its own sources and nothing else.
public final class EventStreamHub: Sendable {
  private let state: Mutex<EventStreamHubState>
  private let sweepInterval: Duration

  /// A hub without streams.
  ///
  /// - Parameter sweepInterval: how often it looks at the time.
  public init(settings: EventStreamSettings = EventStreamSettings(), sweepInterval: Duration = .seconds(1)) {
    state = Mutex(EventStreamHubState(EventStreamReservations(settings: settings)))
    self.sweepInterval = sweepInterval
  }

  /// The number of reservations and open streams.
  public var count: Int { state.withLock { $0.reservations.count } }

  /// Answers a request that reserves a stream: 201, or 409, 429 or 503.
  public func reserve(
    _ client: EventStreamClient, presented: String? = nil
  ) throws(HTTPFault) -> HTTPExchangeResponse {
    let token = try state.withLock { state throws(HTTPFault) in
      try state.reservations.reserve(client, presented: presented, now: .now)
    }
    keepSweeping()
    return .eventStreamReserved(token)
  }

  /// Answers a request for the stream of a reservation: the stream, or 404 or 409.
  public func open(_ token: String, _ client: EventStreamClient) throws(HTTPFault) -> HTTPAnswer {
    let token = try state.withLock { state throws(HTTPFault) in
      try state.reservations.claim(token, client, now: .now)
    }
    return .stream(.eventStream) { writer in try await self.write(token, to: writer) }
  }

  /// Answers a request that begins an operation: 202, 404, 409, 429, or what refuses it.
  ///
  /// - Parameters:
  ///   - id: that of the operation.
  ///   - executor: where it is to run; nil for the default executor.
  ///   - prepare: looks at the request; its id is taken meanwhile.
  public func start(
    _ token: String, _ client: EventStreamClient, id: String, on executor: (any TaskExecutor)? = nil,
    prepare: () async throws(HTTPFault) -> EventStreamPreparation
  ) async throws(HTTPFault) -> HTTPExchangeResponse {
    let operation = try state.withLock { state throws(HTTPFault) in
      try state.reservations.start(token, client, id: id, now: .now)
    }
    do throws(HTTPFault) {
      switch try await prepare() {
      case .run(let run):
        launch(operation, on: executor, run)
        return .eventStreamAccepted
      case .refuse(let response):
        state.withLock { $0.reservations.abandon(operation) }
        return response
      }
    } catch {
      state.withLock { $0.reservations.abandon(operation) }
      throw error
    }
  }

  /// Answers a request that stops an operation: 200, or 404.
  public func stop(
    _ token: String, _ client: EventStreamClient, operationID: String
  ) throws(HTTPFault) -> HTTPExchangeResponse {
    let effects = try state.withLock { state throws(HTTPFault) in
      state.effects(of: try state.reservations.stop(token, client, id: operationID, now: .now))
    }
    for effect in effects { effect.perform() }
    return .eventStreamStopped
  }

  /// Ends all streams and operations; none begin any more.
  public func shutDown() { act { $0.shutDown() } }

  /// Asks for actions, and does them after unlocking.
  private func act(_ decide: (inout EventStreamReservations) -> [EventStreamAction]) {
    let effects = state.withLock { $0.effects(of: decide(&$0.reservations)) }
    for effect in effects { effect.perform() }
  }
}

extension EventStreamHub {
  /// Runs an operation in a task of its own, since it outlives the request that began it.
  private func launch(
    _ operation: EventStreamOperation, on executor: (any TaskExecutor)?,
    _ run: @escaping @Sendable (SocketOutlet) async -> Void
  ) {
    let outlet = SocketOutlet(SocketOperation(id: operation.id, serial: operation.serial)) { event in
      switch event {
      case .next(_, let result): await self.report(operation, .next(result))
      case .operationErrors(_, let errors): await self.report(operation, .errors(errors))
      case .operationComplete: await self.report(operation, .complete)
      default: break
      }
    }
    state.withLock { state in
      // It may have been stopped while its request was looked at.
      guard state.reservations.isActive(operation) else { return }
      state.tasks[operation] = Task(executorPreference: executor) {
        await run(outlet)
        // An id must not stay taken by an operation that ended without a word.
        await self.report(operation, .complete)
        self.state.withLock { _ = $0.tasks.removeValue(forKey: operation) }
      }
    }
  }

  /// Hands on what an operation says, and waits until it has left or nobody wants it.
  private func report(_ operation: EventStreamOperation, _ report: EventStreamReport) async {
    await withCheckedContinuation { continuation in
      let effects = state.withLock { state in
        let (event, actions) = state.reservations.report(operation, report)
        guard let event else { return [.resume(continuation)] + state.effects(of: actions) }
        state.waiters[event] = continuation
        return state.effects(of: actions)
      }
      for effect in effects { effect.perform() }
    }
  }

  /// Writes a stream until its client goes or it is ended; everything that belongs to it ends with it.
  private func write(_ token: EventStreamToken, to writer: any HTTPBodyWriter) async throws {
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let (end, ender) = AsyncStream.makeStream(of: Void.self)
    let hasBegun = state.withLock { state in
      guard state.reservations.begin(token, now: .now) else { return false }
      state.streams[token] = EventStreamEnds(bell: bell, ender: ender)
      return true
    }
    guard hasBegun else { return }
    defer { forget(token) }
    bell.yield()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.writePieces(of: token, to: writer, rings) }
      // A write that does not come to its end is cancelled when the stream is.
      group.addTask { for await _ in end {} }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func writePieces(
    of token: EventStreamToken, to writer: any HTTPBodyWriter, _ rings: AsyncStream<Void>
  ) async throws {
    for await _ in rings {
      while true {
        guard let piece = state.withLock({ $0.reservations.takePiece(token, now: .now) }) else { return }
        if piece.isEmpty { break }
        try await writer.write(piece)
        act { $0.written(token, now: .now) }
      }
    }
  }

  private func forget(_ token: EventStreamToken) {
    act { $0.close(token) }
    state.withLock { _ = $0.streams.removeValue(forKey: token) }
  }

  /// Looks at the time while there is something to look after.
  private func keepSweeping() {
    let isNew = state.withLock { state in
      defer { state.isSweeping = true }
      return !state.isSweeping
    }
    guard isNew else { return }
    Task { [weak self, sweepInterval] in
      repeat { try? await Task.sleep(for: sweepInterval) } while self?.sweep() == true
    }
  }

  /// - Returns: false when nothing is left.
  private func sweep() -> Bool {
    act { $0.sweep(now: .now) }
    return state.withLock { state in
      if state.reservations.isEmpty { state.isSweeping = false }
      return state.isSweeping
    }
  }
}
