import GraphQLJSON
import GraphQLWebSocket

/// The machine behind a reference, because test macros cannot call mutating methods.
final class TestSocket {
  private var machine: GraphQLSocket
  private var now = Duration.zero

  init(_ settings: SocketSettings = SocketSettings()) {
    machine = GraphQLSocket(settings: settings)
  }

  /// A socket whose connection was acknowledged.
  static func ready(_ settings: SocketSettings = SocketSettings()) -> TestSocket {
    let socket = TestSocket(settings)
    socket.begin()
    _ = socket.accept()
    return socket
  }

  var isReady: Bool { machine.isReady }
  var isClosed: Bool { machine.isClosed }
  var operationCount: Int { machine.operationCount }
  var unsentBytes: Int { machine.unsentBytes }

  func receive(_ event: SocketEvent) -> [SocketAction] { machine.receive(event) }

  func receive(_ text: String) -> [SocketAction] { machine.receive(.text(Array(text.utf8))) }

  func begin() { _ = receive(#"{"type":"connection_init"}"#) }

  /// Accepts the connection; the acknowledgement leaves.
  func accept(lifetime: Duration? = nil) -> [SocketAction] {
    deliver(receive(.initAccepted(payload: nil, lifetime: lifetime)))
  }

  /// The connection takes all that the actions send.
  func deliver(_ actions: [SocketAction]) -> [SocketAction] {
    for case .send(let frame, let operation) in actions {
      _ = receive(.sent(bytes: frame.payload.count, of: operation))
    }
    return actions
  }

  /// Lets time go on; pings leave.
  func wait(_ duration: Duration, unsent: Int = 0) -> [SocketAction] {
    now += duration
    return deliver(receive(.tick(now: now, unsentBytes: unsent)))
  }

  /// Subscribes and answers the started operation.
  func subscribe(_ id: String) -> SocketOperation? {
    let actions = receive(#"{"id":"\#(id)","type":"subscribe","payload":{"query":"{a}"}}"#)
    return if case .startOperation(let operation, _) = actions.first { operation } else { nil }
  }
}

/// A reader behind a reference, for the same reason.
final class TestReader {
  private var reader: FrameReader

  init(_ settings: SocketSettings = SocketSettings()) { reader = FrameReader(settings: settings) }

  func read(_ bytes: [UInt8]) -> [SocketEvent] { reader.read(bytes.span) }
}

extension SocketAction {
  static func send(_ text: String, of operation: SocketOperation? = nil) -> SocketAction {
    .send(.text(Array(text.utf8)), of: operation)
  }
}

/// The close code of the last action.
func closeCode(_ actions: [SocketAction]) -> UInt16? {
  if case .close(let close) = actions.last { close.code } else { nil }
}

/// A frame of a client.
///
/// - Parameters:
///   - first: its first byte, 0x81 for a whole text.
///   - isMasked: as clients must.
func frame(_ first: UInt8, _ payload: [UInt8], isMasked: Bool = true) -> [UInt8] {
  var bytes = [first]
  let bit: UInt8 = isMasked ? 0x80 : 0
  switch payload.count {
  case ...125: bytes.append(bit | UInt8(payload.count))
  case ...65_535: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
  default:
    bytes.append(bit | 127)
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(payload.count >> shift & 0xFF)) }
  }
  guard isMasked else { return bytes + payload }
  let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
  return bytes + mask + payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
}

/// A frame of a client, its payload as text.
func frame(_ first: UInt8, _ payload: String) -> [UInt8] { frame(first, Array(payload.utf8)) }
