import Synchronization
public import Tracing

/// A span of our tracer. One that is not recorded holds nothing, and everything that is said of it is forgotten.
public struct TracedSpan: Tracing.Span {
  public let context: InstrumentationContext
  private let recording: SpanRecording?

  init(unrecorded context: InstrumentationContext) {
    self.context = context
    recording = nil
  }

  init(_ recording: SpanRecording, context: InstrumentationContext) {
    self.recording = recording
    self.context = context
  }

  /// Whether what is said of it is kept: it is recorded and has not ended.
  public var isRecording: Bool { recording?.isOpen ?? false }

  public var operationName: String {
    get { recording?.span.name ?? "" }
    nonmutating set { recording?.update { $0.name = newValue } }
  }

  public var attributes: SpanAttributes {
    get { recording?.span.attributes ?? [:] }
    nonmutating set { recording?.update { $0.attributes = newValue } }
  }

  public func setStatus(_ status: SpanStatus) {
    recording?.update { span in
      // What was found good is not made bad again by somebody who knows less.
      if span.status?.code != .ok { span.status = status }
    }
  }

  public func addEvent(_ event: SpanEvent) { recording?.update { $0.events.append(event) } }

  public func addLink(_ link: SpanLink) {
    guard let other = link.context.spanContext else { return }
    recording?.update { $0.links.append(RecordedLink(context: other, attributes: link.attributes)) }
  }

  /// Notes that an error was met, by its type: what an error says may quote what nobody should read.
  public func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    guard isRecording else { return }
    var attributes = attributes
    attributes.set("exception.type", value: .string(String(reflecting: type(of: error))))
    addEvent(SpanEvent(name: "exception", at: instant(), attributes: attributes))
  }

  /// Ends it. What is said of it afterwards is forgotten, and it does not end a second time.
  public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    recording?.end(atNanoseconds: instant().nanosecondsSinceEpoch)
  }
}

/// What is kept of a span while it is open. Copies of the span share it.
final class SpanRecording: Sendable {
  private struct State {
    var span: RecordedSpan
    var isOpen = true
  }

  private let state: Mutex<State>
  private let sink: @Sendable (RecordedSpan) -> Void

  init(_ span: RecordedSpan, sink: @escaping @Sendable (RecordedSpan) -> Void) {
    state = Mutex(State(span: span))
    self.sink = sink
  }

  var isOpen: Bool { state.withLock { $0.isOpen } }

  var span: RecordedSpan { state.withLock { $0.span } }

  func update(_ change: (inout RecordedSpan) -> Void) {
    state.withLock { state in
      if state.isOpen { change(&state.span) }
    }
  }

  func end(atNanoseconds nanoseconds: UInt64) {
    let ended: RecordedSpan? = state.withLock { state in
      guard state.isOpen else { return nil }
      state.isOpen = false
      // A clock that was set back meanwhile makes no span that ends before it began.
      state.span.endNanoseconds = max(nanoseconds, state.span.startNanoseconds)
      return state.span
    }
    if let ended { sink(ended) }
  }
}
