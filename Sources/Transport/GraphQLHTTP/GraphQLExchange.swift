public import GraphQLJSON

/// A request that was understood, and what its answer may look like.
public struct GraphQLExchange: Sendable {
  /// What the client asks for.
  public enum Payload: Sendable {
    /// One request.
    case one(GraphQLRequest)
    /// A list of requests, answered by a list in the same order. A member that is no request is answered by its fault.
    case batch([Result<GraphQLRequest, HTTPFault>])
  }

  /// The type of the operation that was selected, as far as HTTP treats them differently.
  public enum Operation: Sendable, Equatable {
    /// A query.
    case query
    /// A mutation.
    case mutation
    /// A subscription.
    case subscription
    /// A query or mutation with `@defer` or `@stream`. (A mutation is refused over GET like any other.)
    case incremental(isMutation: Bool)
  }

  /// What the client asks for.
  public let payload: Payload
  /// Whether the request came by GET, which is for queries only.
  public let isGet: Bool

  let negotiation: Negotiation
  let settings: HTTPSettings

  /// Understands a request, or says which answer it gets instead.
  ///
  /// The order is fixed: what costs least is looked at first, and a body is not read before its sender is trusted.
  public static func decode(
    _ head: HTTPRequestHead, body: Span<UInt8>, settings: HTTPSettings
  ) throws(HTTPFault) -> GraphQLExchange {
    let (isGet, negotiation) = try checkHead(head, settings)
    let payload: Payload
    if isGet {
      payload = .one(try GetRequest.decode(head, settings))
    } else {
      payload = try decodeBody(head, body, settings)
    }
    return try GraphQLExchange(payload, isGet: isGet, negotiation, settings)
  }

  /// An exchange whose head was checked and whose payload is known.
  init(_ payload: Payload, isGet: Bool, _ negotiation: Negotiation, _ settings: HTTPSettings) throws(HTTPFault) {
    if case .batch = payload, negotiation.single == nil {
      throw .notAcceptable("A list of requests is answered only as application/json")
    }
    self.payload = payload
    self.isGet = isGet
    self.negotiation = negotiation
    self.settings = settings
  }

  /// Everything that can be decided before there is a body.
  static func checkHead(
    _ head: HTTPRequestHead, _ settings: HTTPSettings
  ) throws(HTTPFault) -> (isGet: Bool, negotiation: Negotiation) {
    let isGet = try checkMethod(head, settings)
    let negotiation = Negotiation(accept: head.fields["accept"])
    guard !negotiation.isHopeless else { throw .notAcceptable(acceptableTypes) }
    try settings.crossSiteRule.check(head)
    if !isGet { try checkContentCoding(head) }
    return (isGet, negotiation)
  }

  private static let acceptableTypes =
    "The answer can be application/graphql-response+json, application/json, text/event-stream or multipart/mixed"

  /// HEAD is not served: a query would run for a result that nobody gets. OPTIONS has `HTTPSettings.optionsAnswer`.
  private static func checkMethod(_ head: HTTPRequestHead, _ settings: HTTPSettings) throws(HTTPFault) -> Bool {
    guard head.target.utf8.count <= settings.targetBytesLimit else {
      throw .targetTooLong(limit: settings.targetBytesLimit)
    }
    if head.method == "POST" { return false }
    guard head.method == "GET", settings.allowsGet else { throw .methodNotAllowed(allow: settings.allowedMethods) }
    return true
  }

  /// Refuses a compressed body, whatever its type.
  private static func checkContentCoding(_ head: HTTPRequestHead) throws(HTTPFault) {
    guard let coding = head.fields["content-encoding"], !coding.isEmpty,
      !ASCII.equalIgnoringCase(coding, "identity")
    else { return }
    throw .compressedBody
  }

  /// Chooses the reader of the body by its media type.
  private static func decodeBody(
    _ head: HTTPRequestHead, _ body: Span<UInt8>, _ settings: HTTPSettings
  ) throws(HTTPFault) -> Payload {
    guard body.count <= settings.bodyBytesLimit else { throw .bodyTooLarge(limit: settings.bodyBytesLimit) }
    let text = head.fields["content-type"] ?? ""
    let bytes = text.utf8.span
    guard let media = MediaType(bytes) else {
      throw .unsupportedMediaType("The request needs a Content-Type of application/json")
    }
    guard media.isUTF8(bytes) else { throw .unsupportedMediaType("The charset of the body must be utf-8") }
    guard media.isNamed("application", "json", bytes) else {
      throw .unsupportedMediaType("The Content-Type must be application/json")
    }
    return try JSONBody.decode(body, settings)
  }
}
