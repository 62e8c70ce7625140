/// The field `traceparent` (W3C Trace Context, section 3.2): `00-<32 digits>-<16 digits>-<2 digits>`.
///
/// Worked example: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01` is version 0, a trace, the span that asks,
/// and the flag that says that this span is recorded.
enum TraceParent {
  static let fieldName = "traceparent"

  /// The span that asks, without the `tracestate`; nil for what is not valid, which counts as if it were not there.
  ///
  /// Of versions that nobody knows yet the parts of version 0 are read, and whatever follows behind another dash is
  /// not (section 4.3).
  static func parse(_ text: String) -> SpanContext? {
    let bytes = Array(text.utf8.prefix(56))
    guard bytes.count >= 55, [2, 35, 52].allSatisfy({ bytes[$0] == dash }),
      let version = UInt64(lowercaseHex: bytes[0..<2]), version != 0xFF,
      version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == dash,
      let high = UInt64(lowercaseHex: bytes[3..<19]), let low = UInt64(lowercaseHex: bytes[19..<35]),
      let traceID = TraceID(high: high, low: low),
      let span = UInt64(lowercaseHex: bytes[36..<52]), let spanID = SpanID(span),
      let flags = UInt64(lowercaseHex: bytes[53..<55])
    else { return nil }
    return SpanContext(
      traceID: traceID, spanID: spanID, flags: TraceFlags(rawValue: UInt8(flags)).intersection([.sampled, .random]),
      isRemote: true)
  }

  /// As the next one is told of a span.
  static func text(_ context: SpanContext) -> String {
    "00-\(context.traceID)-\(context.spanID)-0\(context.flags.intersection([.sampled, .random]).rawValue)"
  }

  private static let dash = UInt8(ascii: "-")
}
