import GraphQLJSON
import Testing
import Tracing

@testable import OpenTelemetry

@Suite("OTLP in JSON")
struct TraceRequestTests {
  private func context(_ span: UInt64, state: String? = nil, isRemote: Bool = false) throws -> SpanContext {
    SpanContext(
      traceID: try #require(TraceID(high: 0x5b8e_fff7_9803_8103, low: 0xd269_b633_813f_c60c)),
      spanID: try #require(SpanID(span)), flags: .sampled, state: state, isRemote: isRemote)
  }

  private var resource: TraceResource {
    TraceResource(
      serviceName: "atlas", serviceVersion: "2.0",
      others: [("service.instance.id", "one"), ("service.name", "overruled"), ("zone", "a \"b\"")])
  }

  @Test("a span with everything is what the specification has")
  func whole() throws {
    var span = RecordedSpan(
      try context(0xeee1_9b7e_c3c1_b174, state: "a=1"), parent: try context(0xeee1_9b7e_c3c1_b173, isRemote: true),
      name: "query \"Labs\"", kind: .server, startNanoseconds: 1_544_712_660_000_000_000)
    span.endNanoseconds = 1_544_712_661_000_000_001
    span.attributes = [
      "text": "line\nbreak", "count": 9_007_199_254_740_993, "part": 0.5, "yes": true, "nan": .double(.nan),
      "texts": .stringArray(["a", "b"]), "none": .stringArray([]),
    ]
    span.events.append(SpanEvent(name: "event", at: moment(1_544_712_660_500_000_000), attributes: ["n": 1]))
    span.links.append(RecordedLink(context: try context(1), attributes: [:]))
    span.status = SpanStatus(code: .error, message: "why")
    let body = String(decoding: TraceRequest.body([span], of: resource), as: UTF8.self)
    let expected = """
      {"resourceSpans":[{"resource":{"attributes":[\
      {"key":"service.instance.id","value":{"stringValue":"one"}},\
      {"key":"service.name","value":{"stringValue":"atlas"}},\
      {"key":"service.version","value":{"stringValue":"2.0"}},\
      {"key":"telemetry.sdk.language","value":{"stringValue":"swift"}},\
      {"key":"telemetry.sdk.name","value":{"stringValue":"atlas"}},\
      {"key":"zone","value":{"stringValue":"a \\"b\\""}}]},\
      "scopeSpans":[{"scope":{"name":"atlas"},"spans":[{\
      "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","traceState":"a=1",\
      "parentSpanId":"eee19b7ec3c1b173","flags":769,"name":"query \\"Labs\\"","kind":2,\
      "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000001",\
      "attributes":[\
      {"key":"count","value":{"intValue":"9007199254740993"}},{"key":"nan","value":{"doubleValue":"NaN"}},\
      {"key":"none","value":{"arrayValue":{"values":[]}}},{"key":"part","value":{"doubleValue":0.5}},\
      {"key":"text","value":{"stringValue":"line\\nbreak"}},\
      {"key":"texts","value":{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}},\
      {"key":"yes","value":{"boolValue":true}}],\
      "events":[{"name":"event","timeUnixNano":"1544712660500000000",\
      "attributes":[{"key":"n","value":{"intValue":"1"}}]}],\
      "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"0000000000000001","flags":257}],\
      "status":{"code":2,"message":"why"}}]}]}]}
      """
    #expect(body == expected)
  }

  @Test("a span with nothing has only what every span has")
  func bare() throws {
    let span = RecordedSpan(try context(2), parent: nil, name: "bare", kind: .internal, startNanoseconds: 0)
    let body = String(decoding: TraceRequest.body([span, span], of: resource), as: UTF8.self)
    let one = """
      {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"0000000000000002","flags":257,"name":"bare","kind":1,\
      "startTimeUnixNano":"0","endTimeUnixNano":"0"}
      """
    #expect(body.hasSuffix("\"spans\":[\(one),\(one)]}]}]}"))
  }

  @Test("whatever is too much is left out, and counted")
  func bounds() throws {
    var span = RecordedSpan(
      try context(2), parent: nil, name: String(repeating: "é", count: 300), kind: .internal, startNanoseconds: 0)
    for number in 0..<100 {
      span.attributes.set("a\(number)", value: .string(String(repeating: "x", count: 5_000)))
      span.events.append(SpanEvent(name: "event"))
      span.links.append(RecordedLink(context: try context(1), attributes: [:]))
    }
    let body = TraceRequest.body([span], of: resource)
    let text = String(decoding: body, as: UTF8.self)
    #expect(body.count < 100_000 && (try? JSONParser.parse(body)) != nil)
    for name in ["Attributes", "Events", "Links"] { #expect(text.contains("\"dropped\(name)Count\":36"), "\(name)") }
    #expect(text.contains("\"name\":\"\(String(repeating: "é", count: 100))\""))
  }

  @Test(
    "texts are cut between characters",
    arguments: [("abc", 3, "abc"), ("abc", 2, "ab"), ("aé", 2, "a"), ("a€b", 3, "a"), ("a€b", 4, "a€"), ("😀", 3, "")])
  func truncation(text: String, limit: Int, kept: String) { #expect(text.truncated(toBytes: limit) == kept) }

  @Test("an instance is named by a UUID, each time another one")
  func instances() {
    let names = (0..<50).compactMap { _ in
      TraceResource(serviceName: "a", serviceVersion: "1").attributes.first { $0.name == "service.instance.id" }?.value
    }
    #expect(Set(names).count == 50)
    for name in names {
      let parts = name.split(separator: "-")
      #expect(parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts[2].first == "4", "\(name)")
      #expect(parts[3].first.map { "89ab".contains($0) } == true, "\(name)")
    }
  }

  @Test("lists of names and values are read, and wrong ones refused")
  func lists() {
    func pairs(_ text: String) -> [String]? { KeyValueList.parse(text)?.map { "\($0.name)|\($0.value)" } }
    #expect(pairs("a=1, b = two%20words ,c=x=y,,d=") == ["a|1", "b|two words", "c|x=y", "d|"])
    #expect(pairs("") == [] && pairs("api-key=%E2%82%AC") == ["api-key|€"])
    for wrong in ["a", "=1", "a=%", "a=%4", "a=%zz", "a=%+1", "a=%FF", "a b=1", "ü=1"] {
      #expect(pairs(wrong) == nil, "\(wrong)")
    }
  }
}
