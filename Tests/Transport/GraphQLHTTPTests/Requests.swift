import GraphQLHTTP
import GraphQLJSON

/// A POST of a JSON text, or a request made of the given parts, decoded.
func exchange(
  _ method: String = "POST", _ target: String = "/graphql", fields: HTTPFields = ["Content-Type": "application/json"],
  body: String = #"{"query":"{a}"}"#, configure: (inout HTTPSettings) -> Void = { _ in }
) throws(HTTPFault) -> GraphQLExchange {
  var settings = HTTPSettings()
  configure(&settings)
  return try GraphQLExchange.decode(
    HTTPRequestHead(method: method, target: target, fields: fields), body: body.utf8.span, settings: settings)
}

/// The fault that a decoding ended with.
func fault(_ body: () throws(HTTPFault) -> GraphQLExchange) -> HTTPFault? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

extension GraphQLExchange {
  /// The only request.
  var request: GraphQLRequest? {
    if case .one(let request) = payload { request } else { nil }
  }
}

/// An exchange with this `Accept`, over GET so that any operation can be asked for without a body.
func accepting(_ accept: String?) throws(HTTPFault) -> GraphQLExchange {
  var fields: HTTPFields = ["Content-Type": "application/json"]
  if let accept { fields.append("Accept", accept) }
  return try exchange(fields: fields)
}
