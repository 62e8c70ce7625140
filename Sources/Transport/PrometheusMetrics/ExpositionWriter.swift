/// Writes metrics as text (prometheus.io/docs/instrumenting/exposition_formats, openmetrics.io, section 3).
///
/// The two formats differ where counters are introduced, whose family has no `_total` in OpenMetrics, in quotes within
/// help, and at the end.
struct ExpositionWriter {
  private let format: ExpositionFormat
  private var bytes: [UInt8] = []

  init(_ format: ExpositionFormat) {
    self.format = format
    bytes.reserveCapacity(16 << 10)
  }

  mutating func write(_ family: MetricFamily) {
    let samples = family.read()
    let name = format == .openMetrics && family.kind == .counter ? String(family.name.dropLast(6)) : family.name
    line("# HELP \(name) \(Self.escaped(family.help, quotes: format == .openMetrics))")
    line("# TYPE \(name) \(family.kind.rawValue)")
    for sample in samples {
      let labels = zip(family.labels, sample.labels).map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }
      switch sample.value {
      case .number(let number): write(family.name, labels, Self.number(number))
      case .distribution(let distribution): write(family.name, labels, distribution)
      }
    }
  }

  /// Buckets count what is in them and in all before.
  private mutating func write(_ name: String, _ labels: [String], _ distribution: Distribution) {
    var count: UInt64 = 0
    for (index, inBucket) in distribution.counts.enumerated() {
      count += inBucket
      let bound = distribution.bounds.indices.contains(index) ? "\(distribution.bounds[index])" : "+Inf"
      write(name + "_bucket", labels + ["le=\"\(bound)\""], "\(count)")
    }
    write(name + "_sum", labels, Self.number(distribution.sum))
    write(name + "_count", labels, "\(count)")
  }

  private mutating func write(_ name: String, _ labels: [String], _ value: String) {
    line(labels.isEmpty ? "\(name) \(value)" : "\(name){\(labels.joined(separator: ","))} \(value)")
  }

  private mutating func line(_ text: String) {
    bytes += text.utf8
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The text, whole.
  consuming func finish() -> [UInt8] {
    if format == .openMetrics { line("# EOF") }
    return bytes
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  /// Nothing in a text ends its line or its quotes.
  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): escaped += "\\\\".utf8
      case UInt8(ascii: "\n"): escaped += "\\n".utf8
      case UInt8(ascii: "\"") where quotes: escaped += "\\\"".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
