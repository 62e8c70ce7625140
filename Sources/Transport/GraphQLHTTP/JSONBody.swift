internal import GraphQLJSON

/// The body of a POST: one GraphQL request, or a list of them where lists are allowed.
enum JSONBody {
  static func decode(_ body: Span<UInt8>, _ settings: HTTPSettings) throws(HTTPFault) -> GraphQLExchange.Payload {
    guard body.count > 0 else { throw .badRequest("The request has no body") }
    let value: JSONValue
    do {
      value = try JSONParser.parse(body, limits: settings.jsonLimits)
    } catch {
      throw .badRequest("The body is not valid JSON: \(error)")
    }
    return try payload(of: value, settings)
  }

  /// What a JSON value asks for, which came as a body or in a form with files.
  static func payload(
    of value: JSONValue, _ settings: HTTPSettings
  ) throws(HTTPFault) -> GraphQLExchange.Payload {
    switch value {
    case .object(let object): return .one(try request(object, settings))
    case .array(let elements): return .batch(try batch(elements, settings))
    default: throw settings.statusProfile.malformedRequest("The body must be a map")
    }
  }

  private static func request(_ object: JSONObject, _ settings: HTTPSettings) throws(HTTPFault) -> GraphQLRequest {
    do {
      return try GraphQLRequest(parameters: object)
    } catch {
      throw settings.statusProfile.malformedRequest(error.message)
    }
  }

  /// A member that is no request fails alone.
  private static func batch(
    _ elements: [JSONValue], _ settings: HTTPSettings
  ) throws(HTTPFault) -> [Result<GraphQLRequest, HTTPFault>] {
    let limit = settings.batchLimit
    guard limit > 0 else {
      throw settings.statusProfile.malformedRequest("The body must be a map; lists of requests are not accepted")
    }
    guard !elements.isEmpty else { throw .badRequest("The list of requests is empty") }
    guard elements.count <= limit else {
      throw .badRequest("The list has \(elements.count) requests, more than \(limit)")
    }
    return elements.map { element in
      guard case .object(let object) = element else {
        return .failure(settings.statusProfile.malformedRequest("A request in a list must be a map"))
      }
      return Result { () throws(HTTPFault) in try request(object, settings) }
    }
  }
}
