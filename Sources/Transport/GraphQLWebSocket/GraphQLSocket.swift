// GraphQLWebSocket: the subprotocol `graphql-transport-ws` as a value that takes events and returns actions.
// Neighbours: an adapter such as GraphQLNIO owns connection, clock and tasks; `FrameReader` finds the events in what a
// client sends; a `SocketService` decides and runs; GraphQLJSON reads and writes the messages.
// Invariant: once closed, a socket asks for nothing more, and every operation it started has ended or been stopped.

internal import GraphQLJSON

/// The server's side of one socket that speaks `graphql-transport-ws`.
///
/// Phases and their exits:
/// - `waiting`: to `deciding` by `connection_init`; to `closed` when none comes in time.
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
  var watch: SocketWatch
  var outbox = SocketOutbox()

  /// A socket that was just accepted.
  ///
  /// - Parameter now: the time, counted from any moment; later times come with `tick`.
  public init(settings: SocketSettings = SocketSettings(), now: Duration = .zero) {
    self.settings = settings
    watch = SocketWatch(now: now, settings: settings)
  }

  /// Whether the connection was acknowledged and is open.
  public var isReady: Bool { phase == .ready }

  /// Whether the socket is done.
  public var isClosed: Bool { phase == .closed }

  /// The number of active operations.
  public var operationCount: Int { operations.count }

  /// How many bytes were handed to the connection and have not been taken, as far as `sent` told.
  public var unsentBytes: Int { outbox.unsentBytes }

  /// Takes one event and says what to do, in order.
  public mutating func receive(_ event: SocketEvent) -> [SocketAction] {
    guard phase != .closed else { return event.speaker.map { [.resume($0)] } ?? [] }
    do throws(SocketClose) {
      return try handle(event)
    } catch {
      return end(.close(error))
    }
  }

  private mutating func handle(_ event: SocketEvent) throws(SocketClose) -> [SocketAction] {
    switch event {
    case .text(let bytes): return try text(bytes)
    case .binary: throw .invalidMessage("Binary messages are not understood")
    case .partialMessage: watch.hearPart()
    case .pingFrame(let payload):
      try watch.hear()
      return try send(.pong(payload))
    case .pongFrame: try watch.hear()
    case .closeFrame(let code): return end(.answerClose(code))
    case .framingFault(let reason), .shutdown(let reason): throw reason
    case .peerClosed: return end(nil)
    case .tick(let now, let unsent): return try tick(now, unsent)
    case .sent(let bytes, let operation):
      return (operation.map { [.resume($0)] } ?? []) + outbox.sent(bytes, settings)
    case .initAccepted(let payload, let lifetime): return try accept(payload, lifetime)
    case .initRefused: if phase == .deciding { throw .forbidden }
    case .next(let operation, let result): return try next(operation, result)
    case .operationErrors(let operation, let errors): return try fail(operation, errors)
    case .operationComplete(let operation): return try complete(operation)
    case .credentialsEnded: throw .forbidden
    case .internalFault: throw .internalError
    }
    return []
  }

  private mutating func text(_ bytes: [UInt8]) throws(SocketClose) -> [SocketAction] {
    watch.endMessage()
    try watch.hear()
    return try message(ClientMessage.decode(bytes, settings))
  }

  private mutating func accept(_ payload: JSONObject?, _ lifetime: Duration?) throws(SocketClose) -> [SocketAction] {
    guard phase == .deciding else { return [] }
    if let lifetime {
      guard lifetime > .zero else { throw .forbidden }
      watch.limit(lifetime)
    }
    phase = .ready
    return try send(.text(ServerMessage.connectionAck(payload: payload)))
  }

  /// Looks at all that time can bring.
  private mutating func tick(_ now: Duration, _ unsent: Int) throws(SocketClose) -> [SocketAction] {
    watch.advance(to: now, settings)
    if phase == .waiting, watch.isInitLate(settings) { throw .initTimeout }
    if watch.isExpired { throw .forbidden }
    if watch.isMessageLate(settings) { throw .messageTimeout }
    switch outbox.look(watch.now, unsent: unsent, settings) {
    case .stalled: throw .readerTooSlow
    case .reads: watch.live()
    case .unknown: break
    }
    if watch.isPeerGone(settings) { return end(.abort) }
    // Behind other messages a ping would say nothing about the peer but how fast it reads.
    return outbox.isEmpty && watch.takePing(settings) ? try send(.ping) : []
  }

  mutating func send(_ frame: SocketFrame, of operation: SocketOperation? = nil) throws(SocketClose) -> [SocketAction] {
    try outbox.add(SocketOutbox.Message(content: .frame(frame), operation: operation), settings)
  }

  /// Stops everything that belongs to the socket, in the order it was started, then ends the connection.
  private mutating func end(_ last: SocketAction?) -> [SocketAction] {
    var actions: [SocketAction] = []
    if phase == .deciding { actions.append(.cancelInit) }
    actions += operations.values.sorted { $0.serial < $1.serial }.map { .stopOperation($0) }
    if let last { actions.append(last) }
    operations = [:]
    outbox.clear()
    phase = .closed
    return actions
  }
}
