/// What a request is answered with.
public enum HTTPAnswer: Sendable {
  /// All of it at once.
  case complete(HTTPExchangeResponse)
  /// A stream: the head, and what writes the body piece by piece until it ends.
  case stream(HTTPResponseHead, @Sendable (any HTTPBodyWriter) async throws -> Void)
}

/// Where a stream writes to. Writing waits while the client does not read.
public protocol HTTPBodyWriter: Sendable {
  /// Writes a piece and waits until it has left.
  ///
  /// - Throws: when the client has gone.
  func write(_ bytes: [UInt8]) async throws
}

/// Who sent a request, as far as the connection knows.
public struct HTTPPeer: Sendable, Hashable {
  /// The address in its usual text form.
  public let ipAddress: String

  /// A peer.
  public init(ipAddress: String) { self.ipAddress = ipAddress }
}

/// Answers HTTP requests; an adapter such as GraphQLNIO carries them.
public protocol HTTPResponder: Sendable {
  /// Where the next request is to run; nil for the default executor. Asked once for each request.
  func nextExecutor() -> (any TaskExecutor)?

  /// Answers one request. The task is cancelled when the client goes.
  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer
}
