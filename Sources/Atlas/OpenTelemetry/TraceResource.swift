/// What the spans of a process come from: its service, its version, and whatever the operator adds.
public struct TraceResource: Sendable {
  /// Names and values, each name once, in the order of the names.
  public let attributes: [(name: String, value: String)]

  /// - Parameters:
  ///   - serviceName: `service.name`, which goes before one among the others.
  ///   - serviceVersion: `service.version`, likewise.
  ///   - others: such as those of `OTEL_RESOURCE_ATTRIBUTES`; of equal names the last counts.
  public init(serviceName: String, serviceVersion: String, others: [(name: String, value: String)] = []) {
    var values: [String: String] = ["service.instance.id": Self.instanceID()]
    for (name, value) in others { values[name] = value }
    values["service.name"] = serviceName
    values["service.version"] = serviceVersion
    values["telemetry.sdk.language"] = "swift"
    values["telemetry.sdk.name"] = "atlas"
    attributes = values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Unlike for each start of a process: a random UUID (version 4).
  private static func instanceID() -> String {
    let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
    let low = UInt64.random(in: .min ... .max) >> 2 | 1 << 63
    let digits = TraceID(high: high, low: low).map { Array($0.description) } ?? []
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return parts.map { String(digits[$0]) }.joined(separator: "-")
  }
}
