// PrometheusMetrics: numbers that a program counts, and the text by which Prometheus reads them.
// Neighbours: none below. A program makes a registry, counts by its instruments, and answers with `exposition`.
// Invariant: counting never waits for who reads, and no value of a label from outside makes the memory grow without
// end: a family has so many sets of labels, and what comes later counts as "other".

import Synchronization

/// The metrics of one program, or of one part of it: there is no registry that all share.
///
/// Instruments are made once and kept by who counts. Gauges, and what is counted elsewhere, are read when the text is
/// asked for; reading them must not wait for anything.
public final class MetricsRegistry: Sendable {
  private let families = Mutex<[MetricFamily]>([])

  /// A registry without metrics.
  public init() {}

  // MARK: What is counted here

  /// Counts one kind of thing. Names of counters end in `_total`.
  public func makeCounter(_ name: String, _ help: String) -> Counter {
    let counter = Counter()
    add(MetricFamily(.counter, name, help) { [MetricSample(counter.value)] })
    return counter
  }

  /// Counts things by labels.
  ///
  /// - Parameter limit: how many sets of labels there may be; all others are counted as "other".
  public func makeCounters(
    _ name: String, _ help: String, by labels: [String], limit: Int = 100
  ) -> Labeled<Counter> {
    let counters = Labeled(labels: labels.count, limit: limit) { Counter() }
    add(
      MetricFamily(.counter, name, help, labels: labels) {
        counters.all.map { MetricSample($0.instrument.value, labels: $0.labels) }
      })
    return counters
  }

  /// Counts values by their size.
  ///
  /// - Parameter bounds: the upper bounds of the buckets, ascending; that of the last one is infinite and not said.
  public func makeHistogram(_ name: String, _ help: String, bounds: [Double]) -> Histogram {
    let histogram = Histogram(bounds: bounds)
    add(MetricFamily(.histogram, name, help) { [MetricSample(histogram.distribution)] })
    return histogram
  }

  /// Counts values by labels and their size; as `makeCounters` and `makeHistogram` do.
  public func makeHistograms(
    _ name: String, _ help: String, by labels: [String], bounds: [Double], limit: Int = 100
  ) -> Labeled<Histogram> {
    let histograms = Labeled(labels: labels.count, limit: limit) { Histogram(bounds: bounds) }
    add(
      MetricFamily(.histogram, name, help, labels: labels) {
        histograms.all.map { MetricSample($0.instrument.distribution, labels: $0.labels) }
      })
    return histograms
  }

  // MARK: What is read when it is asked for

  /// A number that goes up and down; nil while it is not known.
  public func addGauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
    add(MetricFamily(.gauge, name, help) { read().map { [MetricSample($0)] } ?? [] })
  }

  /// Numbers that go up and down, by labels: each with the values of its labels, in the order of their names.
  public func addGauges(
    _ name: String, _ help: String, by labels: [String], read: @escaping @Sendable () -> [(labels: [String], Double)]
  ) {
    add(MetricFamily(.gauge, name, help, labels: labels) { read().map { MetricSample($0.1, labels: $0.labels) } })
  }

  /// What somebody else counts, and never sets back; nil while it is not known.
  public func addCounter(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
    add(MetricFamily(.counter, name, help) { read().map { [MetricSample($0)] } ?? [] })
  }

  /// The same by labels.
  public func addCounters(
    _ name: String, _ help: String, by labels: [String], read: @escaping @Sendable () -> [(labels: [String], Double)]
  ) {
    add(MetricFamily(.counter, name, help, labels: labels) { read().map { MetricSample($0.1, labels: $0.labels) } })
  }

  // MARK: The text

  /// All metrics as Prometheus reads them.
  public func exposition(_ format: ExpositionFormat = .text) -> [UInt8] {
    var writer = ExpositionWriter(format)
    for family in families.withLock({ $0 }) { writer.write(family) }
    return writer.finish()
  }

  /// The names that are served, with their kinds, labels and help, in the order in which they were added.
  package var catalogue: [(name: String, kind: String, labels: [String], help: String)] {
    families.withLock { $0 }.map { ($0.name, $0.kind.rawValue, $0.labels, $0.help) }
  }

  private func add(_ family: MetricFamily) {
    families.withLock { families in
      precondition(!families.contains { $0.name == family.name }, "the metric \(family.name) was added twice")
      families.append(family)
    }
  }
}
