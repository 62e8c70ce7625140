import Testing

@testable import PrometheusMetrics

@Suite("Instruments")
struct RegistryTests {
  @Test("counts of many tasks add up")
  func concurrency() async {
    let registry = MetricsRegistry()
    let counter = registry.makeCounter("a_total", "A.")
    let kinds = registry.makeCounters("b_total", "B.", by: ["kind"])
    let sizes = registry.makeHistogram("c_bytes", "C.", bounds: [10])
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<1_000 {
            counter.increment()
            kinds["\(task % 2)"].increment()
            sizes.observe(Double(number % 20))
          }
        }
      }
    }
    #expect(counter.value == 8_000)
    #expect(kinds["0"].value == 4_000 && kinds["1"].value == 4_000)
    #expect(sizes.distribution.counts == [4_400, 3_600])
  }

  @Test("values of labels without end take no memory without end: those behind the limit are others, and none is lost")
  func bounded() {
    let names = MetricsRegistry().makeCounters("a_total", "A.", by: ["name", "outcome"], limit: 10)
    for number in 0..<1_000 { names["name \(number)", "ok"].increment() }
    names[String(repeating: "x", count: 100_000), "ok"].increment()
    names["name 3", "ok"].increment()
    let all = names.all
    #expect(all.count == 11)
    #expect(all.last?.labels == ["other", "other"] && all.last?.instrument.value == 991)
    #expect(names["name 3", "ok"].value == 2)
    #expect(all.reduce(0) { $0 + $1.instrument.value } == 1_002)
  }

  @Test("who is given less room takes none from others, and is counted where there is an instrument already")
  func room() {
    let names = MetricsRegistry().makeCounters("a_total", "A.", by: ["name"], limit: 10)
    for number in 0..<20 { names.instrument(["stranger \(number)"], room: 4).increment() }
    for number in 0..<3 { names["friend \(number)"].increment() }
    names.instrument(["friend 2"], room: 4).increment()
    let labels = (0..<4).map { "stranger \($0)" } + ["other"] + (0..<3).map { "friend \($0)" }
    #expect(names.all.map(\.labels) == labels.map { [$0] })
    #expect(names["other"].value == 16 && names["friend 2"].value == 2)
  }

  @Test("a value belongs to the first bucket that it is not above; what is no number is not counted")
  func buckets() {
    let histogram = MetricsRegistry().makeHistogram("a", "A.", bounds: [1, 2])
    for value in [-5, 1, 1.0000001, 2, 3, .nan, .infinity] { histogram.observe(value) }
    #expect(histogram.distribution.counts == [2, 2, 1])
    #expect(abs(histogram.distribution.sum - 2.0000001) < 1e-9)
    histogram.observe(.milliseconds(1_500))
    #expect(histogram.distribution.counts == [2, 3, 1])
  }

  @Test("two registries know nothing of each other")
  func apart() {
    let (one, other) = (MetricsRegistry(), MetricsRegistry())
    one.makeCounter("a_total", "A.").increment()
    _ = other.makeCounter("a_total", "A.")
    #expect(String(decoding: one.exposition(), as: UTF8.self).hasSuffix("\na_total 1\n"))
    #expect(String(decoding: other.exposition(), as: UTF8.self).hasSuffix("\na_total 0\n"))
  }

  @Test("the catalogue says what is served")
  func catalogue() {
    let registry = MetricsRegistry()
    _ = registry.makeHistograms("a_seconds", "A.", by: ["name"], bounds: [1])
    let lines = registry.catalogue.map { "\($0.kind) \($0.name) \($0.labels) \($0.help)" }
    #expect(lines == ["histogram a_seconds [\"name\"] A."])
  }
}
