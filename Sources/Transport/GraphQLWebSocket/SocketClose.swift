/// Why and how a socket is closed: the code and the reason of the close frame.
public struct SocketClose: Error, Sendable, Equatable {
  /// The close code.
  public let code: UInt16
  /// The reason, at most 123 bytes of UTF-8 (RFC 6455, section 5.5: a control frame holds 125, the code takes two).
  public let reason: String

  /// A close frame's contents; a reason that is too long is cut between two characters.
  public init(code: UInt16, reason: String) {
    self.code = code
    self.reason = Self.cut(reason)
  }

  private static func cut(_ reason: String) -> String {
    let limit = 123
    guard reason.utf8.count > limit else { return reason }
    var end = reason.startIndex
    var length = 0
    for scalar in reason.unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= limit else { break }
      end = reason.unicodeScalars.index(after: end)
    }
    return String(reason.unicodeScalars[..<end])
  }
}

extension SocketClose {
  /// The peer broke the protocol: a message of the wrong form.
  public static func invalidMessage(_ reason: String) -> SocketClose { SocketClose(code: 4400, reason: reason) }
  /// `subscribe` before the connection was acknowledged.
  public static let unauthorized = SocketClose(code: 4401, reason: "Unauthorized")
  /// The connection was refused, or its credentials ended.
  public static let forbidden = SocketClose(code: 4403, reason: "Forbidden")
  /// The client speaks no subprotocol of ours; only for clients that were not refused in the handshake.
  public static let subprotocolNotAcceptable = SocketClose(code: 4406, reason: "Subprotocol not acceptable")
  /// No `connection_init` came in time.
  public static let initTimeout = SocketClose(code: 4408, reason: "Connection initialisation timeout")
  /// The id of a new operation belongs to an active one.
  public static func subscriberExists(id: String) -> SocketClose {
    SocketClose(code: 4409, reason: "Subscriber for \(id) already exists")
  }
  /// The client hardly reads what is there for it. Of the same family as the subprotocol's own codes, which name none for
  /// this: clients connect again.
  public static let readerTooSlow = SocketClose(code: 4413, reason: "Reader too slow")
  /// A second `connection_init`.
  public static let tooManyInits = SocketClose(code: 4429, reason: "Too many initialisation requests")
  /// A fault of ours, without details.
  public static let internalError = SocketClose(code: 4500, reason: "Internal server error")
  /// The server is going away.
  public static let goingAway = SocketClose(code: 1001, reason: "Going away")
  /// The peer broke the framing.
  public static let framingError = SocketClose(code: 1002, reason: "Protocol error")
  /// A text message is not UTF-8.
  public static let invalidText = SocketClose(code: 1007, reason: "Invalid UTF-8")
  /// Messages come faster than allowed. Clients do not connect again by themselves after 1008.
  public static let tooManyMessages = SocketClose(code: 1008, reason: "Too many messages")
  /// A message began and did not end in time.
  public static let messageTimeout = SocketClose(code: 1008, reason: "Message took too long")
  /// A message is longer than allowed.
  public static let messageTooBig = SocketClose(code: 1009, reason: "Message too big")
  /// A message comes in more frames than allowed.
  public static let tooManyFragments = SocketClose(code: 1009, reason: "Message in too many fragments")
  /// There are as many sockets as are allowed, of this user or at all (1013: try again later).
  public static let tooManySockets = SocketClose(code: 1013, reason: "Too many sockets")
}
