import LogTesting
import Logging
import OutboundHTTP
import Synchronization
import Testing
import Tracing

@testable import OpenTelemetry

@Suite("The exporter", .timeLimit(.minutes(1)))
struct SpanExporterTests {
  private let log = LoggedLines()
  private let pauses = Pauses()

  /// Batches of three, and pauses that take no time. Nothing is sent for its age.
  private func exporter(
    _ collector: any HTTPFetcher, _ change: (inout SpanExporterSettings) -> Void = { _ in }
  ) throws -> SpanExporter {
    var settings = SpanExporterSettings(endpoint: try #require(OutboundURL("http://127.0.0.1:1/v1/traces")))
    settings.fields = [("api-key", "hush")]
    settings.batchLimit = 3
    settings.queueLimit = 10
    settings.interval = .seconds(3_600)
    settings.compresses = false
    settings.sleep = { [pauses] pause in
      if pause >= .seconds(3_600) { return try await Task.sleep(for: pause) }
      pauses.note(pause)
    }
    change(&settings)
    return SpanExporter(settings, resource: .test, fetcher: collector, logger: log.logger)
  }

  private func submit(_ names: [String], to exporter: SpanExporter) {
    let tracer = SpanTracer(sampler: TraceSampler(ratio: 1, followedPerSecond: 0), exporter: exporter)
    for name in names { tracer.startSpan(name, context: .topLevel).end() }
  }

  /// Runs an exporter beside a test.
  private func running(_ exporter: SpanExporter, _ body: () async throws -> Void) async throws {
    let run = Task { await exporter.run() }
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    run.cancel()
    await run.value
    try result.get()
  }

  @Test("a whole batch leaves at once, with the fields of the operator")
  func batch() async throws {
    let collector = ScriptedCollector(.status(200))
    let exporter = try exporter(collector)
    try await running(exporter) {
      submit(["a", "b", "c"], to: exporter)
      await collector.wait(forRequests: 1)
    }
    let request = try #require(collector.requests.first)
    #expect(collector.batches == [["a", "b", "c"]])
    #expect(request.method == .post && request.url.text.hasSuffix("/v1/traces"))
    #expect(request.fields.map { "\($0.name): \($0.value)" } == ["api-key: hush", "Content-Type: application/json"])
    #expect(log.all.isEmpty)
  }

  @Test("what is no whole batch leaves when it has waited long enough")
  func interval() async throws {
    let collector = ScriptedCollector(.status(200))
    let exporter = try exporter(collector) { settings in
      settings.interval = .seconds(5)
      settings.sleep = { _ in try await Task.sleep(for: .milliseconds(1)) }
    }
    submit(["a"], to: exporter)
    try await running(exporter) { await collector.wait(forRequests: 1) }
    #expect(collector.batches == [["a"]])
  }

  @Test(
    "a collector that asks for a pause is asked again behind it, and hears the same", arguments: [429, 502, 503, 504])
  func retryAfter(status: Int) async throws {
    let collector = ScriptedCollector(.status(status, fields: ["Retry-After": "7"]), .status(200))
    let exporter = try exporter(collector)
    try await running(exporter) {
      submit(["a", "b", "c"], to: exporter)
      await collector.wait(forRequests: 2)
    }
    #expect(collector.batches == [["a", "b", "c"], ["a", "b", "c"]])
    #expect(pauses.all == [.seconds(7)])
    #expect(log.all.first?.contains("status \(status)") == true && log.all.last?.contains("again") == true)
  }

  @Test("pauses grow, are bounded, and a batch is given up in the end")
  func backOff() async throws {
    let collector = ScriptedCollector(
      .fails(.unreachable), .fails(.timeout), .status(503, fields: ["Retry-After": "999999"]))
    let exporter = try exporter(collector)
    try await running(exporter) {
      submit(["a", "b", "c"], to: exporter)
      await collector.wait(forRequests: 5)
      collector.answer(by: .status(200))
      submit(["d", "e", "f"], to: exporter)
      await collector.wait(forRequests: 6)
    }
    let pauses = pauses.all
    #expect(pauses.count == 4 && pauses.dropFirst(2).allSatisfy { $0 == .seconds(60) })
    #expect((.milliseconds(500)...Duration.seconds(1)).contains(pauses[0]), "\(pauses)")
    #expect((.seconds(1)...Duration.seconds(2)).contains(pauses[1]), "\(pauses)")
    #expect(collector.batches.last == ["d", "e", "f"] && collector.requests.count == 6)
    #expect(log.all.contains { $0.contains("spans were lost") && $0.contains("3") })
    #expect(!log.all.contains { $0.contains("hush") || $0.contains("127.0.0.1") }, "\(log.all)")
  }

  @Test("what a collector refuses for good is not sent again", arguments: [400, 401, 404, 413, 500, 301])
  func refused(status: Int) async throws {
    let collector = ScriptedCollector(.status(status), .status(200))
    let exporter = try exporter(collector)
    try await running(exporter) {
      submit(["a", "b", "c"], to: exporter)
      await collector.wait(forRequests: 1)
      submit(["d", "e", "f"], to: exporter)
      await collector.wait(forRequests: 2)
    }
    #expect(collector.batches == [["a", "b", "c"], ["d", "e", "f"]])
  }

  @Test("spans that a collector leaves out are counted as lost, and not sent again", arguments: ["\"2\"", "2"])
  func partialSuccess(count: String) async throws {
    let body = "{\"partialSuccess\":{\"rejectedSpans\":\(count),\"errorMessage\":\"no\"}}"
    let collector = ScriptedCollector(.status(200, body: body))
    let exporter = try exporter(collector)
    submit(["a", "b", "c"], to: exporter)
    await exporter.flush(within: .seconds(30))
    #expect(collector.requests.count == 1)
    #expect(log.all == ["warning spans were lost [\"spans\": 2]"])
  }

  @Test(
    "whatever an answer says, it does no harm",
    arguments: ["", "{", "[]", "{\"partialSuccess\":{\"rejectedSpans\":\"-9\"}}"])
  func strangeAnswers(body: String) async throws {
    let exporter = try exporter(ScriptedCollector(.status(200, body: body)))
    submit(["a"], to: exporter)
    await exporter.flush(within: .seconds(30))
    #expect(log.all.isEmpty, "\(log.all)")
  }

  @Test("a backlog is bounded: what comes too late is dropped and counted, and nobody waits")
  func backlog() async throws {
    let collector = ScriptedCollector(.hangs)
    let exporter = try exporter(collector)
    try await running(exporter) {
      submit(["a", "b", "c"], to: exporter)
      await collector.wait(forRequests: 1)
      submit((0..<10_000).map(String.init), to: exporter)
    }
    // The batch that was on its way is first again; of the ten behind it three have made room.
    collector.answer(by: .status(200))
    await exporter.flush(within: .seconds(30))
    let sent = collector.batches.dropFirst().flatMap { $0 }
    #expect(sent == ["a", "b", "c"] + (0..<7).map(String.init))
    #expect(log.all == ["warning spans were lost [\"spans\": 9993]"])
  }

  @Test("the last flush ends in time, whatever the collector does")
  func lastFlush() async throws {
    let collector = ScriptedCollector(.hangs)
    let exporter = try exporter(collector)
    submit((0..<9).map(String.init), to: exporter)
    await exporter.flush(within: .milliseconds(50))
    #expect(collector.requests.count == 1)
    #expect(log.all.last == "warning spans were lost [\"spans\": 9]", "\(log.all)")
  }
}

/// The pauses that an exporter took.
private final class Pauses: Sendable {
  private let taken = Mutex<[Duration]>([])

  var all: [Duration] { taken.withLock { $0 } }

  func note(_ pause: Duration) { taken.withLock { $0.append(pause) } }
}
