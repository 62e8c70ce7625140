public import GraphQLJSON

/// What happens to a socket.
public enum SocketEvent: Sendable, Equatable {
  // From the peer, as `FrameReader` finds it.

  /// A whole text message came.
  case text([UInt8])
  /// A binary message came.
  case binary
  /// A part of a message came, of a frame or of a frame's header.
  case partialMessage
  /// A ping frame came, with its payload.
  case pingFrame([UInt8])
  /// A pong frame came, the answer to our ping frame.
  case pongFrame
  /// A close frame came, with its code if it had one.
  case closeFrame(UInt16?)
  /// The frames themselves are wrong.
  case framingFault(SocketClose)
  /// The connection was lost.
  case peerClosed

  // From the connection.

  /// Time has gone on, counted from any moment as long as it is the same. The connection still holds so many bytes that
  /// were to be sent.
  case tick(now: Duration, unsentBytes: Int)
  /// The connection took a frame that `send` gave it, with so many bytes of payload, or lost it.
  case sent(bytes: Int, of: SocketOperation?)

  // From the service.

  /// The connection may be used, for so long; the payload goes into the acknowledgement.
  case initAccepted(payload: JSONObject?, lifetime: Duration? = nil)
  /// The connection may not be used.
  case initRefused
  /// An operation has a result: the bytes of its JSON.
  case next(SocketOperation, result: [UInt8])
  /// An operation failed as a whole, before or during its run: the bytes of a list of at least one GraphQL error.
  case operationErrors(SocketOperation, errors: [UInt8])
  /// An operation has no more results.
  case operationComplete(SocketOperation)
  /// The credentials of the connection were taken back.
  case credentialsEnded

  // From the server.

  /// Something of ours broke.
  case internalFault
  /// The server wants to end the connection.
  case shutdown(SocketClose)
}

/// What to do about it, in this order.
///
/// Whoever runs an operation says one thing at a time: each `next`, `operationErrors` and `operationComplete` is answered
/// by a `resume`, at once or when the message has left, unless the operation is stopped or the socket closed before.
public enum SocketAction: Sendable, Equatable {
  /// Send a frame, and say `sent` when the connection took it.
  case send(SocketFrame, of: SocketOperation? = nil)
  /// The operation may say its next word.
  case resume(SocketOperation)
  /// Decide about the connection; answer with `initAccepted` or `initRefused`.
  case startInit(payload: JSONObject?)
  /// Give up the decision, nobody waits for it.
  case cancelInit
  /// Run an operation; answer with its results and its end.
  case startOperation(SocketOperation, GraphQLRequest)
  /// Stop an operation and free what it holds; nothing it still says will be sent.
  case stopOperation(SocketOperation)
  /// Send a close frame and end our side; end the connection when the peer has ended its own, or does not in time.
  case close(SocketClose)
  /// Send a close frame in answer to the peer's, with this code if there was one, and end the connection.
  case answerClose(UInt16?)
  /// End the connection without a word: the peer is gone.
  case abort
}

/// A frame to the peer that has its place among others.
public enum SocketFrame: Sendable, Equatable {
  /// A whole text message.
  case text([UInt8])
  /// A ping.
  case ping
  /// The answer to a ping, with its payload.
  case pong([UInt8])

  /// The bytes it carries.
  public var payload: [UInt8] {
    switch self {
    case .text(let bytes), .pong(let bytes): bytes
    case .ping: []
    }
  }
}

extension SocketEvent {
  /// The operation that says this and waits until it may go on.
  var speaker: SocketOperation? {
    switch self {
    case .next(let operation, _), .operationErrors(let operation, _), .operationComplete(let operation): operation
    default: nil
    }
  }
}
