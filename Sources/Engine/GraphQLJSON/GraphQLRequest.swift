/// What a client asks for, whatever carried it here.
///
/// See "Request Parameters" of the GraphQL over HTTP specification.
public struct GraphQLRequest: Sendable, Equatable {
  /// The bytes of the document; absent only when a persisted one is named.
  public var query: [UInt8]?
  /// What the server knows a persisted document by.
  public var documentId: String?
  /// The operation to run when the document has several.
  public var operationName: String?
  /// The values of variables, not yet coerced.
  public var variables: JSONObject
  /// Whatever else client and server agreed on.
  public var extensions: JSONObject

  /// A request with these parts.
  public init(
    query: [UInt8]?, documentId: String? = nil, operationName: String? = nil, variables: JSONObject = JSONObject(),
    extensions: JSONObject = JSONObject()
  ) {
    self.query = query
    self.documentId = documentId
    self.operationName = operationName
    self.variables = variables
    self.extensions = extensions
  }

  /// Whether the request says which document to run, by its text or by the name of a persisted one.
  public var hasDocument: Bool {
    query != nil || documentId != nil || extensions["persistedQuery"] ?? .null != .null
  }
}
