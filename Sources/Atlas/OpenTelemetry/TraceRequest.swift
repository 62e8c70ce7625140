import GraphQLJSON
import Tracing

/// What a collector is sent: `ExportTraceServiceRequest` in JSON, as the specification of OTLP 1 has it ("JSON Protobuf
/// Encoding"): identifiers in hexadecimal digits, 64-bit integers as strings, enumerations as numbers.
enum TraceRequest {
  /// Who says that these spans are so.
  private static let scopeName = "atlas"

  /// The body of a request.
  static func body(_ spans: some Sequence<RecordedSpan>, of resource: TraceResource) -> [UInt8] {
    var writer = JSONWriter(capacity: 16 << 10)
    writer.raw("{\"resourceSpans\":[{\"resource\":{\"attributes\":")
    writer.list(resource.attributes) { writer, attribute in
      writer.attribute(attribute.name, .string(attribute.value))
    }
    writer.raw("},\"scopeSpans\":[{\"scope\":{\"name\":")
    writer.string(scopeName)
    writer.raw("},\"spans\":")
    writer.list(spans) { writer, span in span.write(into: &writer) }
    writer.raw("}]}]}")
    return writer.finish()
  }
}

extension RecordedSpan {
  /// `Span` of trace.proto.
  func write(into writer: inout JSONWriter) {
    writer.raw("{")
    writer.names(of: context)
    if let parent {
      writer.raw(",\"parentSpanId\":")
      writer.string(parent.spanID.description)
    }
    writer.raw(",\"flags\":")
    writer.integer(flags(of: context, isRemote: parent?.isRemote ?? false))
    writer.raw(",\"name\":")
    writer.string(name.truncated(toBytes: 200))
    writer.raw(",\"kind\":")
    writer.integer(kind.number)
    writer.time("startTimeUnixNano", startNanoseconds)
    writer.time("endTimeUnixNano", endNanoseconds)
    writer.attributes(attributes)
    if !events.elements.isEmpty {
      writer.raw(",\"events\":")
      writer.list(events.elements) { writer, event in writer.event(event) }
      writer.count("droppedEventsCount", events.droppedCount)
    }
    if !links.elements.isEmpty {
      writer.raw(",\"links\":")
      writer.list(links.elements) { writer, link in writer.link(link) }
      writer.count("droppedLinksCount", links.droppedCount)
    }
    if let status { writer.status(status) }
    writer.raw("}")
  }
}

/// The flags of the trace, and behind them (`SpanFlags`) that it is known whether the other span is remote, and whether.
private func flags(of context: SpanContext, isRemote: Bool) -> Int {
  Int(context.flags.rawValue) | 0x100 | (isRemote ? 0x200 : 0)
}

extension SpanKind {
  /// `SpanKind` of trace.proto.
  fileprivate var number: Int {
    switch self {
    case .internal: 1
    case .server: 2
    case .client: 3
    case .producer: 4
    case .consumer: 5
    }
  }
}

extension JSONWriter {
  /// `traceId`, `spanId` and `traceState`, which spans and links have alike.
  fileprivate mutating func names(of context: SpanContext) {
    raw("\"traceId\":")
    string(context.traceID.description)
    raw(",\"spanId\":")
    string(context.spanID.description)
    if let state = context.state {
      raw(",\"traceState\":")
      string(state)
    }
  }

  fileprivate mutating func event(_ event: SpanEvent) {
    raw("{\"name\":")
    string(event.name.truncated(toBytes: 200))
    time("timeUnixNano", event.nanosecondsSinceEpoch)
    attributes(event.attributes)
    raw("}")
  }

  fileprivate mutating func link(_ link: RecordedLink) {
    raw("{")
    names(of: link.context)
    raw(",\"flags\":")
    integer(flags(of: link.context, isRemote: link.context.isRemote))
    attributes(link.attributes)
    raw("}")
  }

  /// `STATUS_CODE_OK` is 1, `STATUS_CODE_ERROR` 2.
  fileprivate mutating func status(_ status: SpanStatus) {
    raw(",\"status\":{\"code\":")
    integer(status.code == .ok ? 1 : 2)
    if let message = status.message {
      raw(",\"message\":")
      string(message.truncated(toBytes: 500))
    }
    raw("}")
  }

  /// A `fixed64`: a string, as all numbers of 64 bits are.
  fileprivate mutating func time(_ name: StaticString, _ nanoseconds: UInt64) {
    raw(",\"")
    raw(name)
    raw("\":\"")
    raw(Array(String(nanoseconds).utf8))
    raw("\"")
  }

  /// Nothing for none.
  fileprivate mutating func count(_ name: StaticString, _ count: Int) {
    guard count > 0 else { return }
    raw(",\"")
    raw(name)
    raw("\":")
    integer(count)
  }
}
