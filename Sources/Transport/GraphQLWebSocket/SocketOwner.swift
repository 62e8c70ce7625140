/// Whose a socket is.
public struct SocketOwner: Sendable {
  /// Who counts for the limit of sockets per user.
  public let user: String
  /// What the user has signed in with, by any name: its end may end the socket.
  public let session: String?
  /// Whether the credentials are still good. Asked once more when the socket can be found by its owner: they may have
  /// ended between the decision and then.
  public let isCurrent: @Sendable () -> Bool

  /// An owner; by default one whose credentials end by time alone.
  public init(user: String, session: String? = nil, isCurrent: @escaping @Sendable () -> Bool = { true }) {
    self.user = user
    self.session = session
    self.isCurrent = isCurrent
  }
}
