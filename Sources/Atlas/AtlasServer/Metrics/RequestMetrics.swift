import AtlasKernel
import GraphQLCost
import GraphQLEngine
import GraphQLExecution
import GraphQLServing
import GraphQLSyntax
import PrometheusMetrics

/// What is counted of requests: the end of each, and those under way.
struct RequestMetrics: Sendable {
  /// How many names of operations are told apart.
  static let nameLimit = 200
  /// How many of them visitors may use up: strangers must not take the room of those who signed in.
  static let visitorNameLimit = nameLimit / 2

  /// Requests and subscriptions under way.
  let census = RequestCensus()
  /// By the type of the operation, and the outcome: found once, since each request counts there.
  private let ends: [OperationType?: [Counter]]
  private let errors: Labeled<Counter>
  private let times: Labeled<Histogram>
  private let costs: Histogram
  private let sizes: Histogram
  private let limited: Counter
  private let events: Labeled<Counter>

  init(_ registry: MetricsRegistry) {
    let ends = registry.makeCounters(
      "atlas_requests_total",
      "Requests that ended. Refused: not executed. Gone: nobody waited for the end.",
      by: ["type", "outcome"])
    let types: [OperationType?] = [.query, .mutation, .subscription, nil]
    self.ends = Dictionary(
      uniqueKeysWithValues: types.map { type in
        (type, RequestReport.Outcome.allCases.map { ends[type?.name ?? "unknown", "\($0)"] })
      })
    errors = registry.makeCounters(
      "atlas_request_errors_total", "Requests with an error of a code in their answer.", by: ["code"])
    times = registry.makeHistograms(
      "atlas_request_duration_seconds", "How long queries and mutations took until their answer was there.",
      by: ["operation"], bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      limit: Self.nameLimit)
    costs = registry.makeHistogram(
      "atlas_request_cost_points", "What operations cost, by the weights of the schema.",
      bounds: [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000])
    sizes = registry.makeHistogram(
      "atlas_response_bytes", "How large answers are that are no streams, before compression.",
      bounds: [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304])
    limited = registry.makeCounter(
      "atlas_rate_limited_total", "Requests, and uses of fields, that were refused since there were too many.")
    events = registry.makeCounters(
      "atlas_subscription_events_total",
      "Responses to events of subscriptions: OK, or the code of their first error.", by: ["code"])
    registry.addGauge("atlas_requests_in_flight", "Requests under way, without subscriptions that have begun.") {
      [census] in Double(census.count(.request))
    }
    registry.addGauge("atlas_socket_subscriptions", "Subscriptions that are open on WebSockets.") { [census] in
      Double(census.count(.socketSubscription))
    }
    registry.addGauge("atlas_event_streams", "Subscriptions that are open on streams of HTTP.") { [census] in
      Double(census.count(.streamSubscription))
    }
  }

  /// Counts the end of a request.
  func note(_ report: RequestReport, _ sender: Sender) {
    sender.place?.leave()
    ends[report.operation?.operationType]?[report.outcome.rawValue].increment()
    guard !report.isAbandoned else { return }
    // A request counts once for each code, so that their part of all requests can be told.
    for code in Set(report.errors.map(\.code)) {
      errors[code?.rawValue ?? "NONE"].increment()
      if code == .rateLimited { limited.increment() }
    }
    if let bytes = report.responseBytes { sizes.observe(Double(bytes)) }
    guard let operation = report.operation, !report.isRefused else { return }
    costs.observe(Double(operation.cost?.points ?? 0))
    guard operation.operationType != .subscription else { return }
    let room = sender.viewer == nil ? Self.visitorNameLimit : Self.nameLimit
    times.instrument([operation.name ?? "anonymous"], room: room).observe(sender.begin.duration(to: .now))
  }

  /// Counts a response to an event.
  func noteEvent(_ errors: [GraphQLError]) {
    events[errors.first.map { $0.code?.rawValue ?? "NONE" } ?? "OK"].increment()
  }
}

extension RequestReport {
  /// How a request ended, in a word.
  enum Outcome: Int, CaseIterable {
    case ok, errors, refused
    /// The client did not wait for the end.
    case gone
  }

  var outcome: Outcome { isAbandoned ? .gone : isRefused ? .refused : errors.isEmpty ? .ok : .errors }
}

extension PreparedOperation {
  /// The name that the client gave it, letters, digits and underscores; nil where it gave none.
  var name: String? {
    let name = plan.document.name(plan.operation)
    return name.isEmpty ? nil : name
  }
}
