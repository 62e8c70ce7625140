/// What a request is answered with.
public enum HTTPAnswer: Sendable {
  /// All of it at once.
  case complete(HTTPExchangeResponse)
  /// A stream: the head, and what writes the body piece by piece until it ends.
  case stream(HTTPResponseHead, @Sendable (any HTTPBodyWriter) async throws -> Void)

  /// The same answer with further header fields.
  public func adding(_ fields: HTTPFields) -> HTTPAnswer {
    if fields.all.isEmpty { return self }
    switch self {
    case .complete(var response):
      response.head.fields.all += fields.all
      return .complete(response)
    case .stream(var head, let body):
      head.fields.all += fields.all
      return .stream(head, body)
    }
  }
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

/// The body of a request while it arrives. Nothing more is read from the client until the next piece is asked for.
public protocol HTTPBodyReader: Sendable {
  /// The next piece; nil behind the last.
  ///
  /// - Throws: `HTTPFault` where the client sends too much or too slowly, `CancellationError` when it has gone.
  func next() async throws -> [UInt8]?
}

/// Answers HTTP requests; an adapter such as GraphQLNIO carries them.
public protocol HTTPResponder: Sendable {
  /// Where the next request is to run; nil for the default executor. Asked once for each request.
  func nextExecutor() -> (any TaskExecutor)?

  /// How many bytes a body may have that is read while it arrives; nil for requests whose body is collected first,
  /// within the limit of the adapter.
  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int?

  /// Answers one request. The task is cancelled when the client goes.
  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer

  /// Answers a request for which `streamedBodyLimit` gave a limit. What is left of the body then is not read.
  func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer
}

extension HTTPResponder {
  public func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? { nil }

  public func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    .complete(HTTPFault.unsupportedMediaType("A body of this type is not read").response)
  }
}
