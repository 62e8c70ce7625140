public import GraphQLExecution
public import GraphQLHTTP
public import GraphQLJSON
public import GraphQLSyntax

/// What a query or mutation is answered with, wherever it comes from.
public struct GraphQLAnswer: Sendable {
  /// The response as JSON.
  public var body: [UInt8]
  /// The errors that the response has.
  public var errors: [GraphQLError]
  /// What an answer over HTTP says in its header besides the usual. The last answer of a list speaks for all.
  public var fields: HTTPFields
  /// What the response says in its `extensions`; `body` has none. They are added on the way out, so that a body may be
  /// kept and answer others; what caches on the way may keep goes without them.
  public var extensions = JSONObject()
  /// What caches on the way may do with the answer to a GET; nil where they must not keep it.
  public var caching: HTTPCaching?

  /// An answer.
  public init(
    body: [UInt8], errors: [GraphQLError] = [], fields: HTTPFields = [:], caching: HTTPCaching? = nil
  ) {
    self.body = body
    self.errors = errors
    self.fields = fields
    self.caching = caching
  }

  /// The result of an execution.
  public init(_ result: ExecutionResult) {
    self.init(body: result.body, errors: result.errors)
    extensions = result.extensions
  }
}
