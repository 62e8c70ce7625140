public import NIOCore
import Synchronization

/// A connection that can be asked to end.
public protocol Drainable: AnyObject, Sendable {
  /// Whether its client comes back at once when it is told to go, so that not all may be told at the same time.
  var isToldInTurn: Bool { get }
  /// Ends as soon as nothing is in flight, and not before the delay.
  func drain(after delay: TimeAmount)
  /// Ends now.
  func abort()
}

/// The open connections, for stopping without cutting anyone off.
public final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [ObjectIdentifier: any Drainable] = [:]
    var isDraining = false
  }

  private let state = Mutex(State())

  /// How many are open.
  public var count: Int { state.withLock { $0.connections.count } }

  /// Whether the connections have been told to end.
  var isDraining: Bool { state.withLock { $0.isDraining } }

  /// Adds a connection; one that comes while we stop is drained at once.
  public func add(_ connection: any Drainable) {
    let isDraining = state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = connection
      return state.isDraining
    }
    if isDraining { connection.drain(after: .zero) }
  }

  /// Forgets a connection that ended.
  public func remove(_ connection: any Drainable) {
    state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  /// Tells all to end: most at once, those that are told in turn at even intervals over the spread.
  func drain(over spread: Duration) {
    let connections = state.withLock { state in
      state.isDraining = true
      return Array(state.connections.values)
    }
    for connection in connections where !connection.isToldInTurn { connection.drain(after: .zero) }
    let inTurn = connections.filter(\.isToldInTurn)
    for (place, connection) in inTurn.enumerated() {
      connection.drain(after: TimeAmount(spread * (Double(place) / Double(inTurn.count))))
    }
  }

  func abort() {
    for connection in state.withLock({ Array($0.connections.values) }) { connection.abort() }
  }
}

/// A connection as the registry knows it.
public final class ConnectionHandle: Drainable {
  private let eventLoop: any EventLoop
  private let onDrain: @Sendable () -> Void
  private let onAbort: @Sendable () -> Void
  public let isToldInTurn: Bool

  /// The closures run on the event loop; a delayed drain only as long as the handle is kept.
  ///
  /// - Parameter isToldInTurn: whether the connection waits for its turn when all are drained, as sockets do.
  public init(
    eventLoop: any EventLoop, isToldInTurn: Bool = true, onDrain: @escaping @Sendable () -> Void,
    onAbort: @escaping @Sendable () -> Void
  ) {
    self.eventLoop = eventLoop
    self.isToldInTurn = isToldInTurn
    self.onDrain = onDrain
    self.onAbort = onAbort
  }

  public func drain(after delay: TimeAmount) {
    guard delay > .zero else { return eventLoop.execute(onDrain) }
    eventLoop.scheduleTask(in: delay) { [weak self] in self?.onDrain() }
  }

  public func abort() { eventLoop.execute(onAbort) }
}
