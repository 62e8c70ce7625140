import Synchronization
import Testing
import Tracing

@testable import OpenTelemetry

/// A carrier of fields.
struct Fields: Extractor, Injector {
  func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
  func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
}

/// Keeps what has ended.
final class EndedSpans: Sendable {
  private let kept = Mutex<[RecordedSpan]>([])
  var spans: [RecordedSpan] { kept.withLock { $0 } }

  func tracer(ratio: Double, followedPerSecond: Int = 100) -> SpanTracer {
    SpanTracer(sampler: TraceSampler(ratio: ratio, followedPerSecond: followedPerSecond)) { span in
      self.kept.withLock { $0.append(span) }
    }
  }
}

/// A moment, in nanoseconds since 1970.
func moment(_ nanoseconds: UInt64) -> DefaultTracerClock.Timestamp {
  DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: nanoseconds)
}

@Suite("The tracer")
struct SpanTracerTests {
  private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0"

  private func incoming(_ flags: Int, state: String? = nil, _ tracer: SpanTracer) -> InstrumentationContext {
    var context = InstrumentationContext.topLevel
    var fields = ["traceparent": "\(Self.parent)\(flags)"]
    fields["tracestate"] = state
    tracer.extract(fields, into: &context, using: Fields())
    return context
  }

  private func outgoing(_ context: InstrumentationContext, _ tracer: SpanTracer) -> [String: String] {
    var fields: [String: String] = [:]
    tracer.inject(context, into: &fields, using: Fields())
    return fields
  }

  @Test("a span of somebody else that is recorded gets a child, which is what the next one is told of")
  func follows() throws {
    let ended = EndedSpans()
    let tracer = ended.tracer(ratio: 0)
    let span = tracer.startSpan("child", context: incoming(1, state: "a=1", tracer), ofKind: .server, at: moment(5))
    #expect(span.isRecording && ended.spans.isEmpty)
    let told = outgoing(span.context, tracer)
    span.end(at: moment(7))
    let recorded = try #require(ended.spans.first)
    #expect(recorded.parent?.spanID.description == "00f067aa0ba902b7" && recorded.parent?.isRemote == true)
    #expect(told["traceparent"] == "00-4bf92f3577b34da6a3ce929d0e0e4736-\(recorded.context.spanID)-01")
    #expect(told["tracestate"] == "a=1" && recorded.context.spanID != recorded.parent?.spanID)
    #expect(recorded.startNanoseconds == 5 && recorded.endNanoseconds == 7 && recorded.kind == .server)
  }

  @Test("a span of somebody else that is not recorded gets none, and is passed on as it came")
  func unsampledParent() {
    let ended = EndedSpans()
    let tracer = ended.tracer(ratio: 1)
    let span = tracer.startSpan("child", context: incoming(0, tracer))
    span.end()
    #expect(!span.isRecording && ended.spans.isEmpty)
    #expect(outgoing(span.context, tracer)["traceparent"] == "\(Self.parent)0")
  }

  @Test("whoever says of everything that it is recorded is followed only so often")
  func budget() {
    let ended = EndedSpans()
    let tracer = ended.tracer(ratio: 1, followedPerSecond: 3)
    let spans = (0..<2_000).map { _ in tracer.startSpan("child", context: incoming(1, tracer)) }
    for span in spans { span.end() }
    #expect((6..<200).contains(ended.spans.count), "\(ended.spans.count)")
    // Who is asked next is not asked to record what is not recorded here.
    #expect(spans.last.map { outgoing($0.context, tracer)["traceparent"] } == "\(Self.parent)0")
  }

  @Test("a trace that begins here is recorded whole or not at all")
  func roots() {
    for (ratio, count) in [(1.0, 3), (0, 0)] {
      let ended = EndedSpans()
      let tracer = ended.tracer(ratio: ratio)
      let root = tracer.startSpan("root", context: .topLevel)
      let child = tracer.startSpan("child", context: root.context)
      let grandchild = tracer.startSpan("grandchild", context: child.context)
      for span in [grandchild, child, root] { span.end() }
      #expect(ended.spans.count == count && Set(ended.spans.map(\.context.traceID)).count == min(1, count))
      #expect(ended.spans.allSatisfy { $0.context.flags == [.sampled, .random] })
      #expect(outgoing(root.context, tracer).isEmpty == (count == 0))
    }
  }

  @Test("what is said behind the end is forgotten, and the end comes once")
  func end() throws {
    let ended = EndedSpans()
    let span = ended.tracer(ratio: 1).startSpan("first", context: .topLevel, at: moment(10))
    span.operationName = "second"
    span.setStatus(SpanStatus(code: .ok))
    span.setStatus(SpanStatus(code: .error))
    span.end(at: moment(9))
    span.operationName = "third"
    span.attributes.set("late", value: true)
    span.end(at: moment(99))
    let recorded = try #require(ended.spans.first)
    #expect(ended.spans.count == 1 && recorded.name == "second" && recorded.attributes.isEmpty)
    #expect(recorded.endNanoseconds == 10 && recorded.status?.code == .ok)
  }

  @Test("an error is noted by its type alone")
  func error() throws {
    struct Failure: Error { let text = "secret" }
    let ended = EndedSpans()
    let span = ended.tracer(ratio: 1).startSpan("failing", context: .topLevel)
    span.recordError(Failure())
    span.end()
    let recorded = try #require(ended.spans.first)
    let body = String(decoding: TraceRequest.body([recorded], of: .test), as: UTF8.self)
    #expect(body.contains("exception.type") && !body.contains("secret"))
  }

  @Test("identifiers are unlike each other")
  func identifiers() {
    let ended = EndedSpans()
    let tracer = ended.tracer(ratio: 1)
    for _ in 0..<1_000 { tracer.startSpan("root", context: .topLevel).end() }
    #expect(Set(ended.spans.map(\.context.traceID)).count == 1_000)
    #expect(Set(ended.spans.map(\.context.spanID)).count == 1_000)
  }
}

@Suite("The sampler")
struct TraceSamplerTests {
  @Test("of the traces that begin here so many are recorded as the ratio says, each by its own identifier")
  func ratio() {
    let sampler = TraceSampler(ratio: 0.1, followedPerSecond: 0)
    let drawn = (0..<100_000).compactMap { _ in sampler.drawRoot() }
    // Twenty standard deviations to each side.
    #expect((8_000...12_000).contains(drawn.count), "\(drawn.count)")
    #expect(drawn.allSatisfy { $0 > 0 && $0 < UInt64(0.1 * 0x1p64) } && Set(drawn).count == drawn.count)
    // They are even among those that are kept: none of ten parts has much more than its share.
    let parts = Dictionary(grouping: drawn) { $0 / UInt64(0.01 * 0x1p64) }
    #expect(parts.count == 10 && parts.values.allSatisfy { $0.count < drawn.count / 5 }, "\(parts.mapValues(\.count))")
  }

  @Test("what is no ratio counts as the nearer end", arguments: [(-1.0, 0), (0, 0), (1, 1_000), (7, 1_000)])
  func ends(ratio: Double, count: Int) {
    let sampler = TraceSampler(ratio: ratio, followedPerSecond: 0)
    #expect((0..<1_000).compactMap { _ in sampler.drawRoot() }.count == count)
  }

  @Test("what is next to 1 or to 0 does not overflow", arguments: [0.999_999_999_999_999_9, 1e-300, 1e-19, 1e-18])
  func nextToEnds(ratio: Double) {
    let sampler = TraceSampler(ratio: ratio, followedPerSecond: 0)
    #expect((0..<100).compactMap { _ in sampler.drawRoot() }.count == (ratio > 0.5 ? 100 : 0))
  }

  @Test("the budget of traces of others fills with time, up to two seconds of it")
  func budget() {
    let start = ContinuousClock.now
    let sampler = TraceSampler(ratio: 0, followedPerSecond: 5, now: start)
    func taken(at now: ContinuousClock.Instant) -> Int { (0..<100).prefix { _ in sampler.follows(at: now) }.count }
    #expect(taken(at: start) == 10 && taken(at: start) == 0)
    #expect(taken(at: start + .milliseconds(400)) == 2)
    #expect(taken(at: start + .seconds(3_600)) == 10)
    // A clock that is read late by another thread takes nothing away.
    #expect(taken(at: start) == 0 && taken(at: start + .seconds(3_601)) == 5)
  }
}

extension TraceResource {
  static let test = TraceResource(serviceName: "test", serviceVersion: "1")
}
