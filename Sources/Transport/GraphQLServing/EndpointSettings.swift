public import GraphQLHTTP

/// What the operator of a server decides about its GraphQL endpoint.
public struct EndpointSettings: Sendable {
  /// How requests and answers look over HTTP.
  public var http = HTTPSettings()
  /// Which documents are run, and how requests may name them.
  public var documents = DocumentPolicy()
  /// How long a stream of events may be silent before a sign of life is sent.
  public var heartbeat: Duration = .seconds(12)

  /// The usual settings.
  public init() {}
}
