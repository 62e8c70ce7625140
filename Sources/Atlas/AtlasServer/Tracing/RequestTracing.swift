import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLSyntax
import OpenTelemetry
import OutboundHTTP
import Tracing

/// Traces requests: each operation is a span, as is the execution of each event of a subscription, and what the engine
/// and the database did for it are spans below.
///
/// Nobody whom Atlas asks (models, mail, object storage, services to sign in with) is told of a trace: most of them are
/// others' services, and none of them could add to it. Answers name no trace either: whoever wants to find theirs begins
/// it, and the identifier of the request is in the span.
struct RequestTracing: Sendable {
  let tracer: SpanTracer
  private let exporter: SpanExporter
  private let fetcher: AsyncHTTPFetcher
  private let names = OperationNames()

  init(tracer: SpanTracer, exporter: SpanExporter, fetcher: AsyncHTTPFetcher) {
    self.tracer = tracer
    self.exporter = exporter
    self.fetcher = fetcher
  }

  /// Sends spans until the task is cancelled.
  func run() async { await exporter.run() }

  /// Sends what is left, within a second.
  func stop() async {
    await exporter.flush(within: .seconds(1))
    await fetcher.shutdown()
  }

  // MARK: Arrivals

  /// A request over HTTP.
  func arrival(_ head: HTTPRequestHead) -> RequestTrace {
    var context = InstrumentationContext.topLevel
    tracer.extract(head.fields, into: &context, using: TraceFields())
    return RequestTrace(carrier: head.method == "GET" ? .get : .post, asker: context, arrived: .now)
  }

  /// A socket: its `connection_init` goes before its handshake, which browsers let nobody add fields to.
  func arrival(_ payload: JSONObject?, _ handshake: HTTPRequestHead) -> RequestTrace {
    var context = InstrumentationContext.topLevel
    if let payload { tracer.extract(payload, into: &context, using: TraceMembers()) }
    if context.spanContext == nil { tracer.extract(handshake.fields, into: &context, using: TraceFields()) }
    return RequestTrace(carrier: .socket, asker: context)
  }

  // MARK: Operations

  /// Begins the span of an operation, if it is to be recorded.
  func begin(_ request: GraphQLRequest, _ trace: inout RequestTrace) {
    let began = trace.arrived ?? .now
    trace.arrived = nil
    var context = trace.asker
    if !request.extensions.isEmpty { tracer.extract(request.extensions, into: &context, using: TraceMembers()) }
    trace.recorded = recorded("GraphQL Operation", in: context, .server, since: began)
  }

  /// Begins the span of an event's execution, if it is to be recorded: it is the root of a trace of its own, as a
  /// subscription may go on for days, and linked to its subscription where that is recorded.
  func beginEvent(_ trace: inout RequestTrace) {
    let subscription = trace.recorded?.span.context
    trace.recorded = recorded("GraphQL Event", in: .topLevel, .consumer, since: .now)
    if let subscription { trace.recorded?.span.addLink(SpanLink(context: subscription, attributes: [:])) }
  }

  private func recorded(
    _ name: String, in context: InstrumentationContext, _ kind: SpanKind, since began: ContinuousClock.Instant
  ) -> RecordedOperation? {
    var clock: TraceClock?
    // Not asked for where nothing is recorded.
    func time() -> DefaultTracerClock.Timestamp {
      let own = TraceClock()
      clock = own
      return own.time(of: began)
    }
    let span = tracer.startSpan(name, context: context, ofKind: kind, at: time())
    return clock.map { RecordedOperation(span: span, clock: $0) }
  }

  /// Ends the span of an operation, with what happened in it.
  func end(_ report: RequestReport, _ sender: Sender) {
    guard let trace = sender.trace, let recorded = trace.recorded else { return }
    var attributes = trace.carrier.attributes
    attributes.set("atlas.request_id", value: .string(sender.requestID))
    if let status = report.status { attributes.set("http.response.status_code", value: .int64(Int64(status))) }
    end(recorded, report.operation, report.errors, attributes, sender.record)
  }

  /// Ends the span of an event's execution.
  func endEvent(_ trace: RequestTrace, _ errors: [GraphQLError], _ record: ExecutionRecord) {
    guard let recorded = trace.recorded else { return }
    end(recorded, trace.subscription, errors, [:], record)
  }

  private func end(
    _ recorded: RecordedOperation, _ operation: PreparedOperation?, _ errors: [GraphQLError],
    _ attributes: SpanAttributes, _ record: ExecutionRecord?
  ) {
    let (span, ended) = (recorded.span, ContinuousClock.now)
    var attributes = attributes
    if let record {
      let below = ExecutionSpans(tracer: tracer, clock: recorded.clock, request: span.context, ended: ended)
      let omittedCount = below.add(record)
      if omittedCount > 0 { attributes.set("atlas.omitted_spans", value: .int64(Int64(omittedCount))) }
    }
    if let operation {
      let type = operation.operationType
      attributes.set("graphql.operation.type", value: .string(type.name))
      let name = operation.plan.document.name(operation.plan.operation)
      if !name.isEmpty { attributes.set("graphql.operation.name", value: .string(name)) }
      span.operationName = names.spanName(type.name, name)
    }
    if let error = errors.first {
      attributes.set("error.type", value: .string(error.code?.rawValue ?? "_OTHER"))
      // What clients did wrong is no failure of ours.
      if errors.contains(where: { $0.isOurs }) { span.setStatus(SpanStatus(code: .error)) }
    }
    span.attributes = attributes
    span.end(at: recorded.clock.time(of: ended))
  }
}

extension RequestTrace.Carrier {
  /// No address of the client: traces go to many hands, and the log has it.
  fileprivate var attributes: SpanAttributes {
    switch self {
    case .get: ["http.request.method": "GET", "url.path": "/graphql"]
    case .post: ["http.request.method": "POST", "url.path": "/graphql"]
    case .socket: ["network.protocol.name": "websocket", "url.path": "/graphql"]
    }
  }
}

extension GraphQLError {
  fileprivate var isOurs: Bool {
    guard let code else { return true }
    return [.internalError, .timeout, .unavailable].contains(code)
  }
}
