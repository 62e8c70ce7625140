import GraphQLHTTP
import Postgres
import PrometheusMetrics

/// Answers requests for metrics.
struct MetricsPage: Sendable {
  let registry: MetricsRegistry

  func respond(_ head: HTTPRequestHead) -> HTTPExchangeResponse {
    guard head.method == "GET" || head.method == "HEAD" else {
      return HTTPExchangeResponse(head: HTTPResponseHead(status: 405, fields: ["Allow": "GET, HEAD"]), body: [])
    }
    let format = ExpositionFormat(accept: head.fields["accept"])
    var response = HTTPExchangeResponse.text(registry.exposition(format), type: format.contentType)
    response.head.fields.append("Cache-Control", "no-store")
    return response
  }
}

/// What is served beside the public port: metrics and health.
struct MetricsRouter: HTTPResponder {
  let page: MetricsPage
  let health: HealthState
  let database: Database

  func nextExecutor() -> (any TaskExecutor)? { nil }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    switch head.path {
    case "/metrics": return .complete(page.respond(head))
    case "/health/live": return .complete(health.live)
    case "/health/ready": return .complete(await health.ready(database))
    default:
      let fault = HTTPFault(status: 404, message: "Here are /metrics and /health.", code: "NOT_FOUND")
      return .complete(fault.response)
    }
  }
}
