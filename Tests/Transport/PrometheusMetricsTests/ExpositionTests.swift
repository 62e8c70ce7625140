import Testing

@testable import PrometheusMetrics

@Suite("The text of metrics")
struct ExpositionTests {
  private static func text(_ registry: MetricsRegistry, _ format: ExpositionFormat = .text) -> String {
    String(decoding: registry.exposition(format), as: UTF8.self)
  }

  @Test("counters, gauges and histograms are written as version 0.0.4 has it")
  func text() {
    let registry = MetricsRegistry()
    registry.makeCounter("things_total", "Things.").increment(by: 3)
    registry.addGauge("warmth", "How warm it is.") { 21.5 }
    let times = registry.makeHistogram("wait_seconds", "Waits.", bounds: [0.01, 1])
    for time in [0.01, 0.5, 7] { times.observe(time) }
    #expect(
      Self.text(registry) == """
        # HELP things_total Things.
        # TYPE things_total counter
        things_total 3
        # HELP warmth How warm it is.
        # TYPE warmth gauge
        warmth 21.5
        # HELP wait_seconds Waits.
        # TYPE wait_seconds histogram
        wait_seconds_bucket{le="0.01"} 1
        wait_seconds_bucket{le="1.0"} 2
        wait_seconds_bucket{le="+Inf"} 3
        wait_seconds_sum 7.51
        wait_seconds_count 3

        """)
  }

  @Test("in OpenMetrics a counter's family has no _total, and the text says where it ends")
  func openMetrics() {
    let registry = MetricsRegistry()
    registry.makeCounters("things_total", "All \"things\".", by: ["kind"])["a"].increment()
    #expect(
      Self.text(registry, .openMetrics) == """
        # HELP things All \\"things\\".
        # TYPE things counter
        things_total{kind="a"} 1
        # EOF

        """)
  }

  @Test("no value of a label and no help ends its line or its quotes")
  func escaping() {
    let registry = MetricsRegistry()
    registry.makeCounters("things_total", "One\nline \\ \"all\".", by: ["kind"])["a\"} 1\nforged 2\\"].increment()
    #expect(
      Self.text(registry) == #"""
        # HELP things_total One\nline \\ "all".
        # TYPE things_total counter
        things_total{kind="a\"} 1\nforged 2\\"} 1

        """#)
  }

  @Test("what is not known has no line, and numbers without end have theirs")
  func unknown() {
    let registry = MetricsRegistry()
    registry.addGauge("unknown", "x") { nil }
    registry.addGauges("odd", "x", by: ["of"]) { [(["a"], .infinity), (["b"], .nan), (["c"], -2)] }
    let text = Self.text(registry)
    #expect(!text.contains("\nunknown"))
    #expect(text.hasSuffix("odd{of=\"a\"} +Inf\nodd{of=\"b\"} NaN\nodd{of=\"c\"} -2\n"))
  }

  @Test(
    "OpenMetrics is for who asks for it, and not for who would rather have the other",
    arguments: [
      ("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", true),
      ("application/openmetrics-text", true), ("text/plain, application/openmetrics-text; q=0.9", false),
      ("application/openmetrics-text;q=0", false), ("APPLICATION/OpenMetrics-Text ; Q=0.5", true), ("*/*", false),
      (nil, false), ("", false), (",;,=;q=", false), ("application/openmetrics-text;q=nonsense", false),
    ] as [(String?, Bool)])
  func negotiation(_ accept: String?, _ isOpen: Bool) {
    #expect(ExpositionFormat(accept: accept) == (isOpen ? .openMetrics : .text))
  }
}
