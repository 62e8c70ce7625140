public import NIOCore
import Synchronization

/// A connection that can be asked to end.
public protocol Drainable: AnyObject, Sendable {
  /// Ends as soon as nothing is in flight.
  func drain()
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

  /// Adds a connection; one that comes while we stop is drained at once.
  public func add(_ connection: any Drainable) {
    let isDraining = state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = connection
      return state.isDraining
    }
    if isDraining { connection.drain() }
  }

  /// Forgets a connection that ended.
  public func remove(_ connection: any Drainable) {
    state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  func drain() {
    let connections = state.withLock { state in
      state.isDraining = true
      return Array(state.connections.values)
    }
    for connection in connections { connection.drain() }
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

  /// The closures run on the event loop.
  public init(
    eventLoop: any EventLoop, onDrain: @escaping @Sendable () -> Void, onAbort: @escaping @Sendable () -> Void
  ) {
    self.eventLoop = eventLoop
    self.onDrain = onDrain
    self.onAbort = onAbort
  }

  public func drain() { eventLoop.execute(onDrain) }
  public func abort() { eventLoop.execute(onAbort) }
}
