import Testing
import Tracing

@testable import OpenTelemetry

@Suite("traceparent and tracestate")
struct TraceParentTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private static let span = "00f067aa0ba902b7"

  @Test("the example of the recommendation is understood, and written as it came")
  func example() throws {
    let text = "00-\(Self.trace)-\(Self.span)-01"
    let context = try #require(TraceParent.parse(text))
    #expect(context.traceID.description == Self.trace && context.spanID.description == Self.span)
    #expect(context.flags == .sampled && context.isRemote)
    #expect(TraceParent.text(context) == text)
  }

  @Test(
    "what is not valid counts as if it were not there",
    arguments: [
      "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-0", "00-\(trace)-\(span)-01-", "00-\(trace)-\(span)-01-x",
      "00-\(trace)-\(span)-011", "ff-\(trace)-\(span)-01", "0x-\(trace)-\(span)-01",
      "00-\(trace.uppercased())-\(span)-01",
      "00-\(trace)-\(span.uppercased())-01", "00-\(trace)-\(span)-0A", "00-00000000000000000000000000000000-\(span)-01",
      "00-\(trace)-0000000000000000-01", "00_\(trace)_\(span)_01", " 00-\(trace)-\(span)-01", "00-\(trace)-\(span)-01 ",
      "00-\(trace)-\(span)-01, 00-\(trace)-\(span)-01", "01-\(trace)-\(span)-01, 01-\(trace)-\(span)-01",
      "cc-\(trace)-\(span)-01.what", "00-é\(trace.dropLast(2))-\(span)-01", "\u{0}\u{0}-\(trace)-\(span)-01",
    ])
  func invalid(text: String) { #expect(TraceParent.parse(text) == nil) }

  @Test("of versions to come the four parts that we know are read", arguments: ["", "-", "-what the future brings"])
  func future(rest: String) throws {
    let context = try #require(TraceParent.parse("cc-\(Self.trace)-\(Self.span)-01\(rest)"))
    #expect(TraceParent.text(context) == "00-\(Self.trace)-\(Self.span)-01")
  }

  @Test(
    "flags that nobody knows are neither kept nor passed on", arguments: [("ff", "03"), ("fe", "02"), ("08", "00")])
  func flags(given: String, kept: String) throws {
    let context = try #require(TraceParent.parse("00-\(Self.trace)-\(Self.span)-\(given)"))
    #expect(TraceParent.text(context).hasSuffix("-\(kept)"))
  }

  @Test(
    "a list of valid members is kept as it is",
    arguments: [
      ("rojo=00f067aa0ba902b7", "rojo=00f067aa0ba902b7"), ("a=1,b=2", "a=1,b=2"), (" a=1 ,\tb=2", "a=1,b=2"),
      ("a=1,,b=2,", "a=1,b=2"), ("fw529a3039@dt=x y!~", "fw529a3039@dt=x y!~"), ("1a-_*/@s=1", "1a-_*/@s=1"),
    ])
  func state(text: String, kept: String) { #expect(TraceState.parse(text) == kept) }

  @Test(
    "one member that is not valid undoes the whole list",
    arguments: [
      "", ",", "a", "a=", "=1", "A=1", "a=1,a=2", "a@b@c=1", "@a=1", "a@=1", "a@1=1", "-a=1", "a=b=c", "a=\u{7F}",
      "a=é",
      String(repeating: "k", count: 257) + "=1", "a=" + String(repeating: "v", count: 257),
      (0..<33).map { "k\($0)=1" }.joined(separator: ","), "a=1," + String(repeating: " ", count: 512),
    ])
  func invalidState(text: String) { #expect(TraceState.parse(text) == nil) }

  @Test("of 32 members none is too many")
  func manyMembers() {
    let text = (0..<32).map { "k\($0)=1" }.joined(separator: ",")
    #expect(TraceState.parse(text) == text)
  }
}
