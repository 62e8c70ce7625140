/// What a metric is, and where its values are read.
struct MetricFamily: Sendable {
  enum Kind: String { case counter, gauge, histogram }

  let kind: Kind
  /// With `_total` where it is a counter.
  let name: String
  let help: String
  /// The names of the labels, in the order of their values in samples.
  let labels: [String]
  let read: @Sendable () -> [MetricSample]

  init(
    _ kind: Kind, _ name: String, _ help: String, labels: [String] = [], read: @escaping @Sendable () -> [MetricSample]
  ) {
    precondition(Self.isName(name) && labels.allSatisfy(Self.isName), "\(name): not a name of Prometheus")
    precondition(name.hasSuffix("_total") == (kind == .counter), "\(name): counters, and only they, end in _total")
    precondition(!labels.contains("le"), "\(name): the label le is that of buckets")
    (self.kind, self.name, self.help, self.labels, self.read) = (kind, name, help, labels, read)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
  }
}

/// One value of a metric with the values of its labels.
struct MetricSample: Sendable {
  enum Value: Sendable {
    case number(Double)
    case distribution(Distribution)
  }

  let labels: [String]
  let value: Value

  init(_ number: Double, labels: [String] = []) { (self.labels, value) = (labels, .number(number)) }

  init(_ distribution: Distribution, labels: [String] = []) {
    (self.labels, value) = (labels, .distribution(distribution))
  }
}
