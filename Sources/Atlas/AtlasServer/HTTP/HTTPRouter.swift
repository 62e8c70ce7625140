import GraphQLHTTP
import GraphQLServing
import Identity

/// Which part of the server answers a path. There are few paths, so this is a switch.
struct HTTPRouter: HTTPResponder {
  let endpoint: GraphQLEndpoint<GraphQLService>
  let pages: StaticPages
  let files: FileRoutes
  let health: HealthState
  let schemaSource: [UInt8]
  /// Nil where metrics are not served on this port.
  var metrics: MetricsPage?

  func nextExecutor() -> (any TaskExecutor)? { endpoint.nextExecutor() }

  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? {
    head.path == "/graphql" ? endpoint.streamedBodyLimit(head) : files.streamedBodyLimit(head)
  }

  /// The endpoint and uploads read bodies while they arrive.
  func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    let (head, id) = RequestID.identified(head)
    if let answer = await files.respond(head, reading: body) { return answer.adding([RequestID.fieldName: id]) }
    return await endpoint.respond(head, reading: body, peer: peer).adding([RequestID.fieldName: id])
  }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    let (head, id) = RequestID.identified(head)
    return await answer(head, body, peer).adding([RequestID.fieldName: id])
  }

  private func answer(_ head: HTTPRequestHead, _ body: [UInt8], _ peer: HTTPPeer) async -> HTTPAnswer {
    switch head.path {
    case "/graphql":
      if wantsPage(head) { return .complete(redirect(to: "/playground")) }
      return await endpoint.respond(head, body: body, peer: peer)
    case "/health/live": return .complete(health.live)
    case "/health/ready": return .complete(await health.ready(endpoint.application.database))
    case "/metrics":
      guard let metrics else { return .complete(Self.nothing) }
      return .complete(metrics.respond(head))
    case "/schema.graphql": return .complete(.text(schemaSource, type: "text/plain; charset=utf-8"))
    case "/.well-known/jwks.json": return .complete(publicKeys)
    case "/": return .complete(redirect(to: "/playground"))
    default:
      if let page = pages.find(head) { return .complete(page) }
      if let answer = await files.respond(head) { return answer }
      return .complete(Self.nothing)
    }
  }

  private static let nothing =
    HTTPFault(status: 404, message: "There is nothing at this path; GraphQL is at /graphql.", code: "NOT_FOUND")
    .response

  /// What others verify access tokens with.
  private var publicKeys: HTTPExchangeResponse {
    var response = HTTPExchangeResponse.text(
      endpoint.application.identity.publicKeySet, type: "application/jwk-set+json")
    response.head.fields.append("Cache-Control", "public, max-age=300")
    return response
  }

  /// A browser that opens the endpoint: a GET without a query that accepts HTML before anything else.
  private func wantsPage(_ head: HTTPRequestHead) -> Bool {
    head.method == "GET" && head.query.isEmpty && (head.fields["accept"] ?? "").hasPrefix("text/html")
  }

  private func redirect(to path: String) -> HTTPExchangeResponse {
    HTTPExchangeResponse(head: HTTPResponseHead(status: 302, fields: ["Location": path]), body: [])
  }
}

extension HTTPExchangeResponse {
  /// A text with its type.
  static func text(_ bytes: [UInt8], type: String, status: Int = 200) -> HTTPExchangeResponse {
    HTTPExchangeResponse(
      head: HTTPResponseHead(status: status, fields: ["Content-Type": type, "X-Content-Type-Options": "nosniff"]),
      body: bytes)
  }
}
