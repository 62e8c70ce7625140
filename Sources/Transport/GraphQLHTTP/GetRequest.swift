internal import GraphQLJSON

/// A GraphQL request in a URL: `query`, `operationName`, and `variables` and `extensions` as JSON texts.
enum GetRequest {
  private static let names = ["query", "operationName", "variables", "extensions"]

  static func decode(_ head: HTTPRequestHead, _ settings: HTTPSettings) throws(HTTPFault) -> GraphQLRequest {
    let parameters = try QueryString(head.query, names: names)
    let extensions = try map(parameters, "extensions", settings)
    // In a URL nothing and the empty text look alike, so the empty text means nothing.
    let query = parameters["query"].flatMap { $0.isEmpty ? nil : Array($0.utf8) }
    guard query != nil || extensions["persistedQuery"] != nil else {
      throw .badRequest("The URL has no \"query\"")
    }
    return GraphQLRequest(
      query: query,
      operationName: parameters["operationName"].flatMap { $0.isEmpty ? nil : $0 },
      variables: try map(parameters, "variables", settings),
      extensions: extensions)
  }

  private static func map(
    _ parameters: QueryString, _ name: String, _ settings: HTTPSettings
  ) throws(HTTPFault) -> JSONObject {
    guard let text = parameters[name], !text.isEmpty else { return JSONObject() }
    let value: JSONValue
    do {
      value = try JSONParser.parse(text, limits: settings.jsonLimits)
    } catch {
      throw .badRequest("\"\(name)\" is not valid JSON: \(error)")
    }
    switch value {
    case .null: return JSONObject()
    case .object(let object): return object
    default: throw .badRequest("\"\(name)\" must be a map")
    }
  }
}
