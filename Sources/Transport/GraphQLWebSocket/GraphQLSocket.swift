// GraphQLWebSocket: the subprotocol `graphql-transport-ws` as a value that takes events and returns actions.
// Neighbours: the server's adapter owns socket, timers and tasks; GraphQLJSON reads and writes the messages.
// Invariant: once closed, a socket asks for nothing more, and every operation it started has ended or been stopped.

internal import GraphQLJSON

/// The server's side of one socket that speaks `graphql-transport-ws`.
///
/// Phases and their exits:
/// - `waiting`: to `deciding` by `connection_init`; to `closed` by the timeout.
/// - `deciding`: to `ready` when the connection is accepted; to `closed` when it is refused.
/// - `ready`: operations come and go.
/// - `closed`: none; reached from everywhere by a fault, the peer or a shutdown. Later events mean nothing.
public struct GraphQLSocket: Sendable {
  enum Phase: Sendable {
    case waiting, deciding, ready, closed
  }

  let settings: SocketSettings
  var phase = Phase.waiting
  /// The active operations by the bytes of their id.
  var operations: [[UInt8]: SocketOperation] = [:]
  var startedOperations: UInt64 = 0
  /// Whether nothing came from the peer since our last ping frame.
  private var isPeerSilent = false

  /// A socket that was just accepted; tell it `opened` first.
  public init(settings: SocketSettings = SocketSettings()) {
    self.settings = settings
  }

  /// Whether the connection was acknowledged and is open.
  public var isReady: Bool { phase == .ready }

  /// Whether the socket is done.
  public var isClosed: Bool { phase == .closed }

  /// The number of active operations.
  public var operationCount: Int { operations.count }

  /// Takes one event and says what to do, in order.
  public mutating func receive(_ event: SocketEvent) -> [SocketAction] {
    guard phase != .closed else { return [] }
    switch event {
    case .opened: return [.armInitTimer]
    case .text(let bytes): return text(bytes)
    case .binary: return close(.invalidMessage("Binary messages are not understood"))
    case .pongFrame: return alive()
    case .initTimeout: return phase == .waiting ? close(.initTimeout) : []
    case .initAccepted(let payload): return accept(payload)
    case .initRefused: return phase == .deciding ? close(.forbidden) : []
    case .next(let operation, let result): return next(operation, result)
    case .operationErrors(let operation, let errors): return fail(operation, errors)
    case .operationComplete(let operation): return complete(operation)
    case .heartbeat: return heartbeat()
    case .credentialsEnded: return close(.forbidden)
    case .readerTooSlow: return end(.abort)
    case .framingFault(let reason), .shutdown(let reason): return close(reason)
    case .internalFault: return close(.internalError)
    case .peerClosed: return end(nil)
    }
  }

  private mutating func text(_ bytes: [UInt8]) -> [SocketAction] {
    isPeerSilent = false
    do {
      return try message(ClientMessage.decode(bytes, settings))
    } catch {
      return close(error)
    }
  }

  private mutating func accept(_ payload: JSONObject?) -> [SocketAction] {
    guard phase == .deciding else { return [] }
    phase = .ready
    return [.send(ServerMessage.connectionAck(payload: payload))]
  }

  private mutating func alive() -> [SocketAction] {
    isPeerSilent = false
    return []
  }

  /// Pings, and gives up a peer that has not been heard since the ping before.
  private mutating func heartbeat() -> [SocketAction] {
    if isPeerSilent { return end(.abort) }
    isPeerSilent = true
    return [.sendPingFrame]
  }

  private mutating func close(_ reason: SocketClose) -> [SocketAction] {
    end(.close(reason))
  }

  /// Stops everything that belongs to the socket, in the order it was started, then ends the connection.
  private mutating func end(_ last: SocketAction?) -> [SocketAction] {
    var actions: [SocketAction] = []
    if phase == .waiting { actions.append(.cancelInitTimer) }
    if phase == .deciding { actions.append(.cancelInit) }
    actions += operations.values.sorted { $0.serial < $1.serial }.map { .stopOperation($0) }
    if let last { actions.append(last) }
    operations = [:]
    phase = .closed
    return actions
  }
}
