internal import GraphQLJSON

/// A GraphQL request in a URL: `query`, `documentId`, `operationName`, and `variables` and `extensions` as JSON texts.
enum GetRequest {
  private static let names = ["query", "documentId", "operationName", "variables", "extensions"]

  static func decode(_ head: HTTPRequestHead, _ settings: HTTPSettings) throws(HTTPFault) -> GraphQLRequest {
    let parameters = try QueryString(head.query, names: names)
    let request = GraphQLRequest(
      query: text(parameters, "query").map { Array($0.utf8) },
      documentId: text(parameters, "documentId"),
      operationName: text(parameters, "operationName"),
      variables: try map(parameters, "variables", settings),
      extensions: try map(parameters, "extensions", settings))
    guard request.hasDocument else { throw settings.statusProfile.malformedRequest("The URL has no \"query\"") }
    return request
  }

  /// In a URL nothing and the empty text look alike, so the empty text means nothing.
  private static func text(_ parameters: QueryString, _ name: String) -> String? {
    parameters[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func map(
    _ parameters: QueryString, _ name: String, _ settings: HTTPSettings
  ) throws(HTTPFault) -> JSONObject {
    guard let text = text(parameters, name) else { return JSONObject() }
    let value: JSONValue
    do {
      value = try JSONParser.parse(text, limits: settings.jsonLimits)
    } catch {
      throw .badRequest("\"\(name)\" is not valid JSON: \(error)")
    }
    switch value {
    case .null: return JSONObject()
    case .object(let object): return object
    default: throw settings.statusProfile.malformedRequest("\"\(name)\" must be a map")
    }
  }
}
