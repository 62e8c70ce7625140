import Tracing

/// What is known of a span.
struct RecordedSpan: Sendable {
  let context: SpanContext
  let parent: SpanContext?
  var name: String
  let kind: SpanKind
  /// Nanoseconds since 1970.
  let startNanoseconds: UInt64
  /// The same of its end; that of its start while it is open.
  var endNanoseconds: UInt64
  var attributes: SpanAttributes = [:]
  var events = BoundedList<SpanEvent>(limit: 64)
  var links = BoundedList<RecordedLink>(limit: 64)
  var status: SpanStatus?

  init(_ context: SpanContext, parent: SpanContext?, name: String, kind: SpanKind, startNanoseconds: UInt64) {
    self.context = context
    self.parent = parent
    self.name = name
    self.kind = kind
    self.startNanoseconds = startNanoseconds
    endNanoseconds = startNanoseconds
  }
}

/// Another span that a span has to do with.
struct RecordedLink: Sendable {
  let context: SpanContext
  let attributes: SpanAttributes
}

/// The first of whatever is added, and how many came too late.
struct BoundedList<Element: Sendable>: Sendable {
  private(set) var elements: [Element] = []
  private(set) var droppedCount = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func append(_ element: Element) {
    if elements.count < limit { elements.append(element) } else { droppedCount += 1 }
  }
}
