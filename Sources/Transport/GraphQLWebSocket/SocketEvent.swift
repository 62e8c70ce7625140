public import GraphQLJSON

/// What happens to a socket.
public enum SocketEvent: Sendable {
  /// The handshake is done.
  case opened
  /// A whole text message came.
  case text([UInt8])
  /// A binary message came.
  case binary
  /// A WebSocket pong frame came, the answer to our ping frame.
  case pongFrame
  /// The time for `connection_init` is over.
  case initTimeout
  /// The connection may be used; the payload goes into the acknowledgement.
  case initAccepted(payload: JSONObject?)
  /// The connection may not be used.
  case initRefused
  /// An operation has a result: the bytes of its JSON.
  case next(SocketOperation, result: [UInt8])
  /// An operation failed as a whole, before or during its run: the bytes of a list of at least one GraphQL error.
  case operationErrors(SocketOperation, errors: [UInt8])
  /// An operation has no more results.
  case operationComplete(SocketOperation)
  /// It is time to see whether the peer still lives (about every 12 seconds).
  case heartbeat
  /// The credentials of the connection expired or were taken back.
  case credentialsEnded
  /// More is waiting to be read by the peer than we are willing to hold.
  case readerTooSlow
  /// The frames themselves are wrong, as the WebSocket layer found.
  case framingFault(SocketClose)
  /// Something of ours broke.
  case internalFault
  /// The peer closed, or the connection was lost.
  case peerClosed
  /// The server wants to end the connection.
  case shutdown(SocketClose)
}

/// What to do about it, in this order.
public enum SocketAction: Sendable, Equatable {
  /// Send a text message.
  case send([UInt8])
  /// Send a WebSocket ping frame.
  case sendPingFrame
  /// Fire `initTimeout` when the time for `connection_init` is over.
  case armInitTimer
  /// Forget that timer.
  case cancelInitTimer
  /// Decide about the connection; answer with `initAccepted` or `initRefused`.
  case startInit(payload: JSONObject?)
  /// Give up the decision, nobody waits for it.
  case cancelInit
  /// Run an operation; answer with its results and its end.
  case startOperation(SocketOperation, GraphQLRequest)
  /// Stop an operation and free what it holds; nothing it still says will be sent.
  case stopOperation(SocketOperation)
  /// Send a close frame and end the connection.
  case close(SocketClose)
  /// End the connection without a word: the peer is gone or does not read.
  case abort
}
