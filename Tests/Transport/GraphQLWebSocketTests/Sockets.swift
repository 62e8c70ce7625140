import GraphQLJSON
import GraphQLWebSocket

/// The machine behind a reference, because test macros cannot call mutating methods.
final class TestSocket {
  private var machine: GraphQLSocket

  init(_ settings: SocketSettings = SocketSettings()) {
    machine = GraphQLSocket(settings: settings)
  }

  /// A socket whose connection was acknowledged.
  static func ready(_ settings: SocketSettings = SocketSettings()) -> TestSocket {
    let socket = TestSocket(settings)
    _ = socket.receive(.opened)
    _ = socket.receive(#"{"type":"connection_init"}"#)
    _ = socket.receive(.initAccepted(payload: nil))
    return socket
  }

  var isReady: Bool { machine.isReady }
  var isClosed: Bool { machine.isClosed }
  var operationCount: Int { machine.operationCount }

  func receive(_ event: SocketEvent) -> [SocketAction] { machine.receive(event) }

  func receive(_ text: String) -> [SocketAction] { machine.receive(.text(Array(text.utf8))) }

  /// Subscribes and answers the started operation.
  func subscribe(_ id: String) -> SocketOperation? {
    let actions = receive(#"{"id":"\#(id)","type":"subscribe","payload":{"query":"{a}"}}"#)
    return if case .startOperation(let operation, _) = actions.first { operation } else { nil }
  }
}

extension SocketAction {
  static func send(_ text: String) -> SocketAction { .send(Array(text.utf8)) }
}

/// The close code of the last action.
func closeCode(_ actions: [SocketAction]) -> UInt16? {
  if case .close(let close) = actions.last { close.code } else { nil }
}
