import PrometheusMetrics

// What a request costs that is counted.
extension Measurements {
  /// The counters and histograms that Atlas touches when a request ends, among as many names of operations as may be.
  static func counting() -> [Measurement] {
    let registry = MetricsRegistry()
    let ends = registry.makeCounter("requests_total", "Requests.")
    let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    let times = registry.makeHistograms("seconds", "Times.", by: ["operation"], bounds: bounds, limit: 200)
    let sizes = registry.makeHistogram("bytes", "Sizes.", bounds: [256, 1_024, 4_096, 16_384, 65_536])
    let costs = registry.makeHistogram("points", "Costs.", bounds: [1, 10, 100, 1_000, 10_000])
    let names = (0..<200).map { "DiagramsOfAPage\($0)" }
    for name in names { times[name].observe(0) }
    return [
      Measurement(name: "count-request", operations: names.count) {
        for name in names {
          let begin = ContinuousClock.now
          ends.increment()
          sizes.observe(2_000)
          costs.observe(20)
          times[name].observe(begin.duration(to: .now))
        }
        return names.count
      },
      Measurement(name: "write-metrics") { registry.exposition().count },
    ]
  }
}
