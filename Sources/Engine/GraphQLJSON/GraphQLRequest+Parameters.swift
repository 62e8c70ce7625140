/// Why an object is not a GraphQL request: a parameter is missing or of the wrong type.
public struct GraphQLRequestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, safe for the client to see.
  public let message: String

  /// An error with this message.
  public init(message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}

extension GraphQLRequest {
  /// Reads the request parameters out of a JSON object: a POST body, or the payload of `subscribe`.
  ///
  /// A parameter that is `null` equals an absent one, and parameters of other names are ignored. A document may be
  /// absent only when `documentId` or `extensions.persistedQuery` stands for it.
  public init(parameters: JSONObject) throws(GraphQLRequestError) {
    self.init(
      query: try Self.text(parameters, "query").map { Array($0.utf8) },
      documentId: try Self.text(parameters, "documentId"),
      operationName: try Self.text(parameters, "operationName"),
      variables: try Self.map(parameters, "variables"),
      extensions: try Self.map(parameters, "extensions"))
    guard hasDocument else { throw GraphQLRequestError(message: "The request has no \"query\"") }
  }

  private static func text(_ parameters: JSONObject, _ name: String) throws(GraphQLRequestError) -> String? {
    switch parameters[name] {
    case nil, .null: nil
    case .string(let text): text
    default: throw GraphQLRequestError(message: "\"\(name)\" must be a string")
    }
  }

  private static func map(_ parameters: JSONObject, _ name: String) throws(GraphQLRequestError) -> JSONObject {
    switch parameters[name] {
    case nil, .null: JSONObject()
    case .object(let object): object
    default: throw GraphQLRequestError(message: "\"\(name)\" must be a map")
    }
  }
}
