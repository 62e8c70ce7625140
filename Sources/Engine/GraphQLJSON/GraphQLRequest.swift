/// What a client asks for, whatever carried it here.
///
/// See "Request Parameters" of the GraphQL over HTTP specification.
public struct GraphQLRequest: Sendable, Equatable {
  /// The bytes of the document; absent only when `extensions` name a persisted one.
  public var query: [UInt8]?
  /// The operation to run when the document has several.
  public var operationName: String?
  /// The values of variables, not yet coerced.
  public var variables: JSONObject
  /// Whatever else client and server agreed on.
  public var extensions: JSONObject

  /// A request with these parts.
  public init(
    query: [UInt8]?, operationName: String? = nil, variables: JSONObject = JSONObject(),
    extensions: JSONObject = JSONObject()
  ) {
    self.query = query
    self.operationName = operationName
    self.variables = variables
    self.extensions = extensions
  }
}
