// OpenTelemetry: the traces of this process, for swift-distributed-tracing: W3C Trace Context in, OTLP over HTTP out.
//
// Neighbours: AtlasServer begins spans and says what they mean; OutboundHTTP carries them to a collector.
// Invariant: nothing here waits for a collector or grows with what clients send: what does not fit is dropped and counted.

public import Tracing

/// Begins spans, and hands those that have ended to an exporter.
///
/// It is handed around and never bootstrapped as the process's own: whatever takes that one, as clients of HTTP do, would
/// tell identifiers of traces to every service that we ask.
public struct SpanTracer: Tracer {
  public typealias Span = TracedSpan

  private let sampler: TraceSampler
  private let sink: @Sendable (RecordedSpan) -> Void

  /// A tracer whose spans leave by an exporter.
  public init(sampler: TraceSampler, exporter: SpanExporter) {
    self.init(sampler: sampler) { exporter.submit($0) }
  }

  init(sampler: TraceSampler, sink: @escaping @Sendable (RecordedSpan) -> Void) {
    self.sampler = sampler
    self.sink = sink
  }

  /// Begins a span. Its parent is the span that the context is in; whether a trace is recorded is decided where it
  /// begins here, or comes in from somebody else.
  public func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> TracedSpan {
    let context = context()
    let span: SpanContext
    switch context.tracePosition {
    case .unrecorded: return TracedSpan(unrecorded: context)
    case .span(let parent):
      // Its context goes on as it is: whoever is asked next learns what the parent has decided.
      guard parent.flags.contains(.sampled) else { return TracedSpan(unrecorded: context) }
      if parent.isRemote, !sampler.follows() { return TracedSpan(unrecorded: context.refusing(parent)) }
      span = .child(of: parent)
    case nil:
      guard let low = sampler.drawRoot() else { return TracedSpan(unrecorded: .unrecorded) }
      span = SpanContext(traceID: .random(low: low), spanID: .random(), flags: [.sampled, .random])
    }
    var own = context
    own.spanContext = span
    let recorded = RecordedSpan(
      span, parent: context.spanContext, name: operationName, kind: kind,
      startNanoseconds: instant().nanosecondsSinceEpoch)
    return TracedSpan(SpanRecording(recorded, sink: sink), context: own)
  }

  /// Nothing: spans leave by themselves, and in the end when the exporter is stopped.
  public func forceFlush() {}

  /// Takes over the span that a carrier names, if it names one.
  public func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    guard let text = extractor.extract(key: TraceParent.fieldName, from: carrier), var span = TraceParent.parse(text)
    else { return }
    span.state = extractor.extract(key: TraceState.fieldName, from: carrier).flatMap(TraceState.parse)
    context.spanContext = span
  }

  /// Names the span of a context, if there is one that others may know.
  public func inject<Carrier, Inject: Injector>(
    _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let span = context.spanContext else { return }
    injector.inject(TraceParent.text(span), forKey: TraceParent.fieldName, into: &carrier)
    if let state = span.state { injector.inject(state, forKey: TraceState.fieldName, into: &carrier) }
  }
}

extension SpanContext {
  /// A new span of a trace.
  fileprivate static func child(of parent: SpanContext) -> SpanContext {
    SpanContext(traceID: parent.traceID, spanID: .random(), flags: parent.flags, state: parent.state)
  }
}

extension InstrumentationContext {
  /// The same for a span that is recorded elsewhere and not here: whoever is asked next is not asked to record either.
  fileprivate func refusing(_ parent: SpanContext) -> InstrumentationContext {
    var (context, parent) = (self, parent)
    parent.flags.remove(.sampled)
    context.spanContext = parent
    return context
  }
}
