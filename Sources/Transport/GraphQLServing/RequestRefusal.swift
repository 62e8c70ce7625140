public import GraphQLHTTP
public import GraphQLSyntax

/// Why an application does not run a request, or what it asks for: a limit that is reached. Sockets and members of
/// lists get the error alone.
public struct RequestRefusal: Error, Sendable {
  /// What the client is told, as a request error.
  public let error: GraphQLError
  /// The status code of an answer that is nothing but the refusal.
  public let status: Int
  /// Further header fields of it, such as `Retry-After`.
  public let fields: HTTPFields

  /// A refusal.
  public init(_ error: GraphQLError, status: Int, fields: HTTPFields = [:]) {
    self.error = error
    self.status = status
    self.fields = fields
  }
}
