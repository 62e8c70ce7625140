public import Tracing

/// Where a span is, as far as others are told: its trace, its name in there, and whether it is recorded.
public struct SpanContext: Hashable, Sendable {
  /// The trace.
  public let traceID: TraceID
  /// The span.
  public let spanID: SpanID
  /// What is known of it.
  public var flags: TraceFlags
  /// What others along the way noted of the trace (`tracestate`), as they wrote it; it is passed on and never read.
  public var state: String?
  /// Whether somebody else's process began the span.
  public var isRemote: Bool

  init(traceID: TraceID, spanID: SpanID, flags: TraceFlags, state: String? = nil, isRemote: Bool = false) {
    self.traceID = traceID
    self.spanID = spanID
    self.flags = flags
    self.state = state
    self.isRemote = isRemote
  }
}

/// The flags of a trace (W3C Trace Context Level 2, section 3.2.2.5).
public struct TraceFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The span is recorded.
  public static let sampled = TraceFlags(rawValue: 1)
  /// At least seven bytes of the trace's identifier are random.
  public static let random = TraceFlags(rawValue: 2)
}

/// Where a context is. A trace that is not recorded, and begins here, has no names: nobody would ever see them.
enum TracePosition: Sendable {
  case span(SpanContext)
  case unrecorded
}

extension InstrumentationContext {
  /// The span that the context is in; nil outside of any, and in those that began here and are not recorded.
  public var spanContext: SpanContext? {
    get {
      guard case .span(let span) = tracePosition else { return nil }
      return span
    }
    set { tracePosition = newValue.map { .span($0) } }
  }

  var tracePosition: TracePosition? {
    get { self[TracePositionKey.self] }
    set { self[TracePositionKey.self] = newValue }
  }

  /// Whatever begins in it is not recorded.
  static let unrecorded: InstrumentationContext = {
    var context = InstrumentationContext.topLevel
    context.tracePosition = .unrecorded
    return context
  }()
}

private enum TracePositionKey: InstrumentationContextKey {
  typealias Value = TracePosition
}
