public import GraphQLHTTP
public import GraphQLJSON

/// Decides about sockets and runs their operations; an adapter such as GraphQLNIO carries the messages.
public protocol SocketService: Sendable {
  /// What an accepted connection means to the service: who opened it.
  associatedtype Session: Sendable

  /// Where the next operation is to run; nil for the default executor. Asked once for each operation.
  func nextExecutor() -> (any TaskExecutor)?

  /// Decides about `connection_init`. The task is cancelled when the socket ends before.
  ///
  /// - Parameters:
  ///   - payload: that of the message.
  ///   - handshake: the request that became the socket.
  func open(_ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer) async -> SocketAdmission<Session>

  /// Runs one operation until it has ended; its last word is `errors` or `complete`. The task is cancelled when the
  /// client completes the operation or the socket ends; nothing that is said afterwards is sent.
  func run(_ request: GraphQLRequest, _ session: Session, _ outlet: SocketOutlet) async
}

/// What becomes of a connection that wants to begin.
public enum SocketAdmission<Session: Sendable>: Sendable {
  /// It may be used.
  ///
  /// - session: handed to each operation.
  /// - owner: whose it is; nil for a visitor's.
  /// - lifetime: how long the credentials are valid from now; nil for ever.
  /// - payload: of the acknowledgement.
  case accepted(session: Session, owner: SocketOwner?, lifetime: Duration?, payload: JSONObject?)
  /// It may not.
  case refused
}

/// Where an operation of a socket says what it has to say. Each call returns when its message has left, or at once when
/// nobody wants it any more: an operation that waits for it never runs ahead of its reader.
public struct SocketOutlet: Sendable {
  private let operation: SocketOperation
  private let report: @Sendable (SocketEvent) async -> Void

  /// The outlet of an operation.
  ///
  /// - Parameter report: hands an event to the socket, and returns when what it caused to be sent has left.
  public init(_ operation: SocketOperation, report: @escaping @Sendable (SocketEvent) async -> Void) {
    self.operation = operation
    self.report = report
  }

  /// Sends a result: the bytes of its JSON.
  public func next(_ result: [UInt8]) async { await report(.next(operation, result: result)) }

  /// Ends the operation with the bytes of a list of at least one GraphQL error.
  public func errors(_ errors: [UInt8]) async { await report(.operationErrors(operation, errors: errors)) }

  /// Ends the operation.
  public func complete() async { await report(.operationComplete(operation)) }
}
