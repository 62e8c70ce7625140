import GraphQLEngine
import GraphQLHTTP
import GraphQLJSON
import OpenTelemetry
import Tracing

/// The place of a request in a trace, from its arrival to its end.
struct RequestTrace: Sendable {
  /// What carries requests.
  enum Carrier: Sendable {
    case get, post, socket
  }

  let carrier: Carrier
  /// Where whoever asks is. All operations of a socket are in the trace of its handshake, unless they name another.
  let asker: InstrumentationContext
  /// When the request came; nil when its first operation has begun, and for sockets.
  var arrived: ContinuousClock.Instant?
  /// The operation at hand; nil where it is not recorded.
  var recorded: RecordedOperation?
  /// The subscription whose event comes.
  var subscription: PreparedOperation?

  /// Names the trace in logs, also where it is others that record it; nil for one that nobody records.
  var traceID: String? { (recorded?.span.context ?? asker).spanContext?.traceID.description }
}

/// An operation whose span has begun.
struct RecordedOperation: Sendable {
  let span: TracedSpan
  let clock: TraceClock
}

/// Tells the time of day of moments that the engine noted: all of one trace by one reading, so that they keep their order
/// and distances whatever is done to the machine's clock.
struct TraceClock: Sendable {
  private let moment = ContinuousClock.now
  private let nanoseconds = Int64(clamping: DefaultTracerClock.now.nanosecondsSinceEpoch)

  func time(of instant: ContinuousClock.Instant) -> DefaultTracerClock.Timestamp {
    let distance = moment.duration(to: instant).components
    let time = nanoseconds &+ distance.seconds &* 1_000_000_000 &+ distance.attoseconds / 1_000_000_000
    return DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: UInt64(clamping: time))
  }
}

/// Header fields, as `traceparent` and `tracestate` are read from.
struct TraceFields: Extractor {
  func extract(key: String, from carrier: HTTPFields) -> String? { carrier[key] }
}

/// The same in an object of JSON: the payload of `connection_init`, or the `extensions` of an operation.
struct TraceMembers: Extractor {
  func extract(key: String, from carrier: JSONObject) -> String? { carrier[key]?.stringValue }
}
