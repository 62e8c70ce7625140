public import GraphQLHTTP

/// What the operator of a server decides about its GraphQL endpoint.
public struct EndpointSettings: Sendable {
  /// How requests and answers look over HTTP.
  public var http = HTTPSettings()
  /// Where the files of requests lie while they are needed. Files are served where both this and `http.uploads` are
  /// set.
  public var uploadSpool: (any UploadSpool)?
  /// Which documents are run, and how requests may name them.
  public var documents = DocumentPolicy()
  /// How many operations share event streams, and how those are bounded.
  public var eventStreams = EventStreamSettings()
  /// How long a stream of events may be silent before a sign of life is sent.
  public var heartbeat: Duration {
    get { eventStreams.heartbeat }
    set { eventStreams.heartbeat = newValue }
  }

  /// The methods that are served, as `Allow` says them.
  public var allowedMethods: String {
    eventStreams.allowsSingleConnection ? EventStreamRequest.allowedMethods : http.allowedMethods
  }

  /// The usual settings.
  public init() {}
}
