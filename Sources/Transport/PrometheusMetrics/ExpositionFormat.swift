/// How metrics are written.
public enum ExpositionFormat: Sendable, CaseIterable {
  /// Prometheus' text format, version 0.0.4.
  case text
  /// OpenMetrics 1.0.
  case openMetrics

  /// The format that an `Accept` field asks for: OpenMetrics where it is named and not wanted less than plain text.
  public init(accept: String?) {
    var qualities: [String: Double] = [:]
    for range in (accept ?? "").utf8.split(separator: UInt8(ascii: ",")) {
      let parts = range.split(separator: UInt8(ascii: ";")).map { Self.trimmed($0) }
      guard let type = parts.first else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      qualities[type] = max(qualities[type] ?? 0, quality)
    }
    let wanted = qualities["application/openmetrics-text"] ?? 0
    self = wanted > 0 && wanted >= qualities["text/plain"] ?? 0 ? .openMetrics : .text
  }

  /// What the answer is called in its header.
  public var contentType: String {
    switch self {
    case .text: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    }
  }

  private static func trimmed(_ part: Substring.UTF8View) -> String {
    String(decoding: part.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self).lowercased()
  }
}
