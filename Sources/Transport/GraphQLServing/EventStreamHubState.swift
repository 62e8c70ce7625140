import GraphQLHTTP

/// How an open stream is reached.
struct EventStreamEnds: Sendable {
  /// Says that there is something to write.
  let bell: AsyncStream<Void>.Continuation
  /// Finished when the stream is to end.
  let ender: AsyncStream<Void>.Continuation
}

/// What is done after unlocking: what it wakes may come back at once.
enum EventStreamEffect: Sendable {
  case resume(CheckedContinuation<Void, Never>)
  case cancel(Task<Void, Never>)
  case ring(AsyncStream<Void>.Continuation)
  case end(EventStreamEnds)

  func perform() {
    switch self {
    case .resume(let continuation): continuation.resume()
    case .cancel(let task): task.cancel()
    case .ring(let bell): bell.yield()
    case .end(let stream):
      stream.bell.finish()
      stream.ender.finish()
    }
  }
}

/// The reservations and what hangs on them: the tasks of operations, those that wait for an event to leave, the streams.
struct EventStreamHubState: Sendable {
  var reservations: EventStreamReservations
  var tasks: [EventStreamOperation: Task<Void, Never>] = [:]
  var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
  var streams: [EventStreamToken: EventStreamEnds] = [:]
  var isSweeping = false

  init(_ reservations: EventStreamReservations) { self.reservations = reservations }

  /// Turns actions into effects on what is held here.
  mutating func effects(of actions: [EventStreamAction]) -> [EventStreamEffect] {
    actions.compactMap { action in
      switch action {
      case .stopOperation(let operation): tasks.removeValue(forKey: operation).map { .cancel($0) }
      case .settle(let event): waiters.removeValue(forKey: event).map { .resume($0) }
      case .write(let token): streams[token].map { .ring($0.bell) }
      case .endStream(let token): streams.removeValue(forKey: token).map { .end($0) }
      }
    }
  }
}
